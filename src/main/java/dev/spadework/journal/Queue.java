package dev.spadework.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tasks that need a worker, in the order in which they get one. Follows from the record: each
 * row is written in the transaction of the event that caused it.
 *
 * <p>The oldest task that may run comes first. One whose person or repository has all that the
 * {@link Quotas} give is passed over until there is room; that is decided in the transaction of the
 * claim, so it holds over all processes.
 */
public final class Queue {
  private final Store store;
  private final Clock clock;
  private final Quotas quotas;

  Queue(Store store, Clock clock, Quotas quotas) {
    this.store = store;
    this.clock = clock;
    this.quotas = quotas;
  }

  /** What a task waits for beside a worker that is free. */
  public enum Reason {
    /** Its person has as many tasks running as one may. */
    PERSON_BUSY,
    /** Its repository has as many tasks running as one may. */
    REPO_BUSY,
    /** Its person had as many tasks begun as one may in an hour. */
    PERSON_RATE,
    /** Its repository had as many tasks begun as one may in an hour. */
    REPO_RATE,
    /** What is left of today's money for all tasks is less than its cap. */
    DAY_MONEY,
    /** What is left of today's money for its person is less than its cap. */
    PERSON_MONEY,
    /** What is left of today's money for its repository is less than its cap. */
    REPO_MONEY,
    /** It is to be tried again later. */
    LATER
  }

  /**
   * Why a task cannot be claimed now.
   *
   * @param who the person or the repository; empty for all and for {@link Reason#LATER}
   * @param most what the quota allows; 0 for money and for {@link Reason#LATER}
   * @param until the earliest time that it may be claimed, where that is known; else now; for money
   *     the latest, unless others of the next day come first
   * @param money what it lacks of it
   */
  public record Wait(Reason reason, String who, int most, Instant until, Optional<Shortage> money) {
    /** It does not wait for money. */
    public Wait(Reason reason, String who, int most, Instant until) {
      this(reason, who, most, until, Optional.empty());
    }
  }

  /**
   * The money that a task waits for, in millionths of a US dollar.
   *
   * @param needMicros what is to be reserved for it
   * @param leftMicros what there is, not below zero
   * @param capMicros of the whole day
   * @param runs whether tasks that run now have some of it, and may give it back earlier
   */
  public record Shortage(long needMicros, long leftMicros, long capMicros, boolean runs) {}

  /**
   * A task in the queue.
   *
   * @param person who asked for it
   * @param begun whether a worker had it before
   * @param held whether a worker has it
   * @param ahead how many tasks come before it; 0 if it is held or waits for a time
   * @param waits what else it waits for; empty: the next worker may take it in its turn
   */
  public record Place(
      String task,
      String person,
      String repo,
      Instant since,
      Instant readyAt,
      boolean begun,
      boolean held,
      int ahead,
      Optional<Wait> waits) {}

  /** All tasks in the queue, in their order. */
  public List<Place> places() {
    Instant now = clock.instant();
    return store.read(
        tx -> {
          List<Turns.Row> rows = new ArrayList<>();
          tx.list(
              """
                  select task_id, lane, since, ready_at, beyond_until,
                    case when in_flight > 0 then 0 else reserve end as reserve,
                    case when holder is not null and lease_until >= ? then 1 else 0 end as held
                  from queue order by priority, since, task_id""",
              row ->
                  rows.add(
                      new Turns.Row(
                          rows.size(),
                          row.text("task_id"),
                          Lane.of(row.text("lane")),
                          Instant.ofEpochMilli(row.number("since")),
                          Instant.ofEpochMilli(row.number("ready_at")),
                          row.number("held") != 0,
                          row.number("reserve"),
                          Instant.ofEpochMilli(row.number("beyond_until")))),
              now.toEpochMilli());
          return Turns.places(
              rows, Load.read(tx, quotas, now), Purse.read(tx, quotas.money(), now, ""));
        });
  }

  /** How many tasks are before this one; empty if it is not waiting for a worker. */
  public Optional<Integer> ahead(String task) {
    return place(task).filter(place -> !place.held()).map(Place::ahead);
  }

  /** Where this task stands; empty if it needs no worker. */
  public Optional<Place> place(String task) {
    return places().stream().filter(place -> place.task().equals(task)).findFirst();
  }

  /**
   * What is left of today's money for this task: the scarcest of what the day, its person and its
   * repository have, with what people let it use beyond that. What is reserved for it is left.
   */
  public Reserve left(Task task) {
    Instant now = clock.instant();
    return store
        .read(tx -> Purse.read(tx, quotas.money(), now, task.id()))
        .left(task.request().by(), task.request().repo())
        .plus(beyond(task, now));
  }

  /** For who waits until there is something to claim. */
  public Lookout lookout() {
    return new Lookout(store, clock);
  }

  /**
   * Makes the row what the task needs; the holder of a task that goes on keeps it.
   *
   * @param before the task that the row follows now; empty: there is none, or it is not known
   */
  void follow(Tx tx, Optional<Task> before, Task task) {
    follow(tx, before, task, false);
  }

  /** The same after a claim, which has made a beginning of it already. */
  void followClaim(Tx tx, Task before, Task task) {
    follow(tx, Optional.of(before), task, true);
  }

  private void follow(Tx tx, Optional<Task> before, Task task, boolean begun) {
    if (task.rests()) {
      if (before.filter(Task::rests).isEmpty()) {
        tx.later("delete from queue where task_id = ?", task.id());
      }
      return;
    }
    Needs needs = Needs.of(task, beyondUntil(task));
    if (before
        .filter(was -> !was.rests())
        .map(was -> Needs.of(was, beyondUntil(was)))
        .map(had -> begun ? had.taken() : had)
        .filter(needs::equals)
        .isPresent()) {
      return;
    }
    tx.later(
        """
        insert into queue (
          task_id, priority, since, ready_at, person, repo, begun, reserve, in_flight, beyond_until)
        values (?, 0, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (task_id) do update set ready_at = excluded.ready_at,
          person = excluded.person, repo = excluded.repo, begun = excluded.begun,
          reserve = excluded.reserve, in_flight = excluded.in_flight,
          beyond_until = excluded.beyond_until""",
        task.id(),
        task.at().toEpochMilli(),
        needs.readyAt().toEpochMilli(),
        needs.person(),
        needs.repo(),
        needs.begun() ? 1 : 0,
        needs.reserve(),
        needs.inFlight() ? 1 : 0,
        needs.beyondUntil().toEpochMilli());
  }

  private long beyond(Task task, Instant at) {
    return task.grants().beyondSince(quotas.money().begin(at), task.spend().countedMicros());
  }

  /** Until when it may go on whatever is left of the day. */
  private Instant beyondUntil(Task task) {
    return beyond(task, task.at()) > 0 ? quotas.money().end(task.at()) : Instant.EPOCH;
  }

  /** A worker has it for the first time. Nobody counts that where no hour is limited. */
  void begun(Tx tx, Task task) {
    if (!quotas.hourly()) {
      return;
    }
    if (task.id().hashCode() % 50 == 0) {
      // Old ones count for nothing; now and then is often enough to be rid of them.
      tx.later("delete from starts where at <= ?", task.at().minus(Load.HOUR).toEpochMilli());
    }
    tx.later(
        """
        insert into starts (task_id, person, repo, at) values (?, ?, ?, ?)
        on conflict (task_id) do nothing""",
        task.id(),
        task.request().by(),
        task.request().repo(),
        task.at().toEpochMilli());
  }

  private static int rebuildStarts(Tx tx, Instant now) {
    tx.update("delete from starts");
    return tx.update(
        """
        insert into starts (task_id, person, repo, at)
        select e.task_id, a.body -> 'request' ->> 'by', a.body -> 'request' ->> 'repo', e.at
        from task_events e join task_events a on a.task_id = e.task_id and a.version = 1
        where e.type = 'claimed' and e.at > ? and not exists (
          select 1 from task_events f
          where f.task_id = e.task_id and f.type = 'claimed' and f.version < e.version)""",
        now.minus(Load.HOUR).toEpochMilli());
  }

  /** Makes all of it anew; who holds what is kept. The answer is how many beginnings count. */
  int rebuild(
      Tx tx, Function<String, Optional<Task>> tasks, Function<String, List<Entry>> entries) {
    Charges.rebuild(tx, clock.instant(), entries);
    tx.update("delete from queue where task_id not in (select task_id from task_events)");
    tx.list("select distinct task_id from task_events", row -> row.text("task_id"))
        .forEach(id -> tasks.apply(id).ifPresent(task -> follow(tx, Optional.empty(), task)));
    return rebuildStarts(tx, clock.instant());
  }

  /** What keeps all of it waiting, for every worker. */
  public Switches switches() {
    return new Switches(store, clock);
  }

  /** Whether nobody has a quota. */
  boolean free() {
    return quotas.none();
  }

  /** Takes the next task that the quotas let be taken; none while work is paused. */
  Optional<String> take(Tx tx, Duration lease, String holder) {
    Instant now = clock.instant();
    if (Switches.paused(tx).isPresent()) {
      return Optional.empty();
    }
    Load load = Load.read(tx, quotas, now);
    Purse purse = Purse.read(tx, quotas.money(), now, "");
    ArrayNode open = JsonNodeFactory.instance.arrayNode();
    Leases.lanes(tx).stream()
        .filter(lane -> load.blocks(lane).isEmpty())
        .forEach(
            lane ->
                open.addObject()
                    .put("lane", lane.text())
                    .put("most", purse.most(lane.person(), lane.repo())));
    return open.isEmpty() ? Optional.empty() : Leases.take(tx, now, lease, holder, open);
  }
}
