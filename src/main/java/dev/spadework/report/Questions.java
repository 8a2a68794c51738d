package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.Limits;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each gate asks. */
public final class Questions {
  private static final int USEFUL_LINES = 10;
  private static final int LINE = 200;
  private static final int FILES = 8;

  private Questions() {}

  /** The tests are red on the untouched base. */
  public static Question baselineRed(TestRun run) {
    List<String> details = new ArrayList<>();
    details.add(
        say(
            "gate.baseline.result",
            "result",
            TestWords.result(run),
            "command",
            Code.of(run.command())));
    details.addAll(TestWords.failures(run.failures()));
    if (run.failures().isEmpty()) {
      details.addAll(excerpt(run));
    }
    details.add(say("gate.baseline.approve"));
    return new Question(say("gate.baseline"), details);
  }

  /** The tests cannot be run, or no command for them is known. */
  public static Question couldNotRun(TestRun run) {
    List<String> details = new ArrayList<>();
    details.add(
        run.command().isBlank()
            ? say("gate.blocked.unknown")
            : say("gate.blocked.command", "command", Code.of(run.command())));
    details.addAll(excerpt(run));
    details.add(say("gate.blocked.choices"));
    return new Question(say("gate.blocked"), details);
  }

  /**
   * A plan that a person has to look at.
   *
   * @param threshold confidence below which every plan is shown
   */
  public static Question plan(Plan plan, double threshold) {
    List<String> details = new ArrayList<>();
    int number = 0;
    for (String question : plan.questions()) {
      number++;
      details.add(
          say("gate.plan.question", "number", number, "question", TestWords.oneLine(question)));
    }
    plan.judgement().stream()
        .map(item -> say("gate.plan.judgement", "item", TestWords.oneLine(item)))
        .forEach(details::add);
    details.addAll(outline(plan));
    return new Question(
        say(
            "gate.plan.unsure",
            "confidence",
            decimal(plan.confidence()),
            "threshold",
            decimal(threshold)),
        details);
  }

  /** A plan that somebody asked to approve. */
  public static Question approvePlan(Plan plan) {
    List<String> details = new ArrayList<>();
    int number = 0;
    for (Plan.Step step : plan.steps()) {
      number++;
      String title = TestWords.oneLine(step.title());
      details.add(
          step.files().isEmpty()
              ? say("gate.plan.step", "number", number, "title", title)
              : say(
                  "gate.plan.step.files",
                  "number",
                  number,
                  "title",
                  title,
                  "files",
                  Code.list(step.files(), FILES)));
    }
    details.addAll(outline(plan));
    return new Question(say("gate.plan.asked"), details);
  }

  /** The tests were red for the second time: a hand-off. */
  public static Question testsRed(Task task, List<Entry> entries) {
    return TestsCard.of(task, entries);
  }

  /** A command that the policy does not let run without a person. */
  public static Question command(String command, String reason) {
    return new Question(
        say("gate.command"),
        List.of(
            Code.block(command),
            say("gate.command.reason", "reason", reason),
            say("gate.command.reject")));
  }

  /**
   * The next call could pass a limit.
   *
   * @param worstMicros the most that the call can cost, in millionths of a US dollar
   */
  public static Question money(Task task, Limits limits, long worstMicros) {
    String used = Money.usd(task.spend().micros());
    String worst = Money.usd(worstMicros);
    String question;
    if (task.spend().micros() + worstMicros > task.budgetMicros()) {
      question =
          say("gate.money", "budget", Money.usd(task.budgetMicros()), "used", used, "worst", worst);
    } else if (worstMicros > limits.dayLeftMicros() + task.grants().micros()) {
      question =
          say(
              "gate.money.day",
              "left",
              Money.usd(Math.max(limits.dayLeftMicros(), 0)),
              "used",
              used,
              "worst",
              worst);
    } else if (task.spend().calls() >= limits.maxCalls() + task.grants().calls()) {
      question = say("gate.money.calls", "calls", task.spend().calls(), "used", used);
    } else {
      question =
          say(
              "gate.money.time",
              "time",
              Durations.words(task.spend().activeAt(limits.now(), task)),
              "used",
              used);
    }
    return new Question(question, List.of(progress(task)));
  }

  /**
   * A change that a person has to look at before it leaves the house.
   *
   * @param findings what is special about it, a line each
   */
  public static Question diff(List<String> findings) {
    List<String> details = new ArrayList<>(findings);
    details.add(say("gate.diff.choices"));
    return new Question(say("gate.diff"), details);
  }

  /** The model answers without doing anything. */
  public static Question silent() {
    return new Question(say("gate.silent"), List.of(say("gate.loop.answer")));
  }

  /**
   * The agent goes in circles.
   *
   * @param what is repeated, in one line
   */
  public static Question loop(String what) {
    return new Question(
        say("gate.loop"),
        List.of(say("gate.loop.what", "what", TestWords.oneLine(what)), say("gate.loop.answer")));
  }

  /** The agent's own question. */
  public static Question askHuman(String question, List<String> options) {
    List<String> lines = question.strip().lines().toList();
    return new Question(
        say("gate.ask"),
        lines.isEmpty() ? List.of(say("gate.ask.empty")) : List.of(question.strip()),
        options);
  }

  static String progress(Task task) {
    String steps =
        task.plan()
            .map(
                plan ->
                    say(
                        "gate.money.steps",
                        "done",
                        task.stepsDone().size(),
                        "steps",
                        plan.steps().size()))
            .orElseGet(() -> say("gate.money.unplanned"));
    String tests =
        task.testing()
            .last()
            .map(run -> say("gate.money.tests", "result", TestWords.result(run)))
            .orElseGet(() -> say("gate.money.untested"));
    return steps + " " + tests;
  }

  static List<String> excerpt(TestRun run) {
    List<String> lines = Code.lines(run.excerpt(), USEFUL_LINES, LINE);
    return lines.isEmpty() ? List.of() : List.of(Code.block(String.join("\n", lines)));
  }

  private static List<String> outline(Plan plan) {
    List<String> lines = new ArrayList<>();
    int steps = plan.steps().size();
    int files = plan.files().size();
    lines.add(
        files == 0
            ? say("gate.plan.outline.bare", "steps", Counted.of(steps, "step"))
            : say(
                "gate.plan.outline",
                "steps",
                Counted.of(steps, "step"),
                "names",
                Code.list(plan.files(), FILES),
                "files",
                Counted.of(files, "file")));
    if (!plan.assumptions().isEmpty()) {
      lines.add(
          say(
              "gate.plan.assumptions",
              "assumptions",
              TestWords.oneLine(String.join("; ", plan.assumptions()))));
    }
    if (!plan.risk().isBlank()) {
      lines.add(say("gate.plan.risk", "risk", TestWords.oneLine(plan.risk())));
    }
    return lines;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
