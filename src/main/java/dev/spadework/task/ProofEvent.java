package dev.spadework.task;

/** What becomes of a task's playbook. */
public sealed interface ProofEvent extends TaskEvent {
  /** The check of the playbook begins on a tree. */
  record ProofStarted(Kind kind, String tree) implements ProofEvent {
    @Override
    public Task after(Task task) {
      return task.withProving(task.proving().started(kind));
    }
  }

  /** The check of the playbook ended. */
  record Proved(Proof proof) implements ProofEvent {
    @Override
    public Task after(Task task) {
      return task.withProving(task.proving().proved(proof)).settled();
    }
  }

  /**
   * The task is of another kind than was taken for granted.
   *
   * @param by who said so; empty: the planner, where it asks for more proof
   */
  record KindChosen(Kind kind, String by) implements ProofEvent {
    @Override
    public Task after(Task task) {
      if (!fits(task)) {
        return task;
      }
      boolean same = task.request().playbook() == kind;
      Task chosen =
          task.with(copy -> copy.request = task.request().but().kind(kind.label()).make())
              .withProving(task.proving().helped());
      // A person who corrects the kind wants it planned as such; a plan that says so itself stands.
      return same || by.isEmpty() || task.plan().isEmpty()
          ? chosen
          : Decision.changePlan(chosen.withTalk(chosen.talk().heard()));
    }

    /** Whether it is not too late: nothing has been made of the change yet. */
    public static boolean fits(Task task) {
      return task.ending().isEmpty() && task.delivery().interruptible();
    }
  }
}
