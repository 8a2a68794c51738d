package dev.spadework.journal;

import dev.spadework.store.Store;
import java.util.List;
import java.util.Optional;

/** Which task something belongs to. */
public final class Lookup {
  private final Store store;

  Lookup(Store store) {
    this.store = store;
  }

  /** The task whose message this is. */
  public Optional<String> post(String channel, String ts) {
    // In the words of the index in db/sqlite/002.sql, so that it is used.
    return store.read(
        tx ->
            tx.first(
                """
                select task_id from task_events
                where type = 'posted' and json_extract(body, '$.ts') = ?
                  and json_extract(body, '$.channel') = ?
                order by seq desc limit 1""",
                row -> row.text("task_id"),
                ts,
                channel));
  }

  /**
   * The newest task of a thread: it began with the task's own message, or the task was asked there.
   */
  public Optional<String> thread(String channel, String ts) {
    // In the words of the indexes in db/sqlite/002.sql and 003.sql, so that they are used.
    return store.read(
        tx ->
            tx.first(
                """
                select task_id from task_events
                where version = 1 and task_id in (
                  select task_id from task_events
                  where type = 'posted' and json_extract(body, '$.ts') = ?
                    and json_extract(body, '$.channel') = ?
                  union
                  select task_id from task_events
                  where type = 'asked' and json_extract(body, '$.request.thread') = ?
                    and json_extract(body, '$.request.channel') = ?)
                order by seq desc limit 1""",
                row -> row.text("task_id"),
                ts,
                channel,
                ts,
                channel));
  }

  /** The tasks that try this one again, oldest first. */
  public List<String> retries(String task) {
    return store.read(
        tx ->
            tx.list(
                """
                select task_id from task_events
                where type = 'asked' and json_extract(body, '$.request.retryOf') = ?
                order by seq""",
                row -> row.text("task_id"),
                task));
  }

  /** The repository of the person's last task. */
  public Optional<String> lastRepo(String person) {
    return store.read(
        tx ->
            tx.first(
                """
                select body -> 'request' ->> 'repo' as repo from task_events
                where type = 'asked' and body -> 'request' ->> 'by' = ?
                order by at desc, seq desc limit 1""",
                row -> row.text("repo"),
                person));
  }

  /** The task that has an entry with this key. */
  public Optional<String> key(String key) {
    return store.read(
        tx ->
            tx.first(
                "select task_id from task_events where request_key = ?",
                row -> row.text("task_id"),
                key));
  }

  /** One entry of a task's record. */
  public record Place(String task, int version) {}

  /** The entry with this key. */
  public Optional<Place> place(String key) {
    return store.read(
        tx ->
            tx.first(
                "select task_id, version from task_events where request_key = ?",
                row -> new Place(row.text("task_id"), (int) row.number("version")),
                key));
  }
}
