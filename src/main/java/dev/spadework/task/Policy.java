package dev.spadework.task;

import dev.spadework.task.TaskEvent.Purpose;
import java.util.Optional;

/** What a task needs next: the whole policy, without a database, Slack or a model. */
final class Policy {
  private Policy() {}

  static Next next(Task task, Limits limits) {
    if (task.rests()) {
      return new Next.Rest();
    }
    if (task.base().isEmpty()) {
      return new Next.Prepare();
    }
    if (task.request().playbook() == Kind.LOGS && !task.delivery().begun()) {
      return logs(task, limits);
    }
    return baseline(task)
        .or(() -> delivery(task, limits))
        .or(() -> stuck(task))
        .or(() -> planning(task, limits))
        .or(() -> working(task))
        .orElseGet(() -> paid(task, limits, Purpose.WORK, new Next.Think()));
  }

  /** A scan runs no tests and changes nothing; where money is short it does without a model. */
  private static Next logs(Task task, Limits limits) {
    return task.logs().read().isEmpty()
        ? new Next.ReadLogs()
        : new Next.ReportLogs(
            !task.logs().read().get().proposed().isEmpty()
                && !limits.refuse(Purpose.SUMMARY, task));
  }

  private static Optional<Next> baseline(Task task) {
    Optional<TestRun> run = task.testing().baseline();
    if (run.isEmpty()) {
      return task.testing().waived() ? Optional.empty() : Optional.of(new Next.Baseline());
    }
    boolean blocked = run.get().verdict() == TestRun.Verdict.COULD_NOT_RUN || run.get().outgrew();
    if (blocked && !task.testing().waived()) {
      // A hint tests the base again, so a run that stands after it asks anew.
      Optional<Choice> before =
          task.gates()
              .decision(Gate.Kind.TESTS, Task.BASELINE_SUBJECT)
              .map(TaskEvent.Decided::choice);
      return before.isEmpty() || before.get() == Choice.RETRY_WITH_HINT
          ? Optional.of(new Next.Ask(Gate.Kind.TESTS, Task.BASELINE_SUBJECT))
          : Optional.empty();
    }
    return run.get().red() && !blocked
        ? ask(task, Gate.Kind.UNCERTAIN, Task.BASELINE_SUBJECT)
        : Optional.empty();
  }

  private static Optional<Next> delivery(Task task, Limits limits) {
    if (!task.delivery().begun()) {
      return Optional.empty();
    }
    Next.Stage stage = task.delivery().stage();
    Next deliver = new Next.Deliver(stage);
    return Optional.of(
        stage == Next.Stage.SUMMARISE ? paid(task, limits, Purpose.SUMMARY, deliver) : deliver);
  }

  private static Optional<Next> stuck(Task task) {
    if (task.testing().stuck()) {
      return Optional.of(new Next.Ask(Gate.Kind.TESTS, "v" + task.version()));
    }
    return task.proving().stuck()
        ? Optional.of(new Next.Ask(Gate.Kind.TESTS, Proving.SUBJECT + task.version()))
        : Optional.empty();
  }

  private static Optional<Next> planning(Task task, Limits limits) {
    if (task.plan().isEmpty() || task.replan()) {
      return Optional.of(paid(task, limits, Purpose.PLAN, new Next.MakePlan()));
    }
    if (task.plan().get().unsure(limits.confidence())) {
      return ask(task, Gate.Kind.UNCERTAIN, task.planSubject());
    }
    if (task.asides().parting().of(task.planVersion())
        && !task.gates().passed(Gate.Kind.SIZE, task.planSubject())) {
      return ask(task, Gate.Kind.SIZE, task.planSubject());
    }
    return task.request().approvePlan() || limits.approvePlans()
        ? ask(task, Gate.Kind.PLAN, task.planSubject())
        : Optional.empty();
  }

  private static Optional<Next> working(Task task) {
    Optional<Call> call = task.talk().first();
    if (call.isPresent()) {
      return Optional.of(new Next.Run(call.get(), task.talk().begun(call.get())));
    }
    return task.talk().silent() >= Talk.SILENT_AT_MOST
        ? Optional.of(new Next.Ask(Gate.Kind.UNCERTAIN, Task.SILENT_SUBJECT + task.version()))
        : Optional.empty();
  }

  private static Optional<Next> ask(Task task, Gate.Kind kind, String subject) {
    return task.gates().passed(kind, subject)
        ? Optional.empty()
        : Optional.of(new Next.Ask(kind, subject));
  }

  private static Next paid(Task task, Limits limits, Purpose purpose, Next next) {
    return limits.refuse(purpose, task)
        ? new Next.Ask(Gate.Kind.MONEY, limits.subject(purpose, task))
        : next;
  }
}
