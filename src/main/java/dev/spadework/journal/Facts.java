package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The record of one task in the hands of the worker that holds it: what it read and wrote is
 * remembered, because a record only grows, and what belongs together is written together. For one
 * thread.
 */
public final class Facts {
  /** Larger bytes go to the database by themselves: others must not wait for them. */
  private static final int RIDES_ALONG = 64 * 1024;

  private final Journal journal;
  private final Writing writing;
  private final Store store;
  private final Claim claim;
  private final List<Entry> known = new ArrayList<>();
  private final List<TaskEvent> noted = new ArrayList<>();
  private final Map<String, Optional<byte[]>> beside = new LinkedHashMap<>();
  private Optional<Task> task = Optional.empty();
  private Optional<List<Entry>> shown = Optional.empty();

  Facts(Journal journal, Writing writing, Store store, Claim claim) {
    this.journal = journal;
    this.writing = writing;
    this.store = store;
    this.claim = claim;
  }

  /** The task as it was when the record was last read or written. */
  public Task task() {
    return task.orElseGet(this::look);
  }

  /** The task as it stands, with what others have written since. */
  public Task look() {
    learn(store.read(tx -> journal.entries(tx, claim.task(), version())));
    return task.orElseThrow(() -> new UnknownTask(claim.task()));
  }

  /** Everything that had happened to it then, oldest first. */
  public List<Entry> entries() {
    task();
    if (shown.isEmpty()) {
      shown = Optional.of(List.copyOf(known));
    }
    return shown.get();
  }

  /**
   * Has a fact written with the next one, before it: for what may as well not have happened if
   * there is no next one.
   */
  public void note(TaskEvent event) {
    noted.add(event);
  }

  /**
   * Appends a fact and all that was noted, in one transaction. A model's reply is kept in any case:
   * it was paid for.
   *
   * @throws ClaimLost if the task is not this worker's any more
   */
  public Task write(TaskEvent event) {
    List<TaskEvent> events = new ArrayList<>(noted);
    events.add(event);
    Outcome outcome =
        newest()
            .map(now -> store.write(tx -> blindly(tx, now, events), tx -> looking(tx, events)))
            .orElseGet(() -> store.write(tx -> looking(tx, events)));
    noted.clear();
    beside.clear();
    learn(outcome.read);
    if (task.isPresent()) {
      outcome.done.forEach(written -> learn(written.entry(), written.task()));
    }
    journal.announce(outcome.done);
    if (!outcome.ours) {
      throw new ClaimLost(claim);
    }
    return outcome.done.get(outcome.done.size() - 1).task();
  }

  /** What a write has found and done. */
  private record Outcome(boolean ours, List<Entry> read, List<Writing.Written> done) {}

  /** The task if nobody here has seen a newer one; others may have. */
  private Optional<Task> newest() {
    Optional<Task> seen = journal.known(claim.task());
    return task.isEmpty()
        ? seen
        : task.filter(own -> seen.filter(other -> other.version() > own.version()).isEmpty());
  }

  /** The version refuses it if somebody else wrote meanwhile. */
  private Outcome blindly(Tx tx, Task now, List<TaskEvent> events) {
    Leases.insist(tx, claim);
    Blobs.write(tx, claim.task(), at(), beside);
    return new Outcome(true, List.of(), writing.append(tx, now, events));
  }

  private Outcome looking(Tx tx, List<TaskEvent> events) {
    boolean held = Leases.holds(tx, claim);
    List<Entry> read = journal.entries(tx, claim.task(), version());
    if (held) {
      Blobs.write(tx, claim.task(), at(), beside);
    }
    return new Outcome(
        held,
        read,
        writing.append(
            tx, after(read), held ? events : events.stream().filter(Facts::paid).toList()));
  }

  /** Keeps bytes under a name; at the latest when the next fact is written. */
  public void keep(String name, byte[] bytes) {
    if (bytes.length > RIDES_ALONG) {
      beside.remove(name);
      journal.blobs().put(claim.task(), name, bytes);
    } else {
      beside.put(name, Optional.of(bytes));
    }
  }

  /** Forgets what is kept under this name when the next fact is written. */
  public void drop(String name) {
    beside.put(name, Optional.empty());
  }

  /** What is kept under this name. */
  public Optional<byte[]> kept(String name) {
    Optional<byte[]> waiting = beside.get(name);
    return waiting == null ? journal.blobs().get(name) : waiting;
  }

  private static boolean paid(TaskEvent event) {
    return event instanceof TaskEvent.ModelReplied;
  }

  private long at() {
    return writing.clock().instant().toEpochMilli();
  }

  private int version() {
    return task.map(Task::version).orElse(0);
  }

  private Task after(List<Entry> more) {
    Task now = task.orElse(null);
    for (Entry entry : more) {
      now = now == null ? Task.of(List.of(entry)) : now.after(entry);
    }
    if (now == null) {
      throw new UnknownTask(claim.task());
    }
    return now;
  }

  private void learn(List<Entry> more) {
    if (!more.isEmpty()) {
      task = Optional.of(after(more));
      known.addAll(more);
      shown = Optional.empty();
    }
  }

  private void learn(Entry entry, Task after) {
    task = Optional.of(after);
    known.add(entry);
    shown = Optional.empty();
  }
}
