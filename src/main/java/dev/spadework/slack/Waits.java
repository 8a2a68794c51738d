package dev.spadework.slack;

import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Since when a question waits, and what was done about it.
 *
 * @param asked when it was opened
 */
record Waits(Instant asked, Optional<Instant> reminded, Optional<Instant> parked) {
  /** The waiting of this gate, as the record tells it. */
  static Waits of(String gate, List<Entry> entries) {
    Optional<Instant> asked = Optional.empty();
    Optional<Instant> reminded = Optional.empty();
    Optional<Instant> parked = Optional.empty();
    for (Entry entry : entries) {
      Optional<Instant> at = Optional.of(entry.at());
      if (entry.event() instanceof TaskEvent.GateOpened opened && opened.gate().id().equals(gate)) {
        asked = at;
      } else if (entry.event() instanceof Aside.Reminded mark && mark.gate().equals(gate)) {
        reminded = at;
      } else if (entry.event() instanceof Aside.Parked mark && mark.gate().equals(gate)) {
        parked = at;
      }
    }
    return new Waits(asked.orElseThrow(), reminded, parked);
  }
}
