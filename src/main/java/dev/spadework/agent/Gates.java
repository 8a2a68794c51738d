package dev.spadework.agent;

import dev.spadework.report.Question;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;

/** Gates from questions. */
final class Gates {
  private Gates() {}

  static Gate open(Task task, Gate.Kind kind, String subject, Question question) {
    return Gate.of(
        "g" + (task.version() + 1),
        kind,
        subject,
        question.question(),
        question.details(),
        question.options());
  }
}
