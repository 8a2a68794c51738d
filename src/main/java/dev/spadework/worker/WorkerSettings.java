package dev.spadework.worker;

import java.time.Duration;
import java.util.Optional;

/**
 * How this process works on tasks.
 *
 * @param name of this process in the record; no other that is alive may have it, see {@link
 *     WorkerName}
 * @param concurrent tasks at a time
 * @param lease how long a claim holds without a heartbeat
 * @param only the task to work on; empty: any
 */
public record WorkerSettings(String name, int concurrent, Duration lease, Optional<String> only) {
  /** For any task. */
  public WorkerSettings(String name, int concurrent, Duration lease) {
    this(name, concurrent, lease, Optional.empty());
  }

  /** The same under another name. */
  public WorkerSettings named(String other) {
    return new WorkerSettings(other, concurrent, lease, only);
  }
}
