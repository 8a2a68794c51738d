package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Questions over all tasks of the record. */
public final class Tasks {
  private final Store store;
  private final Journal journal;
  private final Orders orders;

  Tasks(Store store, Journal journal, Orders orders) {
    this.store = store;
    this.journal = journal;
    this.orders = orders;
  }

  /** The newest tasks, newest first, ended or not. */
  public List<Task> recent(int atMost) {
    return store.read(
        tx ->
            folds(
                tx,
                tx.list(
                    """
                    select task_id from task_events where version = 1
                    order by seq desc limit ?""",
                    row -> row.text("task_id"),
                    atMost)));
  }

  /** What becomes a task each time its rhythm comes. */
  public Orders orders() {
    return orders;
  }

  /** Requests that are no tasks yet, because somebody has still to choose. */
  public Pending pending() {
    return new Pending(store);
  }

  /** What was found in logs. */
  public Scans scans() {
    return new Scans(store, journal);
  }

  /**
   * What happened to a task since, oldest first: for who reads a growing record again and again.
   *
   * @param after version of the last entry that is known
   */
  public List<Entry> since(String task, int after) {
    return store.read(tx -> journal.entries(tx, task, after));
  }

  /** Every task that has not ended, oldest first. */
  public List<Task> alive() {
    return store.read(
        tx ->
            folds(
                    tx,
                    tx.list(
                        """
                        select task_id from task_events where version = 1
                        and task_id not in (
                          select task_id from task_events
                          where type in ('pull-request-opened', 'gave-up', 'cancelled',
                            'logs-reported'))
                        order by seq""",
                        row -> row.text("task_id")))
                .stream()
                // A rejection ends a task by a decision, which the type does not tell.
                .filter(task -> task.ending().isEmpty())
                .toList());
  }

  /**
   * The tasks of this repository and kind that had their pull request before then, the newest
   * first.
   */
  public List<Task> done(String repo, String kind, Instant before, int atMost) {
    return store.read(
        tx ->
            folds(
                tx,
                tx.list(
                    """
                    select e.task_id from task_events e
                    join task_events a on a.task_id = e.task_id and a.version = 1
                    where e.type = 'pull-request-opened' and e.at < ?
                      and a.body -> 'request' ->> 'repo' = ?
                      and a.body -> 'request' ->> 'kind' = ?
                    order by e.at desc limit ?""",
                    row -> row.text("task_id"),
                    before.toEpochMilli(),
                    repo,
                    kind,
                    atMost)));
  }

  /** Every task whose parts somebody has started and not all are open, oldest first. */
  public List<Task> parting() {
    return store.read(
        tx ->
            folds(
                    tx,
                    tx.list(
                        """
                        select task_id, min(seq) as first from task_events
                        where type in ('part-started', 'parts-ordered')
                        group by task_id order by first""",
                        row -> row.text("task_id")))
                .stream()
                .filter(task -> task.ending().isEmpty())
                .toList());
  }

  /** Every task with a pull request that was not seen merged or closed, oldest first. */
  public List<Task> delivered() {
    return store.read(
        tx ->
            folds(
                tx,
                tx.list(
                    """
                    select task_id from task_events where type = 'pull-request-opened'
                    and task_id not in (
                      select task_id from task_events where type = 'pull-request-seen'
                      and body ->> 'state' in ('MERGED', 'CLOSED'))
                    order by seq""",
                    row -> row.text("task_id"))));
  }

  /** Every task that ended, or whose pull request was seen otherwise, since then, oldest first. */
  public List<Task> settledSince(Instant since) {
    return store.read(
        tx ->
            folds(
                    tx,
                    tx.list(
                        """
                        select task_id, min(seq) as first from task_events
                        where type in ('pull-request-opened', 'pull-request-seen', 'gave-up',
                          'cancelled', 'decided', 'part-opened', 'logs-reported') and at >= ?
                        group by task_id order by first""",
                        row -> row.text("task_id"),
                        since.toEpochMilli()))
                .stream()
                .filter(task -> task.ending().isPresent())
                .toList());
  }

  /** What model calls cost in a stretch of time, by repository, in millionths of a US dollar. */
  public Map<String, Long> spent(Instant from, Instant until) {
    Map<String, Long> spent = new TreeMap<>();
    store
        .read(
            tx ->
                tx.list(
                    """
                    select asked.body -> 'request' ->> 'repo' as repo,
                      sum(cast(replied.body ->> 'micros' as bigint)) as micros
                    from task_events replied
                    join task_events asked
                      on asked.task_id = replied.task_id and asked.version = 1
                    where replied.type = ? and replied.at >= ? and replied.at < ?
                    group by repo""",
                    row -> Map.entry(row.text("repo"), row.number("micros")),
                    Codec.MODEL_REPLIED,
                    from.toEpochMilli(),
                    until.toEpochMilli()))
        .forEach(entry -> spent.put(entry.getKey(), entry.getValue()));
    return spent;
  }

  /** What model calls have cost since then, in millionths of a US dollar. */
  public long spentSince(Instant since) {
    return store.read(
        tx ->
            tx.first(
                    """
                    select coalesce(sum(cast(body ->> 'micros' as bigint)), 0) as micros
                    from task_events where type = ? and at >= ?""",
                    row -> row.number("micros"),
                    Codec.MODEL_REPLIED,
                    since.toEpochMilli())
                .orElse(0L));
  }

  /** What the model calls of one person's tasks have cost since then. */
  public long spentSince(Instant since, String person) {
    return store.read(
        tx ->
            tx.first(
                    """
                    select coalesce(sum(cast(body ->> 'micros' as bigint)), 0) as micros
                    from task_events where type = ? and at >= ?
                    and task_id in (
                      select task_id from task_events
                      where version = 1 and body -> 'request' ->> 'by' = ?)""",
                    row -> row.number("micros"),
                    Codec.MODEL_REPLIED,
                    since.toEpochMilli(),
                    person)
                .orElse(0L));
  }

  /**
   * What one person's tasks in one repository have cost.
   *
   * @param micros millionths of a US dollar
   */
  public record Spent(String person, String repo, int calls, long micros) {}

  /** What model calls have cost since then, by person and repository, the most first. */
  public List<Spent> spent(Instant since) {
    return store.read(
        tx ->
            tx.list(
                """
                select a.body -> 'request' ->> 'by' as person,
                  a.body -> 'request' ->> 'repo' as repo,
                  count(*) as calls, sum(cast(r.body ->> 'micros' as bigint)) as micros
                from task_events r join task_events a on a.task_id = r.task_id and a.version = 1
                where r.type = ? and r.at >= ?
                group by person, repo order by micros desc, person, repo""",
                row ->
                    new Spent(
                        row.text("person"),
                        row.text("repo"),
                        (int) row.number("calls"),
                        row.number("micros")),
                Codec.MODEL_REPLIED,
                since.toEpochMilli()));
  }

  /**
   * What one model cost in one role.
   *
   * @param micros millionths of a US dollar
   */
  public record Paid(TaskEvent.Purpose role, String model, int calls, long micros) {}

  /** What model calls have cost since then, by role and model, the most first. */
  public List<Paid> paid(Instant since) {
    return store.read(
        tx ->
            tx.list(
                """
                select body ->> 'purpose' as role, body ->> 'model' as model,
                  count(*) as calls, sum(cast(body ->> 'micros' as integer)) as micros
                from task_events where type = ? and at >= ?
                group by role, model order by micros desc, role, model""",
                row ->
                    new Paid(
                        TaskEvent.Purpose.valueOf(row.text("role")),
                        row.text("model"),
                        (int) row.number("calls"),
                        row.number("micros")),
                Codec.MODEL_REPLIED,
                since.toEpochMilli()));
  }

  private List<Task> folds(Tx tx, List<String> ids) {
    return ids.stream().flatMap(id -> journal.fold(tx, id).stream()).toList();
  }
}
