package dev.spadework;

import dev.spadework.journal.Journal;
import dev.spadework.memory.FailureNote;
import dev.spadework.memory.Memory;
import dev.spadework.report.Failure;
import dev.spadework.report.Names;
import dev.spadework.task.Ending;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.List;

/** Keeps {@code failure_log.md} up to date with the tasks that failed. */
final class FailurePage {
  private static final int NEWEST = 500;

  private final Journal journal;
  private final Memory memory;

  FailurePage(Journal journal, Memory memory) {
    this.journal = journal;
    this.memory = memory;
  }

  Following following() {
    return new Following(
        journal,
        "failure-page",
        entry -> entry.event() instanceof TaskEvent.GaveUp,
        some -> write());
  }

  void write() {
    memory.writeFailures(notes());
  }

  private List<FailureNote> notes() {
    return journal.tasks().recent(NEWEST).stream()
        .filter(task -> task.ending().filter(e -> e.kind() == Ending.Kind.FAILED).isPresent())
        .map(this::note)
        .toList();
  }

  private FailureNote note(Task task) {
    return new FailureNote(
        task.id(),
        task.request().repo(),
        task.at(),
        task.request().text(),
        stoppedAt(task),
        task.ending().orElseThrow().reason(),
        Failure.of(task, journal.entries(task.id()), Names.IDS).orElseThrow().lines(),
        task.testing().last().stream()
            .flatMap(run -> run.failures().stream())
            .map(TestRun.Failure::name)
            .toList());
  }

  private static String stoppedAt(Task task) {
    if (task.base().isEmpty()) {
      return "preparing";
    }
    List<Plan.Step> steps = task.plan().map(Plan::steps).orElse(List.of());
    int step = task.currentStep();
    if (task.plan().isEmpty()) {
      return "planning";
    }
    return step <= steps.size()
        ? "step " + step + " of " + steps.size() + ": " + steps.get(step - 1).title()
        : "after the last step";
  }
}
