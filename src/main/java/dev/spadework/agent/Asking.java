package dev.spadework.agent;

import dev.spadework.llm.Reply;
import dev.spadework.report.MoneyCard;
import dev.spadework.report.PlanCard;
import dev.spadework.report.Question;
import dev.spadework.report.Questions;
import dev.spadework.task.Entry;
import dev.spadework.task.Limits;
import dev.spadework.task.Next;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.List;

/** Opening the gates that the policy asks for. */
final class Asking {
  private Asking() {}

  static void open(Notebook notebook, Next.Ask ask, Limits limits) {
    Task task = notebook.task();
    Question question =
        switch (ask.kind()) {
          case UNCERTAIN -> uncertain(notebook, ask.subject(), limits);
          case TESTS -> tests(notebook, ask.subject());
          case PLAN -> PlanCard.approve(task);
          case MONEY -> MoneyCard.of(task, limits, worst(limits), ask.subject());
          case COMMAND, DIFF, REVIEW ->
              throw new IllegalStateException(ask.kind() + " gates are opened where they arise");
        };
    notebook.write(new TaskEvent.GateOpened(Gates.open(task, ask.kind(), ask.subject(), question)));
  }

  private static Question uncertain(Notebook notebook, String subject, Limits limits) {
    Task task = notebook.task();
    if (subject.equals(Task.BASELINE_SUBJECT)) {
      return Questions.baselineRed(task.testing().baseline().orElseThrow());
    }
    return subject.equals(task.planSubject())
        ? PlanCard.unsure(task, limits.confidence())
        : silent(notebook);
  }

  /** Why nothing is done: the model talks, says nothing at all, or is kept from speaking. */
  private static Question silent(Notebook notebook) {
    List<TaskEvent.ModelReplied> replies =
        notebook.entries().stream()
            .map(Entry::event)
            .filter(event -> event instanceof TaskEvent.ModelReplied)
            .map(event -> (TaskEvent.ModelReplied) event)
            .toList();
    TaskEvent.ModelReplied last = replies.get(replies.size() - 1);
    if (last.ending().equals(Reply.Ending.BLOCKED.name())) {
      return Questions.blocked(last.model());
    }
    return last.text().isBlank() ? Questions.empty(last.model()) : Questions.silent();
  }

  private static Question tests(Notebook notebook, String subject) {
    if (subject.equals(Task.BASELINE_SUBJECT)) {
      TestRun run = notebook.task().testing().baseline().orElseThrow();
      return Questions.couldNotRun(run, notebook.entries());
    }
    return Questions.testsRed(notebook.task(), notebook.entries());
  }

  private static long worst(Limits limits) {
    return limits.worstMicros().values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
