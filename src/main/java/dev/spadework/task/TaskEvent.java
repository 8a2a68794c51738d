package dev.spadework.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What has happened to one task, in its usual order. Rows of the record: never changed, never
 * removed. A new shape is added beside an old one, so that old records stay readable.
 */
public sealed interface TaskEvent
    permits TaskEvent.Asked,
        TaskEvent.Posted,
        TaskEvent.Claimed,
        TaskEvent.BasePinned,
        TaskEvent.SandboxReady,
        TaskEvent.Briefed,
        TaskEvent.TestsStarted,
        TaskEvent.TestsRan,
        TaskEvent.ModelAsked,
        TaskEvent.ModelReplied,
        TaskEvent.ReplyRefused,
        TaskEvent.PlanMade,
        TaskEvent.ToolStarted,
        TaskEvent.ToolReturned,
        TaskEvent.Checkpointed,
        TaskEvent.StepDone,
        TaskEvent.Said,
        TaskEvent.GateOpened,
        TaskEvent.Decided,
        TaskEvent.PlanChangeAsked,
        TaskEvent.Stalled,
        TaskEvent.GaveUp,
        TaskEvent.Cancelled,
        DeliveryEvent,
        TalkEvent,
        ProofEvent,
        LogEvent,
        Aside {
  /** The task as it stands once this has happened. */
  Task after(Task task);

  /** Somebody asked. Always the first. */
  record Asked(Request request) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.request = request);
    }
  }

  /**
   * Slack has a message of ours.
   *
   * @param message which one: {@code root}, {@code card}, {@code gate-<id>}, {@code outcome}
   */
  record Posted(String message, String channel, String ts) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withPost(this);
    }
  }

  /** A worker took the task up. */
  record Claimed(String worker) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withClaim();
    }
  }

  /** The commit to start from is settled. */
  record BasePinned(String branch, String commit, String tree) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.base = Optional.of(this)).settled();
    }
  }

  /**
   * There is a sandbox with the task's tree in it.
   *
   * @param restored whether an earlier one was lost and its work was put back from a checkpoint
   */
  record SandboxReady(String kind, String image, boolean restored) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return restored ? task.with(copy -> copy.rebuilds = task.rebuilds() + 1) : task;
    }
  }

  /**
   * What the model is shown first. Kept, so that the beginning of every prompt is the same to the
   * byte, also after a restart.
   *
   * @param tokens of each layer
   */
  record Briefed(String text, List<Layer> tokens) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task;
    }
  }

  /** One layer of a prompt and its size in tokens. */
  record Layer(String name, int tokens) {}

  /** A full test run begins; what was found out for it, unless the settings name all. */
  record TestsStarted(
      TestRun.Purpose purpose, String tree, String command, Optional<TestRun.Detected> detected)
      implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withTesting(task.testing().started(purpose));
    }
  }

  /** A full test run ended. */
  record TestsRan(TestRun run) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withTesting(task.testing().ran(run, task.baseTree())).settled();
    }
  }

  /**
   * A model is about to be asked; the answer may cost up to {@code worstMicros}. An ask without a
   * reply was cut off and may have been paid.
   */
  record ModelAsked(Purpose purpose, String model, long promptTokens, long worstMicros)
      implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withSpend(task.spend().asked(worstMicros))
          .withTalk(task.talk().asking())
          .heard(Optional.empty());
    }
  }

  /** What a model call is for. */
  enum Purpose {
    PLAN,
    WORK,
    SUMMARY
  }

  /**
   * A model answered. Kept verbatim, because it was paid for.
   *
   * @param raw the provider's message, to be sent back unchanged
   * @param ending why it stopped, in the provider-neutral words of the llm room
   */
  record ModelReplied(
      Purpose purpose,
      String model,
      String text,
      List<Call> calls,
      Usage usage,
      long micros,
      String ending,
      String raw,
      long millis)
      implements TaskEvent {
    @Override
    public Task after(Task task) {
      Task paid = task.withSpend(task.spend().replied(usage, micros)).settled();
      return paid.withTalk(task.talk().replied(purpose, calls));
    }
  }

  /** A reply could not be used and is asked for again; {@code reason} tells the model why. */
  record ReplyRefused(Purpose purpose, String reason) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withTalk(task.talk().again());
    }
  }

  /** There is a plan. A later one replaces it. */
  record PlanMade(Plan plan) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withPlan(plan);
    }
  }

  /** A tool call begins; from here on it may have had an effect. */
  record ToolStarted(String call) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withTalk(task.talk().started(call));
    }
  }

  /**
   * A tool call ended.
   *
   * @param text what the model is shown
   * @param output blob with the full output, where it was cut
   */
  record ToolReturned(
      String call,
      String tool,
      boolean error,
      String text,
      Optional<String> output,
      Optional<Integer> exit,
      long millis)
      implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withTalk(task.talk().returned(call)).settled();
    }
  }

  /** The work tree is safe in the database. */
  record Checkpointed(String tree, String blob) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.with(copy -> copy.checkpoint = Optional.of(this));
    }
  }

  /** A plan step is ticked off; steps count from 1. */
  record StepDone(int step) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withStepDone(step);
    }
  }

  /** A person spoke in the thread. */
  record Said(String by, String text) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withDelivery(task.delivery().interrupted())
          .withTalk(task.talk().spokenTo())
          .heard(Optional.of(this));
    }
  }

  /** A question to people; the task rests until it is decided. */
  record GateOpened(Gate gate) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withGates(task.gates().opened(gate)).settled();
    }
  }

  /**
   * A person decided.
   *
   * @param text hint, changed plan, answer or reason; may be empty
   */
  record Decided(String gate, Choice choice, String by, String text) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return Decision.apply(this, task);
    }
  }

  /** A person wants another plan while the work is under way. */
  record PlanChangeAsked(String by, String text) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return fits(task) ? Decision.changePlan(task.withTalk(task.talk().heard())) : task;
    }

    /** Whether it is neither too early nor too late: a plan, and no commit made of it. */
    public static boolean fits(Task task) {
      return task.plan().isPresent() && task.ending().isEmpty() && task.delivery().interruptible();
    }
  }

  /** Something outside does not answer; it is tried again. Attempts count from 1. */
  record Stalled(String waitingFor, int attempt, Instant until) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.withStall(this);
    }
  }

  /** It could not be done. */
  record GaveUp(Ending.Blame blame, String reason, String next) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.ended(new Ending(Ending.Kind.FAILED, blame, reason, next, ""));
    }
  }

  /** A person stopped it. */
  record Cancelled(String by) implements TaskEvent {
    @Override
    public Task after(Task task) {
      return task.ending().isPresent()
          ? task
          : task.withSpend(task.spend().dropped())
              .ended(new Ending(Ending.Kind.CANCELLED, Ending.Blame.NOBODY, "stopped", "", by));
    }
  }
}
