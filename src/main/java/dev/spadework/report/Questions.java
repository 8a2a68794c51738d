package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.List;

/** What each gate asks. */
public final class Questions {
  private static final int USEFUL_LINES = 10;
  private static final int LINE = 200;
  private static final int ASKED = 240;

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
  public static Question couldNotRun(TestRun run, List<Entry> entries) {
    List<String> details = new ArrayList<>();
    details.add(notTested(run));
    TestWords.larger(run).ifPresent(details::add);
    DetectedWords.of(entries).ifPresent(details::add);
    details.addAll(excerpt(run));
    details.add(say("gate.blocked.choices"));
    return new Question(say("gate.blocked"), details);
  }

  private static String notTested(TestRun run) {
    String command = Code.of(run.command());
    if (run.outgrew()) {
      return say("gate.blocked.outgrew", "command", command, "result", TestWords.result(run));
    }
    return run.command().isBlank()
        ? say("gate.blocked.unknown")
        : say("gate.blocked.command", "command", command);
  }

  /** The tests were red for the second time: a hand-off. */
  public static Question testsRed(Task task, List<Entry> entries) {
    return TestsCard.of(task, entries);
  }

  /** The tests pass, and the playbook's own proof is missing for the second time. */
  public static Question proof(Task task) {
    List<String> details = new ArrayList<>();
    task.proving().last().ifPresent(proof -> details.addAll(ProofWords.lines(proof)));
    details.add(say("gate.proof.choices"));
    String kind = say("proof.kind." + task.request().playbook().label());
    return new Question(say("gate.proof", "kind", kind), details);
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

  /** The model answers with nothing, again and again. */
  public static Question empty(String model) {
    return new Question(
        say("gate.empty", "model", Code.of(model)), List.of(say("gate.loop.answer")));
  }

  /** The provider's filter keeps the model from answering, again and again. */
  public static Question blocked(String model) {
    return new Question(
        say("gate.filtered", "model", Code.of(model)), List.of(say("gate.loop.answer")));
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
    String asked = question.strip();
    if (asked.isEmpty()) {
      return new Question(say("gate.ask"), List.of(say("gate.ask.empty")), options);
    }
    // One line is the question itself: lists and notifications show nothing else.
    return asked.length() <= ASKED && asked.lines().count() == 1
        ? new Question(say("gate.ask.line", "question", asked), List.of(), options)
        : new Question(say("gate.ask"), List.of(asked), options);
  }

  static List<String> excerpt(TestRun run) {
    List<String> lines = Code.lines(run.excerpt(), USEFUL_LINES, LINE);
    return lines.isEmpty() ? List.of() : List.of(Code.block(String.join("\n", lines)));
  }
}
