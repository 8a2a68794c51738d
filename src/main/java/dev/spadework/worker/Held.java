package dev.spadework.worker;

import dev.spadework.agent.Notebook;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Facts;
import dev.spadework.journal.Journal;
import dev.spadework.task.Entry;
import dev.spadework.task.LogHistory;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The record of a task that this process holds a claim on; for one thread. */
final class Held implements Notebook {
  private final Journal journal;
  private final Facts facts;
  private final Clock clock;
  private final Insistence insistence = new Insistence(Insistence.USUAL);

  Held(Journal journal, Claim claim, Clock clock) {
    this.journal = journal;
    this.facts = journal.facts(claim);
    this.clock = clock;
  }

  @Override
  public Task task() {
    return facts.task();
  }

  @Override
  public Task look() {
    return facts.look();
  }

  @Override
  public List<Entry> entries() {
    return facts.entries();
  }

  @Override
  public void note(TaskEvent event) {
    facts.note(event);
  }

  @Override
  public Task write(TaskEvent event) {
    return insistence.on(() -> facts.write(event));
  }

  @Override
  public void keep(String name, byte[] bytes) {
    insistence.on(
        () -> {
          facts.keep(name, bytes);
          return name;
        });
  }

  @Override
  public void drop(String name) {
    facts.drop(name);
  }

  @Override
  public Optional<byte[]> kept(String name) {
    return facts.kept(name);
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
