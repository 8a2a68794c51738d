package dev.spadework.agent;

import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.TestRun;
import java.util.List;

/**
 * Whether the next answer is the first after tests that were red twice: the worker model has not
 * found the cause, so the planner's is asked once. The conversation goes on with the worker's.
 */
final class SecondDebug {
  private SecondDebug() {}

  static boolean due(Task task, List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      TaskEvent event = entries.get(i).event();
      if (event instanceof TaskEvent.ModelReplied reply && reply.purpose() == Purpose.WORK) {
        return false;
      }
      if (event instanceof TaskEvent.Decided decided
          && decided.choice() == Choice.RETRY_WITH_HINT) {
        return task.gates().byId(decided.gate()).filter(SecondDebug::afterWork).isPresent()
            && task.testing().last().filter(TestRun::red).isPresent();
      }
    }
    return false;
  }

  private static boolean afterWork(Gates.Settled settled) {
    return settled.gate().kind() == Gate.Kind.TESTS
        && !settled.gate().subject().equals(Task.BASELINE_SUBJECT);
  }
}
