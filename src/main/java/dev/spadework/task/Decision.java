package dev.spadework.task;

import dev.spadework.task.TaskEvent.Decided;

/** What a decision does to a task. */
final class Decision {
  private Decision() {}

  /** The task after the decision; the same task if its gate is not the open one. */
  static Task apply(Decided decided, Task task) {
    Gate gate = task.gates().open().orElse(null);
    if (gate == null || !gate.id().equals(decided.gate()) || !gate.takes(decided.choice())) {
      return task;
    }
    Task settled =
        task.withGates(task.gates().decided(decided)).withTalk(task.talk().heard()).settled();
    return switch (decided.choice()) {
      case REJECT -> reject(gate, decided, settled);
      case STOP ->
          settled.ended(
              new Ending(Ending.Kind.CANCELLED, Ending.Blame.NOBODY, "stopped", "", decided.by()));
      case CONTINUE ->
          settled.with(copy -> copy.grants = settled.grants().plus(gate.subject(), settled));
      case RETRY_WITH_HINT -> hint(gate, settled);
      case OPEN_AS_DRAFT -> draft(gate, settled);
      case CHANGE_PLAN -> changePlan(settled);
      case ANSWER ->
          gate.subject().startsWith(Task.PLAN_SUBJECT)
              ? settled.with(copy -> copy.replan = true)
              : settled;
      // The parts go on by themselves; whoever wants them says so beside the gate.
      case START_ALL -> task;
      case AS_ONE -> task.asides().parting().begun() ? task : settled;
      case APPROVE -> settled;
    };
  }

  /** Back to the planner, with what a person said. */
  static Task changePlan(Task task) {
    return task.withTesting(task.testing().helped())
        .withProving(task.proving().helped())
        .withDelivery(task.delivery().interrupted())
        .with(copy -> copy.replan = true);
  }

  private static Task reject(Gate gate, Decided decided, Task task) {
    if (gate.kind() == Gate.Kind.COMMAND) {
      return task;
    }
    String reason = decided.text().isBlank() ? "rejected" : decided.text();
    return task.ended(
        new Ending(Ending.Kind.REJECTED, Ending.Blame.NOBODY, reason, "", decided.by()));
  }

  private static Task hint(Gate gate, Task task) {
    Testing testing = task.testing();
    return task.withTesting(
            gate.subject().equals(Task.BASELINE_SUBJECT) ? testing.again() : testing.helped())
        .withProving(task.proving().helped())
        .withDelivery(task.delivery().interrupted());
  }

  private static Task draft(Gate gate, Task task) {
    if (gate.subject().startsWith(Proving.SUBJECT)) {
      // The tests have passed; only the playbook's own proof is missing, and the draft says so.
      return task.withProving(task.proving().helped()).withDelivery(task.delivery().asDraft());
    }
    Task waived = task.withTesting(task.testing().waive());
    // At the baseline there is no work yet to open: go on, and end as a draft.
    return gate.subject().equals(Task.BASELINE_SUBJECT)
        ? waived
        : waived.withDelivery(waived.delivery().asDraft());
  }
}
