package dev.spadework.task;

/** What people say and see beside the work; it never changes what the task needs next. */
public sealed interface Aside extends TaskEvent {
  /** The reason that followed a press. */
  record Reasoned(String gate, String by, String text) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().reasoned(this));
    }
  }

  /** People were told again that this gate waits for them. */
  record Reminded(String gate) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().reminded(this));
    }
  }

  /** Nobody answered for long: the gate stays open, and only the digest speaks of it. */
  record Parked(String gate) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().parked(this));
    }
  }

  /** The message that the task was made of reads otherwise now. */
  record RequestEdited(String by, String text) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().edited(this));
    }
  }

  /** Somebody said what is to come of an edited request. */
  record EditSettled(String by, boolean startOver) implements Aside {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.asides = task.asides().settled());
    }
  }
}
