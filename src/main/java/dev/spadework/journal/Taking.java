package dev.spadework.journal;

import dev.spadework.journal.Writing.Written;
import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes tasks out of the queue, each with its entry. Threads of a process that want one at the same
 * time are served together by whichever of them comes first.
 */
final class Taking {
  /** Entries that come with a claim; a longer record is read on from where it is known. */
  static final int EARLY = 8;

  private final Journal journal;
  private final Store store;
  private final Clock clock;
  private final Queue queue;
  private final Writing writing;
  private final ReentrantLock serving = new ReentrantLock();
  private final List<Wish> waiting = new ArrayList<>();

  Taking(Journal journal, Store store, Writing writing) {
    this.journal = journal;
    this.store = store;
    this.clock = writing.clock();
    this.queue = writing.queue();
    this.writing = writing;
  }

  /** A thread that wants a task; what came of it is seen under the lock of who serves. */
  private static final class Wish {
    private final String worker;
    private final Duration lease;
    private boolean over;
    private @Nullable Claim claim;
    private @Nullable RuntimeException failure;

    Wish(String worker, Duration lease) {
      this.worker = worker;
      this.lease = lease;
    }

    boolean goesWith(Wish other) {
      return worker.equals(other.worker) && lease.equals(other.lease);
    }
  }

  /** The next task that is ready. */
  Optional<Claim> next(String worker, Duration lease) {
    Wish own = new Wish(worker, lease);
    synchronized (waiting) {
      waiting.add(own);
    }
    serving.lock();
    try {
      if (!own.over) {
        serve(alike(own));
      }
    } finally {
      serving.unlock();
    }
    if (own.failure != null) {
      throw own.failure;
    }
    return Optional.ofNullable(own.claim);
  }

  private List<Wish> alike(Wish own) {
    List<Wish> alike = new ArrayList<>();
    synchronized (waiting) {
      for (Iterator<Wish> all = waiting.iterator(); all.hasNext(); ) {
        Wish wish = all.next();
        if (wish.goesWith(own)) {
          alike.add(wish);
          all.remove();
        }
      }
    }
    return alike;
  }

  private void serve(List<Wish> wishes) {
    Wish first = wishes.get(0);
    try {
      Iterator<Claim> claims =
          take(first.worker, first.lease, wishes.size(), Optional.empty()).iterator();
      wishes.forEach(wish -> wish.claim = claims.hasNext() ? claims.next() : null);
    } catch (RuntimeException e) {
      wishes.forEach(wish -> wish.failure = e);
    } finally {
      wishes.forEach(wish -> wish.over = true);
    }
  }

  /** This task alone, if it is ready. */
  Optional<Claim> only(String worker, Duration lease, String task) {
    return take(worker, lease, 1, Optional.of(task)).stream().findFirst();
  }

  private List<Claim> take(String worker, Duration lease, int atMost, Optional<String> only) {
    String holder = worker + "/" + TaskId.fresh();
    List<Written> done =
        store.lightly(
            tx ->
                only.isPresent() || queue.free()
                    ? some(tx, lease, holder, atMost, only.orElse(""))
                    : oneByOne(tx, lease, holder, atMost));
    journal.announce(done);
    return done.stream().map(written -> new Claim(written.task().id(), holder)).toList();
  }

  /** Where nobody has a quota: two messages, however many they are. */
  private List<Written> some(Tx tx, Duration lease, String holder, int atMost, String only) {
    Instant now = clock.instant();
    Leases.take(tx, now, lease, holder, only, atMost);
    Map<String, List<Entry>> early = new LinkedHashMap<>();
    Leases.taken(tx, now.plus(lease), holder, EARLY, journal::entry)
        .forEach(entry -> early.computeIfAbsent(entry.task(), id -> new ArrayList<>()).add(entry));
    List<Written> done = new ArrayList<>();
    early.forEach((id, entries) -> done.add(begin(tx, journal.fold(tx, id, entries), holder)));
    return done;
  }

  /** What one takes may use up a quota of the next. */
  private List<Written> oneByOne(Tx tx, Duration lease, String holder, int atMost) {
    List<Written> done = new ArrayList<>();
    while (done.size() < atMost) {
      Optional<String> task = queue.take(tx, lease, holder);
      if (task.isEmpty()) {
        break;
      }
      done.add(begin(tx, journal.fold(tx, task.get()), holder));
    }
    return done;
  }

  private Written begin(Tx tx, Optional<Task> task, String holder) {
    String worker = holder.substring(0, holder.lastIndexOf('/'));
    return writing.claim(tx, task.orElseThrow(), new TaskEvent.Claimed(worker));
  }
}
