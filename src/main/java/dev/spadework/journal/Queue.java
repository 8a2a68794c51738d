package dev.spadework.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.spadework.store.Store;
import dev.spadework.store.Tx;
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
    /** It is to be tried again later. */
    LATER
  }

  /**
   * Why a task cannot be claimed now.
   *
   * @param who the person or the repository; empty for {@link Reason#LATER}
   * @param most what the quota allows; 0 for {@link Reason#LATER}
   * @param until the earliest time that it may be claimed, where that is known; else now
   */
  public record Wait(Reason reason, String who, int most, Instant until) {}

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
                  select task_id, lane, since, ready_at,
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
                          row.number("held") != 0)),
              now.toEpochMilli());
          return Turns.places(rows, Load.read(tx, quotas, now));
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

  /** For who waits until there is something to claim. */
  public Lookout lookout() {
    return new Lookout(store, clock);
  }

  /** Makes the row what the task needs; the holder of a task that goes on keeps it. */
  static void follow(Tx tx, Task task) {
    if (task.rests()) {
      tx.later("delete from queue where task_id = ?", task.id());
      return;
    }
    tx.later(
        """
        insert into queue (task_id, priority, since, ready_at, person, repo, begun)
        values (?, 0, ?, ?, ?, ?, ?)
        on conflict (task_id) do update set ready_at = excluded.ready_at,
          person = excluded.person, repo = excluded.repo, begun = excluded.begun""",
        task.id(),
        task.at().toEpochMilli(),
        task.readyAt().toEpochMilli(),
        task.request().by(),
        task.request().repo(),
        task.claimed() ? 1 : 0);
  }

  /** A worker has it for the first time. */
  static void begun(Tx tx, Task task) {
    if (task.id().hashCode() % 50 == 0) {
      // Old ones count for nothing; now and then is often enough to be rid of them.
      tx.update("delete from starts where at <= ?", task.at().minus(Load.HOUR).toEpochMilli());
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
  int rebuild(Tx tx, Function<String, Optional<Task>> tasks) {
    tx.update("delete from queue where task_id not in (select task_id from task_events)");
    tx.list("select distinct task_id from task_events", row -> row.text("task_id"))
        .forEach(id -> tasks.apply(id).ifPresent(task -> follow(tx, task)));
    return rebuildStarts(tx, clock.instant());
  }

  /** What keeps all of it waiting, for every worker. */
  public Switches switches() {
    return new Switches(store, clock);
  }

  /**
   * Takes the next task, or this one alone, whatever the quotas say, where one is named; none while
   * work is paused.
   */
  Optional<String> take(Tx tx, Duration lease, String holder, Optional<String> only) {
    Instant now = clock.instant();
    if (only.isPresent() || quotas.none()) {
      return take(tx, now, lease, holder, only.orElse(""));
    }
    if (Switches.paused(tx).isPresent()) {
      return Optional.empty();
    }
    Load load = Load.read(tx, quotas, now);
    List<String> open =
        lanes(tx).stream().filter(lane -> load.blocks(lane).isEmpty()).map(Lane::text).toList();
    return open.isEmpty() ? Optional.empty() : take(tx, now, lease, holder, open);
  }

  /**
   * From lane to lane along the index, so that it costs what lanes there are and not what tasks.
   */
  private static List<Lane> lanes(Tx tx) {
    return tx.list(
        """
        with recursive lanes (lane) as (
          select min(lane) from queue
          union all
          select (select min(lane) from queue where lane > lanes.lane) from lanes
          where lanes.lane is not null)
        select lane from lanes where lane is not null""",
        row -> Lane.of(row.text("lane")));
  }

  /** The oldest of the first ones of these lanes. */
  private static Optional<String> take(
      Tx tx, Instant now, Duration lease, String holder, List<String> lanes) {
    return tx.first(
        """
        update queue set holder = ?, lease_until = ?
        where task_id = (
          select head.task_id from json_each(?) open join queue head on head.task_id = (
            select task_id from queue
            where lane = open.value and ready_at <= ? and (holder is null or lease_until < ?)
            order by priority, since, task_id limit 1)
          order by head.priority, head.since, head.task_id limit 1%s)
        returning task_id"""
            .formatted(tx.skipLocked("head")),
        row -> row.text("task_id"),
        holder,
        now.plus(lease).toEpochMilli(),
        JsonNodeFactory.instance
            .arrayNode()
            .addAll(lanes.stream().map(JsonNodeFactory.instance::textNode).toList())
            .toString(),
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  private static Optional<String> take(
      Tx tx, Instant now, Duration lease, String holder, String only) {
    return tx.first(
        """
        update queue set holder = ?, lease_until = ?
        where task_id = (
          select task_id from queue
          where ready_at <= ? and (holder is null or lease_until < ?)
            and (? = '' or task_id = ?)
            and not exists (select 1 from switches where name = 'pause')
          order by priority, since, task_id limit 1%s)
        returning task_id"""
            .formatted(tx.skipLocked("queue")),
        row -> row.text("task_id"),
        holder,
        now.plus(lease).toEpochMilli(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        only,
        only);
  }

  static boolean renew(Tx tx, Claim claim, Instant until) {
    return tx.update(
            "update queue set lease_until = ? where task_id = ? and holder = ?",
            until.toEpochMilli(),
            claim.task(),
            claim.holder())
        > 0;
  }

  static int release(Tx tx, Claim claim) {
    return tx.update(
        "update queue set holder = null, lease_until = null where task_id = ? and holder = ?",
        claim.task(),
        claim.holder());
  }

  static int releaseAll(Tx tx, String worker) {
    return tx.update(
        """
        update queue set holder = null, lease_until = null
        where substr(holder, 1, length(?)) = ?""",
        worker + "/",
        worker + "/");
  }

  static boolean holds(Tx tx, Claim claim) {
    return tx.first(
            "select 1 as one from queue where task_id = ? and holder = ?",
            row -> row.number("one"),
            claim.task(),
            claim.holder())
        .isPresent();
  }
}
