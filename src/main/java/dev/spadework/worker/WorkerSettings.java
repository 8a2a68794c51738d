package dev.spadework.worker;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How this process works on tasks.
 *
 * @param name of this process in the record; no other that is alive may have it, see {@link
 *     WorkerName}
 * @param concurrent tasks at a time
 * @param lease how long a claim holds without a heartbeat
 * @param dailyMicros money of one day over all tasks, in millionths of a US dollar
 * @param personDailyMicros the same over one person's tasks
 * @param zone in which a day begins
 * @param only the task to work on; empty: any
 */
public record WorkerSettings(
    String name,
    int concurrent,
    Duration lease,
    long dailyMicros,
    long personDailyMicros,
    ZoneId zone,
    Optional<String> only) {
  /** For any task. */
  public WorkerSettings(
      String name,
      int concurrent,
      Duration lease,
      long dailyMicros,
      long personDailyMicros,
      ZoneId zone) {
    this(name, concurrent, lease, dailyMicros, personDailyMicros, zone, Optional.empty());
  }

  /** The same under another name. */
  public WorkerSettings named(String other) {
    return new WorkerSettings(other, concurrent, lease, dailyMicros, personDailyMicros, zone, only);
  }
}
