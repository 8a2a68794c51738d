package dev.spadework.slack;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;

/**
 * When the digest comes, and what it measures spending by.
 *
 * @param at time of day, in the zone of the settings
 * @param days of the week on which there is one
 * @param dailyMicros money of one day over all tasks, in millionths of a US dollar
 * @param personDailyMicros the same for one person's tasks
 * @param forges asked before each digest how pull requests stand
 * @param freshness least time between two versions of one person's page
 */
public record Bulletin(
    LocalTime at,
    Set<DayOfWeek> days,
    long dailyMicros,
    long personDailyMicros,
    Asks forges,
    Duration freshness) {
  /** Often enough to be called live, seldom enough for Slack's limits with many readers. */
  public static final Duration FRESHNESS = Duration.ofSeconds(15);

  /** Brings the record up to date with the world outside. */
  @FunctionalInterface
  public interface Asks {
    /** Asks; what cannot be asked now is left as it is. */
    void ask() throws InterruptedException;
  }

  /** A copy of the days. */
  public Bulletin {
    days = Set.copyOf(days);
  }
}
