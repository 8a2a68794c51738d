package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Aside;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Parting;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a task that was not done ended.
 *
 * @param title one line
 * @param lines what was tried, where it stopped, what it cost, what a person can do; untrusted text
 *     among it
 */
public record Failure(String title, List<String> lines) {

  /** The end of a failed, cancelled or rejected task; none of any other. */
  public static Optional<Failure> of(Task task, List<Entry> entries, Names names) {
    return task.ending()
        .filter(ending -> ending.kind() != Ending.Kind.DONE)
        .map(ending -> of(ending, task, entries, names));
  }

  private static Failure of(Ending ending, Task task, List<Entry> entries, Names names) {
    List<String> lines = new ArrayList<>();
    if (ending.kind() == Ending.Kind.FAILED) {
      attempts(entries).ifPresent(lines::add);
    }
    lines.add(say("end.where", "where", where(task)));
    lines.add(left(task));
    if (!ending.next().isBlank()) {
      lines.add(say("end.next", "next", TestWords.oneLine(ending.next())));
    }
    return new Failure(title(ending, task, entries, names), lines);
  }

  private static String title(Ending ending, Task task, List<Entry> entries, Names names) {
    String reason = TestWords.oneLine(ending.reason());
    return switch (ending.kind()) {
      case CANCELLED ->
          reason.equals(Parting.ENDED)
              ? say("end.split", "parts", Counted.of(task.asides().parting().parts(), "task"))
              : say(cancelled(task, entries), "who", names.of(ending.by()));
      case REJECTED ->
          reason.equals("rejected")
              ? say("end.rejected", "who", names.of(ending.by()))
              : say("end.rejected.why", "who", names.of(ending.by()), "why", reason);
      default -> say(failed(ending, task), "reason", reason);
    };
  }

  /** A deleted request ends its task, and so does an edited one that starts over. */
  private static String cancelled(Task task, List<Entry> entries) {
    if (task.asides().edit().filter(edit -> edit.text().isBlank()).isPresent()) {
      return "end.cancelled.deleted";
    }
    boolean over =
        entries.stream()
            .anyMatch(e -> e.event() instanceof Aside.EditSettled settled && settled.startOver());
    return over ? "end.cancelled.over" : "end.cancelled";
  }

  private static String failed(Ending ending, Task task) {
    if (ending.blame() == Ending.Blame.US) {
      return "end.failed.us";
    }
    return task.base().isEmpty() ? "end.failed.start" : "end.failed";
  }

  private static Optional<String> attempts(List<Entry> entries) {
    List<Attempt> attempts = Attempt.of(entries);
    return attempts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            say(
                "gate.tests.tried",
                "tried",
                String.join("; ", attempts.stream().map(Attempt::words).toList())));
  }

  private static String where(Task task) {
    if (task.base().isEmpty()) {
      return say("end.where.start");
    }
    return task.plan()
        .map(
            plan ->
                say(
                    "end.where.step",
                    "done",
                    task.stepsDone().size(),
                    "steps",
                    plan.steps().size()))
        .orElseGet(() -> say("end.where.plan"));
  }

  private static String left(Task task) {
    String pushed =
        task.delivery().pushed()
            ? say("end.pushed", "branch", Code.of(task.branch()))
            : say("end.unpushed");
    return pushed
        + " "
        + (task.spend().calls() == 0 && task.spend().lost() == 0
            ? say("end.unspent")
            : say("end.spent", "spend", Outcome.spend(task)));
  }
}
