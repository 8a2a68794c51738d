package dev.spadework.task;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One task as its record tells it: a pure fold, never stored.
 *
 * <pre>
 *  QUEUED → PREPARING → PLANNING → WORKING ⇄ TESTING → REVIEWING → DONE
 *     any of these ⇄ WAITING (a gate is open)
 *     any → FAILED · CANCELLED · REJECTED
 * </pre>
 *
 * @param at time of the last entry
 * @param working whether a worker has it: the clock runs
 * @param replan whether a person asked for another plan
 * @param planBefore the plan that the present one replaced
 * @param planVersion counts plans from 1; 0 before the first
 * @param rebuilds how often its sandbox was lost and made again
 */
public record Task(
    String id,
    int version,
    Instant at,
    Instant askedAt,
    Request request,
    boolean claimed,
    boolean working,
    Optional<TaskEvent.BasePinned> base,
    Optional<Plan> plan,
    Optional<Plan> planBefore,
    int planVersion,
    boolean replan,
    Set<Integer> stepsDone,
    Talk talk,
    Testing testing,
    Spend spend,
    Grants grants,
    Gates gates,
    Delivery delivery,
    Proving proving,
    LogScan logs,
    Optional<TaskEvent.Checkpointed> checkpoint,
    int rebuilds,
    Optional<TaskEvent.Stalled> stall,
    Optional<Ending> ending,
    Asides asides,
    Map<String, TaskEvent.Posted> posts) {

  /** Subject of the gates about the untouched base. */
  public static final String BASELINE_SUBJECT = "baseline";

  /** Begin of the subjects of gates about a conversation that goes in circles. */
  public static final String LOOP_SUBJECT = "loop-";

  /** Begin of the subjects of gates about a model that calls no tool. */
  public static final String SILENT_SUBJECT = "silent-";

  static final String PLAN_SUBJECT = "plan-";

  /** The task that these entries tell of; the first must be {@link TaskEvent.Asked}. */
  public static Task of(List<Entry> entries) {
    if (entries.isEmpty() || !(entries.get(0).event() instanceof TaskEvent.Asked asked)) {
      throw new IllegalArgumentException("a record begins with Asked");
    }
    Task task = blank(entries.get(0), asked.request());
    for (Entry entry : entries) {
      task = task.after(entry);
    }
    return task;
  }

  private static Task blank(Entry first, Request request) {
    return new Task(
        first.task(),
        0,
        first.at(),
        first.at(),
        request,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        false,
        Set.of(),
        Talk.NONE,
        Testing.NONE,
        Spend.NONE,
        Grants.NONE,
        Gates.NONE,
        Delivery.NONE,
        Proving.NONE,
        LogScan.NONE,
        Optional.empty(),
        0,
        Optional.empty(),
        Optional.empty(),
        Asides.NONE,
        Map.of());
  }

  /** The task once one more entry has been added. */
  public Task after(Entry entry) {
    return entry.event().after(ticked(entry));
  }

  private Task ticked(Entry entry) {
    boolean counts = working && entry.ofWorker();
    return with(
        copy -> {
          copy.version = entry.version();
          copy.at = entry.at();
          copy.spend = counts ? spend.worked(entry.at()) : spend;
        });
  }

  /** What the task needs next under these limits. */
  public Next next(Limits limits) {
    return Policy.next(this, limits);
  }

  /** Where it stands. */
  public Phase phase() {
    if (ending.isPresent()) {
      return Phase.valueOf(ending.get().kind().name());
    }
    if (gates.open().isPresent()) {
      return Phase.WAITING;
    }
    if (!claimed) {
      return Phase.QUEUED;
    }
    if (request.playbook() == Kind.LOGS && !delivery.begun()) {
      return logs.read().isPresent() ? Phase.REVIEWING : Phase.PREPARING;
    }
    if (base.isEmpty() || testing.baseline().isEmpty() && !testing.waived()) {
      return Phase.PREPARING;
    }
    if (plan.isEmpty() || replan) {
      return Phase.PLANNING;
    }
    if (delivery.begun()) {
      return Phase.REVIEWING;
    }
    return testing.running().isPresent() ? Phase.TESTING : Phase.WORKING;
  }

  /** Whether it waits for a person or has ended: it needs no worker. */
  public boolean rests() {
    return ending.isPresent() || gates.open().isPresent();
  }

  /** When it may be taken up again. */
  public Instant readyAt() {
    return stall.map(TaskEvent.Stalled::until).orElse(at);
  }

  /** Its budget with what people added, in millionths of a US dollar. */
  public long budgetMicros() {
    return request.budgetMicros() + grants.micros();
  }

  /** Tree of the base commit; empty before it is pinned. */
  public String baseTree() {
    return base.map(TaskEvent.BasePinned::tree).orElse("");
  }

  /** Subject of the gate about the present plan. */
  public String planSubject() {
    return PLAN_SUBJECT + planVersion;
  }

  /** The branch that its work is pushed to. */
  public String branch() {
    return Branch.of(id, request.text());
  }

  /** The plan step that is under way, from 1; 0 without a plan, steps + 1 when all are done. */
  public int currentStep() {
    int step = plan.isPresent() ? 1 : 0;
    while (stepsDone.contains(step)) {
      step++;
    }
    return step;
  }

  /** A copy with a change. */
  Task with(Consumer<TaskCopy> change) {
    TaskCopy copy = new TaskCopy(this);
    change.accept(copy);
    return copy.make();
  }

  Task withPost(TaskEvent.Posted posted) {
    Map<String, TaskEvent.Posted> more = new HashMap<>(posts);
    more.put(posted.message(), posted);
    return with(copy -> copy.posts = Map.copyOf(more));
  }

  Task withClaim() {
    return with(
        copy -> {
          copy.claimed = true;
          copy.working = !rests();
          copy.spend = spend.claimed(at);
          copy.talk = talk.claimed();
          copy.testing = testing.stopped();
          copy.proving = proving.stopped();
        });
  }

  Task withPlan(Plan next) {
    return with(
        copy -> {
          copy.planBefore = plan;
          copy.plan = Optional.of(next);
          copy.planVersion = planVersion + 1;
          copy.replan = false;
          copy.stepsDone = Set.of();
          copy.talk = talk.heard();
        });
  }

  Task withStepDone(int step) {
    Set<Integer> more = new TreeSet<>(stepsDone);
    more.add(step);
    return with(copy -> copy.stepsDone = Set.copyOf(more));
  }

  Task withTalk(Talk next) {
    return with(copy -> copy.talk = next);
  }

  Task withTesting(Testing next) {
    return with(copy -> copy.testing = next);
  }

  Task withSpend(Spend next) {
    return with(copy -> copy.spend = next);
  }

  Task withGates(Gates next) {
    return with(
        copy -> {
          copy.gates = next;
          copy.working = working && next.open().isEmpty();
        });
  }

  Task withDelivery(Delivery next) {
    return with(copy -> copy.delivery = next);
  }

  Task withProving(Proving next) {
    return with(copy -> copy.proving = next);
  }

  Task heard(Optional<TaskEvent.Said> said) {
    return asides.heard().equals(said) ? this : with(copy -> copy.asides = asides.heard(said));
  }

  Task withStall(TaskEvent.Stalled next) {
    return with(
        copy -> {
          copy.stall = Optional.of(next);
          copy.spend = spend.refused();
          copy.working = false;
          copy.testing = testing.stopped();
        });
  }

  /** Something went forward: whatever was waited for is there again. */
  Task settled() {
    return stall.isEmpty() ? this : with(copy -> copy.stall = Optional.empty());
  }

  /** The first ending holds. */
  Task ended(Ending how) {
    if (ending.isPresent()) {
      return this;
    }
    return with(
        copy -> {
          copy.ending = Optional.of(how);
          copy.gates = new Gates(Optional.empty(), gates.settled());
          copy.working = false;
          copy.stall = Optional.empty();
        });
  }
}
