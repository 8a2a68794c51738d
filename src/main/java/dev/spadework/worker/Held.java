package dev.spadework.worker;

import dev.spadework.agent.Notebook;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.task.Entry;
import dev.spadework.task.LogHistory;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The record of a task that this process holds a claim on; for one thread. */
final class Held implements Notebook {
  private final Journal journal;
  private final Claim claim;
  private final Clock clock;
  private final Insistence insistence = new Insistence(Insistence.USUAL);

  /** What was read before: a record only grows, and it is asked for several times a step. */
  private final List<Entry> known = new ArrayList<>();

  Held(Journal journal, Claim claim, Clock clock) {
    this.journal = journal;
    this.claim = claim;
    this.clock = clock;
  }

  @Override
  public Task task() {
    return journal.task(claim.task()).orElseThrow();
  }

  @Override
  public List<Entry> entries() {
    int version = known.isEmpty() ? 0 : known.get(known.size() - 1).version();
    known.addAll(journal.tasks().since(claim.task(), version));
    return List.copyOf(known);
  }

  @Override
  public Task write(TaskEvent event) {
    return insistence.on(() -> journal.fact(claim, event));
  }

  @Override
  public void keep(String name, byte[] bytes) {
    insistence.on(
        () -> {
          journal.blobs().put(claim.task(), name, bytes);
          return name;
        });
  }

  @Override
  public void drop(String name) {
    journal.blobs().drop(name);
  }

  @Override
  public Optional<byte[]> kept(String name) {
    return journal.blobs().get(name);
  }

  @Override
  public Reserve dayLeft() {
    return journal.queue().left(task());
  }

  @Override
  public LogHistory logsBefore() {
    return journal.tasks().scans().history(task().request().repo());
  }

  @Override
  public Instant now() {
    return clock.instant();
  }
}
