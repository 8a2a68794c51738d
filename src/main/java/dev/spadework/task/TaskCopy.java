package dev.spadework.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task being copied with a change; Java 17 records have no {@code with}. */
final class TaskCopy {
  private final Task from;
  int version;
  Instant at;
  Request request;
  boolean claimed;
  boolean working;
  Optional<TaskEvent.BasePinned> base;
  Optional<Plan> plan;
  Optional<Plan> planBefore;
  int planVersion;
  boolean replan;
  Set<Integer> stepsDone;
  Talk talk;
  Testing testing;
  Spend spend;
  Grants grants;
  Gates gates;
  Delivery delivery;
  Proving proving;
  LogScan logs;
  Optional<TaskEvent.Checkpointed> checkpoint;
  int rebuilds;
  Optional<TaskEvent.Stalled> stall;
  Optional<Ending> ending;
  Asides asides;
  Map<String, TaskEvent.Posted> posts;

  TaskCopy(Task from) {
    this.from = from;
    version = from.version();
    at = from.at();
    request = from.request();
    claimed = from.claimed();
    working = from.working();
    base = from.base();
    plan = from.plan();
    planBefore = from.planBefore();
    planVersion = from.planVersion();
    replan = from.replan();
    stepsDone = from.stepsDone();
    talk = from.talk();
    testing = from.testing();
    spend = from.spend();
    grants = from.grants();
    gates = from.gates();
    delivery = from.delivery();
    proving = from.proving();
    logs = from.logs();
    checkpoint = from.checkpoint();
    rebuilds = from.rebuilds();
    stall = from.stall();
    ending = from.ending();
    asides = from.asides();
    posts = from.posts();
  }

  Task make() {
    return new Task(
        from.id(),
        version,
        at,
        from.askedAt(),
        request,
        claimed,
        working,
        base,
        plan,
        planBefore,
        planVersion,
        replan,
        stepsDone,
        talk,
        testing,
        spend,
        grants,
        gates,
        delivery,
        proving,
        logs,
        checkpoint,
        rebuilds,
        stall,
        ending,
        asides,
        posts);
  }
}
