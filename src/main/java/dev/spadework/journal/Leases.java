package dev.spadework.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.spadework.store.Row;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Who has which row of the queue, and for how long. */
final class Leases {
  private Leases() {}

  /**
   * From lane to lane along the index, so that it costs what lanes there are and not what tasks.
   */
  static List<Lane> lanes(Tx tx) {
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

  /**
   * The oldest of the first ones of these lanes for which there is money. For one whose holder
   * died, or was cut off in a call, it is reserved still.
   */
  static Optional<String> take(Tx tx, Instant now, Duration lease, String holder, ArrayNode lanes) {
    return tx.first(
        """
        update queue set holder = ?, lease_until = ?, begun = 1
        where task_id = (
          select head.task_id from json_each(?) open join queue head on head.task_id = (
            select task_id from queue
            where lane = open.value ->> 'lane' and ready_at <= ?
              and (holder is null or lease_until < ?)
              and (reserve <= cast(open.value ->> 'most' as bigint) or holder is not null
                or in_flight > 0 or beyond_until > ?)
            order by priority, since, task_id limit 1)
          order by head.priority, head.since, head.task_id limit 1%s)
        returning task_id"""
            .formatted(tx.skipLocked("head")),
        row -> row.text("task_id"),
        holder,
        now.plus(lease).toEpochMilli(),
        lanes.toString(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        now.toEpochMilli());
  }

  /**
   * The oldest so many, or this one alone. They are found once, before: PostgreSQL may run a query
   * within {@code in (…)} once a row, and each run would take others.
   */
  static void take(Tx tx, Instant now, Duration lease, String holder, String only, int atMost) {
    tx.later(
        """
        with next as materialized (
          select task_id from queue
          where ready_at <= ? and (holder is null or lease_until < ?)
            and (? = '' or task_id = ?)
            and not exists (select 1 from switches where name = 'pause')
          order by priority, since, task_id limit ?%s)
        update queue set holder = ?, lease_until = ?, begun = 1
        from next where queue.task_id = next.task_id"""
            .formatted(tx.skipLocked("queue")),
        now.toEpochMilli(),
        now.toEpochMilli(),
        only,
        only,
        atMost,
        holder,
        now.plus(lease).toEpochMilli());
  }

  /** The first entries of each task that this holder has, in the order of the queue. */
  static List<Entry> taken(
      Tx tx, Instant until, String holder, int early, Function<Row, Entry> entry) {
    return tx.list(
        """
        select e.task_id, e.version, e.at, e.type, e.body
        from queue q join task_events e on e.task_id = q.task_id and e.version <= ?
        where q.lease_until = ? and q.holder = ?
        order by q.priority, q.since, q.task_id, e.version""",
        entry,
        early,
        until.toEpochMilli(),
        holder);
  }

  static boolean renew(Tx tx, Claim claim, Instant until) {
    return tx.update(
            "update queue set lease_until = ? where task_id = ? and holder = ?",
            until.toEpochMilli(),
            claim.task(),
            claim.holder())
        > 0;
  }

  /** Whoever waits for something to claim hears of it, in other processes too. */
  static int release(Tx tx, Claim claim) {
    int freed =
        tx.update(
            "update queue set holder = null, lease_until = null where task_id = ? and holder = ?",
            claim.task(),
            claim.holder());
    if (freed > 0) {
      tx.first(
              "select max(version) as version from task_events where task_id = ?",
              row -> row.number("version"),
              claim.task())
          .ifPresent(version -> tx.tell(claim.task(), version));
    }
    return freed;
  }

  static int releaseAll(Tx tx, String worker) {
    return tx.update(
        """
        update queue set holder = null, lease_until = null
        where substr(holder, 1, length(?)) = ?""",
        worker + "/",
        worker + "/");
  }

  /** Has the transaction fail unless it holds. For PostgreSQL: elsewhere 1 / 0 is nothing. */
  static void insist(Tx tx, Claim claim) {
    tx.later(
        "select 1 / count(*) from queue where task_id = ? and holder = ?",
        claim.task(),
        claim.holder());
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
