package dev.spadework.journal;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;

/**
 * Money of one day, in millionths of a US dollar. A task is begun, or goes on after a rest, only
 * once what is left of its own cap fits into all three: that is reserved for it while a worker has
 * it, and whatever it did not use is free again when it rests.
 *
 * @param dayMicros over all tasks
 * @param personMicros over the tasks of one person
 * @param repoMicros over the tasks of a repository, by {@code owner/name}; one without a line has
 *     no cap of its own
 * @param zone in which a day begins
 */
public record DayCaps(
    long dayMicros, long personMicros, Map<String, Long> repoMicros, ZoneId zone) {
  /** Stands for no cap. */
  public static final long UNLIMITED = Long.MAX_VALUE;

  /** Nothing is capped. */
  public static final DayCaps NONE = new DayCaps(UNLIMITED, UNLIMITED, Map.of(), ZoneOffset.UTC);

  public DayCaps {
    repoMicros = Map.copyOf(repoMicros);
    if (dayMicros < 0 || personMicros < 0 || repoMicros.values().stream().anyMatch(m -> m < 0)) {
      throw new IllegalArgumentException("a cap is not below zero");
    }
  }

  long repo(String name) {
    return repoMicros.getOrDefault(name, UNLIMITED);
  }

  boolean none() {
    return dayMicros == UNLIMITED && personMicros == UNLIMITED && repoMicros.isEmpty();
  }

  /** When the day of this instant began. */
  Instant begin(Instant now) {
    return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }

  /** When the next day begins. */
  Instant end(Instant now) {
    return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }
}
