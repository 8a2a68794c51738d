package dev.spadework.journal;

import dev.spadework.journal.Writing.Written;
import dev.spadework.redact.Redactor;
import dev.spadework.store.DuplicateKey;
import dev.spadework.store.Row;
import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The append-only record of every task. Safe for use by many threads and, through the unique index
 * on task and version, by many processes.
 *
 * <p>There are two ways to append. A <b>decision</b> holds only for the task it was made about:
 * {@link #decide}. A <b>fact</b> happened whatever else did: a worker's while its claim holds
 * ({@link #fact}), a person's or Slack's always ({@link #add}).
 */
public final class Journal {
  private final Store store;
  private final Clock clock;
  private final Codec codec;
  private final Folds folds = new Folds();
  private final Queue queue;
  private final Writing writing;
  private final Blobs blobs;
  private final Tasks tasks;
  private final Taking taking;
  private final News news;

  /** A record without quotas. */
  public Journal(Store store, Clock clock, Redactor redactor) {
    this(store, clock, redactor, Quotas.NONE);
  }

  /**
   * A record.
   *
   * @param quotas what one person and one repository may have; processes that share it should agree
   */
  public Journal(Store store, Clock clock, Redactor redactor, Quotas quotas) {
    this.store = store;
    this.clock = clock;
    this.codec = new Codec(redactor);
    this.queue = new Queue(store, clock, quotas);
    this.writing = new Writing(clock, codec, queue);
    this.blobs = new Blobs(store, clock);
    this.tasks = new Tasks(store, this, new Orders(store, clock, codec));
    this.taking = new Taking(this, store, writing);
    this.news = new News(store, (id, version) -> store.read(tx -> entries(tx, id, version - 1)));
  }

  /** The queue that follows from this record. */
  public Queue queue() {
    return queue;
  }

  /** Questions over all tasks. */
  public Tasks tasks() {
    return tasks;
  }

  /** The large things that entries name. */
  public Blobs blobs() {
    return blobs;
  }

  /** What is done once at its time, by whichever process is first. */
  public Schedules schedules() {
    return new Schedules(store, clock);
  }

  /** What a forge told us. */
  public Deliveries deliveries() {
    return new Deliveries(store, clock);
  }

  /** Which task something belongs to. */
  public Lookup lookup() {
    return new Lookup(store);
  }

  /** Called after each append, if the database tells also those of others; only shortens waits. */
  public void onAppend(Consumer<Entry> listener) {
    news.add(listener);
  }

  /**
   * A task that was asked for.
   *
   * @param repeated whether this request had made it before
   */
  public record Opened(String task, boolean repeated) {}

  /**
   * Makes the task of this request.
   *
   * @param key the request's own key; a second request with it makes no second task
   */
  public Opened open(String key, Request request) {
    String id = TaskId.fresh();
    try {
      Written asked =
          store.write(
              tx -> writing.write(tx, id, Optional.empty(), key, new TaskEvent.Asked(request)));
      announce(List.of(asked));
      return new Opened(id, false);
    } catch (DuplicateKey e) {
      String first = lookup().key(key).orElseThrow();
      return new Opened(first, true);
    }
  }

  /**
   * Appends what is decided about the task as it stands now. The function may be called again if
   * another process was faster; it must have no effect of its own. Empty: nothing was decided.
   */
  public Optional<Entry> decide(String id, Function<Task, Optional<TaskEvent>> decision) {
    return decide(id, Optional.empty(), decision);
  }

  /** The same with a key of its own; empty also if the key is there already. */
  public Optional<Entry> decide(
      String id, Optional<String> key, Function<Task, Optional<TaskEvent>> decision) {
    try {
      return append(
          id,
          key.orElse(null),
          task -> decision.apply(task.orElseThrow(() -> new UnknownTask(id))));
    } catch (DuplicateKey e) {
      return Optional.empty();
    }
  }

  /**
   * Appends a fact that a person or Slack made known.
   *
   * @param key its own key; a fact with a key that is there already is not written again
   * @return the entry; empty if it was there
   */
  public Optional<Entry> add(String id, Optional<String> key, TaskEvent event) {
    return decide(id, key, task -> Optional.of(event));
  }

  /**
   * Appends a fact of the worker that holds the task. A model's reply is kept in any case: it was
   * paid for.
   *
   * @throws ClaimLost if the task is not this worker's any more
   */
  public Task fact(Claim claim, TaskEvent event) {
    return facts(claim).write(event);
  }

  /** The record in the hands of the worker that holds the task. */
  public Facts facts(Claim claim) {
    return new Facts(this, writing, store, claim);
  }

  /** Takes the next task that is ready, with its entry; what lasts is written after it. */
  public Optional<Claim> claim(String worker, Duration lease) {
    return claim(worker, lease, Optional.empty());
  }

  /** The same for a worker that is here for one task only. */
  public Optional<Claim> claim(String worker, Duration lease, Optional<String> only) {
    return only.isPresent() ? taking.only(worker, lease, only.get()) : taking.next(worker, lease);
  }

  /** Prolongs a claim; false if lost. */
  public boolean renew(Claim claim, Duration lease) {
    return store.beside(tx -> Leases.renew(tx, claim, clock.instant().plus(lease)));
  }

  /** Gives the task back to the queue. */
  public void release(Claim claim) {
    store.lightly(tx -> Leases.release(tx, claim));
  }

  /** Frees what a worker of this name held before it died; nobody else may have the name. */
  public int releaseAll(String worker) {
    return store.write(tx -> Leases.releaseAll(tx, worker));
  }

  /** The task as it stands. */
  public Optional<Task> task(String id) {
    Optional<Task> task = store.read(tx -> fold(tx, id));
    task.ifPresent(folds::put);
    return task;
  }

  /** What happened to the task, oldest first. */
  public List<Entry> entries(String id) {
    return store.read(tx -> entries(tx, id, 0));
  }

  /** Makes the queue anew from the record; who holds what is kept. */
  public void rebuildQueue() {
    store.write(tx -> queue.rebuild(tx, id -> fold(tx, id), id -> entries(tx, id, 0)));
  }

  /** Reading on from a place that is remembered by name. */
  public Follower follower(String name) {
    return new Follower(name, store, this);
  }

  Entry entry(Row row) {
    return codec.entry(row);
  }

  private Optional<Entry> append(
      String id, @Nullable String key, Function<Optional<Task>, Optional<TaskEvent>> decision) {
    List<Written> done = new ArrayList<>();
    store.write(
        tx -> {
          Optional<Task> now = fold(tx, id);
          decision.apply(now).ifPresent(event -> done.add(writing.write(tx, id, now, key, event)));
          return null;
        });
    announce(done);
    return done.stream().map(Written::entry).findFirst();
  }

  Optional<Task> fold(Tx tx, String id) {
    return folds.of(id, after -> entries(tx, id, after));
  }

  /** The same where the first entries are at hand. */
  Optional<Task> fold(Tx tx, String id, List<Entry> first) {
    return folds.of(
        id,
        after ->
            first.size() < Taking.EARLY
                ? first.stream().filter(entry -> entry.version() > after).toList()
                : entries(tx, id, after));
  }

  /** The task as it was last seen here. */
  Optional<Task> known(String id) {
    return folds.get(id);
  }

  List<Entry> entries(Tx tx, String id, int after) {
    return tx.list(
        """
        select task_id, version, at, type, body from task_events
        where task_id = ? and version > ? order by version\
        """,
        this::entry,
        id,
        after);
  }

  /** To be called once the transaction is committed, never before. */
  void announce(List<Written> done) {
    for (Written written : done) {
      folds.put(written.task());
      news.tell(written.entry());
    }
  }
}
