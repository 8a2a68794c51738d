package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.task.LogHistory;
import dev.spadework.task.Task;
import java.util.List;

/** Tasks that read logs, and what became of their proposals. */
public final class Scans {
  /** What people said about older ones is carried on by the newer. */
  private static final int LOOKED_AT = 30;

  private final Store store;
  private final Journal journal;

  Scans(Store store, Journal journal) {
    this.store = store;
    this.journal = journal;
  }

  /** What the scans of this repository's logs left behind that were reported. */
  public LogHistory history(String repo) {
    List<Task> scans =
        store.read(
            tx ->
                tx
                    .list(
                        """
                        select e.task_id from task_events e
                        join task_events a on a.task_id = e.task_id and a.version = 1
                        where e.type = 'logs-reported' and a.body -> 'request' ->> 'repo' = ?
                        order by e.seq desc limit ?""",
                        row -> row.text("task_id"),
                        repo,
                        LOOKED_AT)
                    .stream()
                    .flatMap(id -> journal.fold(tx, id).stream())
                    .toList());
    return LogHistory.of(
        scans, id -> journal.task(id).filter(task -> task.ending().isEmpty()).isPresent());
  }

  /** Those with a proposal that somebody has started and that has no task yet, oldest first. */
  public List<Task> starting() {
    return store.read(
        tx ->
            tx
                .list(
                    """
                    select task_id, min(seq) as first from task_events s
                    where type = 'proposal-started' and not exists (
                      select 1 from task_events o
                      where o.task_id = s.task_id and o.type = 'proposal-opened'
                        and o.body ->> 'proposal' = s.body ->> 'proposal')
                    group by task_id order by first""",
                    row -> row.text("task_id"))
                .stream()
                .flatMap(id -> journal.fold(tx, id).stream())
                .toList());
  }
}
