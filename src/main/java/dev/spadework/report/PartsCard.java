package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Aside;
import dev.spadework.task.Parting;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The question about a plan that is too large for one task, and how its parts stand. */
public final class PartsCard {
  private static final int FILES = 6;
  private static final int TITLE = 120;

  private PartsCard() {}

  /** What is asked, each part with its steps; a part is an option. */
  public static Question of(Task task) {
    Plan plan = task.plan().orElseThrow();
    Parting parting = task.asides().parting();
    Aside.PlanSized sized = parting.sized().orElseThrow();
    List<String> details = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (int part = 1; part <= parting.parts(); part++) {
      List<Plan.Step> steps = parting.steps(part, plan);
      details.add(
          say(
              "gate.size.part",
              "part",
              part,
              "steps",
              String.join("; ", steps.stream().map(PartsCard::step).toList())));
      options.add(say("gate.size.start", "part", part));
    }
    details.add(say("gate.size.choices"));
    String why =
        sized.micros() == 0
            ? say(
                "gate.size.plain",
                "steps",
                Counted.of(plan.steps().size(), "step"),
                "files",
                Counted.of(sized.files(), "file"))
            : say(
                "gate.size.money",
                "steps",
                Counted.of(plan.steps().size(), "step"),
                "files",
                Counted.of(sized.files(), "file"),
                "cost",
                Money.usd(sized.micros()),
                "cap",
                Money.usd(task.budgetMicros()));
    return new Question(
        say("gate.size", "why", why, "parts", Counted.of(parting.parts(), "task")),
        details,
        options);
  }

  /** What became of the parts so far, a line each; empty before the first is started. */
  public static List<String> news(Task task, Names names) {
    Parting parting = task.asides().parting();
    List<String> lines = new ArrayList<>();
    for (int part = 1; part <= parting.parts(); part++) {
      Optional<String> by = Optional.ofNullable(parting.started().get(part));
      String who = names.of(by.orElse(""));
      String child = parting.opened().getOrDefault(part, "");
      if (by.isPresent()) {
        lines.add(
            child.isEmpty()
                ? say("gate.size.started", "part", part, "who", who)
                : say("gate.size.opened", "part", part, "who", who, "task", Code.of(child)));
      }
    }
    if (parting.inOrder().isPresent() && parting.next().isPresent()) {
      lines.add(
          say(
              "gate.size.ordered",
              "who",
              names.of(parting.inOrder().get()),
              "part",
              parting.next().get()));
    }
    return lines;
  }

  /** What a part's task is asked. */
  public static String request(Task task, int part) {
    Plan plan = task.plan().orElseThrow();
    Parting parting = task.asides().parting();
    return say(
        "part.request",
        "part",
        part,
        "parts",
        parting.parts(),
        "summary",
        TestWords.oneLine(plan.summary()),
        "steps",
        String.join(
            "\n", parting.steps(part, plan).stream().map(step -> "- " + step(step)).toList()));
  }

  private static String step(Plan.Step step) {
    String title = Code.shortened(TestWords.oneLine(step.title()), TITLE);
    return step.files().isEmpty()
        ? title
        : say("gate.size.step", "title", title, "files", Code.list(step.files(), FILES));
  }
}
