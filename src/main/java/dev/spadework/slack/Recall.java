package dev.spadework.slack;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What Slack answered, kept for a while. Asks on threads of its own, so that a slow answer is there
 * for the next request even if this one could not wait for it. Safe for many threads.
 */
final class Recall<V> {
  private final Loader<V> loader;
  private final Duration holds;
  private final Executor pool;
  private final Clock clock;
  private final Map<String, Known<V>> known = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<V>> loading = new ConcurrentHashMap<>();

  interface Loader<V> {
    V load(String key) throws Away;
  }

  private record Known<V>(V value, Instant at) {}

  /** An answer that holds for so long. */
  Recall(Duration holds, Executor pool, Clock clock, Loader<V> loader) {
    this.holds = holds;
    this.pool = pool;
    this.clock = clock;
    this.loader = loader;
  }

  /** What was answered last, however long ago. */
  Optional<V> old(String key) {
    return Optional.ofNullable(known.get(key)).map(Known::value);
  }

  /** An answer that still holds. */
  Optional<V> fresh(String key) {
    return Optional.ofNullable(known.get(key))
        .filter(k -> clock.instant().isBefore(k.at.plus(holds)))
        .map(Known::value);
  }

  /**
   * An answer that holds; asks for one if there is none.
   *
   * @throws Away if Slack is away, or does not answer in this time
   */
  V get(String key, Duration atMost) throws Away {
    Optional<V> fresh = fresh(key);
    if (fresh.isPresent()) {
      return fresh.get();
    }
    try {
      return load(key).get(Math.max(atMost.toMillis(), 1), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Away(key + ": no answer in time", false, Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Away(key + ": interrupted", false, Duration.ZERO);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Away away) {
        throw away;
      }
      throw new IllegalStateException("could not be looked up: " + key, e.getCause());
    }
  }

  /** Asks, unless that is under way. */
  CompletableFuture<V> load(String key) {
    CompletableFuture<V> mine = new CompletableFuture<>();
    CompletableFuture<V> other = loading.putIfAbsent(key, mine);
    if (other != null) {
      return other;
    }
    try {
      pool.execute(() -> run(key, mine));
    } catch (RejectedExecutionException e) {
      loading.remove(key, mine);
      mine.completeExceptionally(new Away(key + ": closing", false, Duration.ZERO));
    }
    return mine;
  }

  private void run(String key, CompletableFuture<V> mine) {
    try {
      V value = loader.load(key);
      known.put(key, new Known<>(value, clock.instant()));
      loading.remove(key, mine);
      mine.complete(value);
    } catch (Away | RuntimeException e) {
      loading.remove(key, mine);
      mine.completeExceptionally(e);
    }
  }
}
