package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Call;
import dev.spadework.task.Phase;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The status card, whatever it is drawn with.
 *
 * @param title the task and where it stands
 * @param steps of the plan; empty before there is one
 * @param news how a later version of the plan differs from the one before; empty for the first
 * @param footer time, calls, money and what the base's tests said
 */
public record Progress(String title, List<Step> steps, String news, String footer) {
  private static final int WHY = 200;
  private static final int TITLE = 100;
  private static final int STEP = 150;
  private static final int NEWS = 1_200;
  private static final int FILES = 5;
  private static final int NOTE = 120;

  /** How far a step is. */
  public enum State {
    PENDING,
    RUNNING,
    DONE,
    /** The task ended before it was done. */
    DROPPED
  }

  /**
   * One step of the plan.
   *
   * @param note files that it names, or what is happening now
   */
  public record Step(int number, String title, State state, String note) {}

  /** How the task stands now; only the footer moves with the clock. */
  public static Progress of(Task task, Caps caps, Instant now) {
    String text = Code.shortened(TestWords.oneLine(task.request().text()), TITLE);
    return new Progress(
        say("card.title", "text", text, "state", Status.state(task, task.at())),
        steps(task),
        news(task),
        footer(task, caps, now));
  }

  private static List<Step> steps(Task task) {
    List<Step> steps = new ArrayList<>();
    List<Plan.Step> planned = task.plan().map(Plan::steps).orElse(List.of());
    for (int i = 0; i < planned.size(); i++) {
      State state = state(task, i + 1);
      String files = Code.list(names(planned.get(i)), FILES);
      String note = state == State.RUNNING ? now(task, files) : files;
      String title = Code.shortened(TestWords.oneLine(planned.get(i).title()), STEP);
      steps.add(new Step(i + 1, title, state, Code.shortened(note, NOTE)));
    }
    return steps;
  }

  private static String news(Task task) {
    if (task.planBefore().isEmpty()) {
      return "";
    }
    PlanDifference difference =
        PlanDifference.of(task.planBefore().get(), task.plan().orElseThrow());
    return say(
        "card.plan.news",
        "version",
        task.planVersion(),
        "changes",
        Code.shortened(String.join(" · ", difference.lines()), NEWS));
  }

  private static State state(Task task, int step) {
    if (task.phase() == Phase.DONE || task.stepsDone().contains(step)) {
      return State.DONE;
    }
    if (task.ending().isPresent()) {
      return State.DROPPED;
    }
    return step == task.currentStep() && task.claimed() && !task.replan()
        ? State.RUNNING
        : State.PENDING;
  }

  private static List<String> names(Plan.Step step) {
    return step.files().stream().map(Code::last).toList();
  }

  /** What is happening in the step under way. */
  private static String now(Task task, String files) {
    if (task.rests()) {
      return files;
    }
    if (task.testing().running().isPresent()) {
      return say("card.testing");
    }
    return task.talk().pending().stream()
        .filter(task.talk()::begun)
        .findFirst()
        .map(Progress::doing)
        .orElse(files);
  }

  private static String doing(Call call) {
    return switch (call.tool()) {
      case "run_command" ->
          say("card.command", "command", Code.of(Code.shortened(Commands.command(call), TITLE)));
      case "run_tests" -> say("card.testing");
      case "search" -> named("card.search", Commands.argument(call, "pattern"), call);
      case "read_file" -> named("card.read", Code.last(Commands.argument(call, "path")), call);
      case "edit_file", "write_file" ->
          named("card.edit", Code.last(Commands.argument(call, "path")), call);
      case "delete_file" -> named("card.delete", Code.last(Commands.argument(call, "path")), call);
      default -> say("card.tool", "tool", Code.of(call.tool()));
    };
  }

  private static String named(String phrase, String what, Call call) {
    return what.isBlank()
        ? say("card.tool", "tool", Code.of(call.tool()))
        : say(phrase, "what", Code.of(Code.shortened(what, TITLE)));
  }

  private static String footer(Task task, Caps caps, Instant now) {
    List<String> facts = new ArrayList<>();
    facts.add(
        say(
            "card.spend",
            "time",
            Durations.words(task.spend().activeAt(now, task)),
            "calls",
            task.spend().calls(),
            "most",
            caps.maxCalls() + task.grants().calls(),
            "money",
            Money.usd(task.spend().micros()),
            "budget",
            Money.usd(task.budgetMicros())));
    task.testing()
        .baseline()
        .map(run -> say("card.base", "result", TestWords.result(run)))
        .ifPresent(facts::add);
    if (task.rebuilds() > 0) {
      facts.add(say("card.rebuilt", "times", Counted.of(task.rebuilds(), "time")));
    }
    WithheldWords.of(task, "card.withheld").ifPresent(facts::add);
    task.asides().fellBack().stream()
        .reduce((older, newer) -> newer)
        .map(
            model ->
                say(
                    "card.fell.back",
                    "from",
                    Code.of(model.from()),
                    "to",
                    Code.of(model.to()),
                    "why",
                    Code.shortened(TestWords.oneLine(model.why()), WHY)))
        .ifPresent(facts::add);
    return String.join(" · ", facts);
  }
}
