package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Queue;
import dev.spadework.journal.Switches;
import java.util.List;
import java.util.Optional;

/** Notices that work was paused or goes on, which is no entry of any task. One thread. */
final class PauseWatch {
  private final Journal journal;
  private Optional<Switches.Paused> last = Optional.empty();

  PauseWatch(Journal journal) {
    this.journal = journal;
  }

  /** The tasks whose messages say something else now: those that wait in the queue. */
  List<String> changed() {
    Optional<Switches.Paused> now = journal.switches().paused();
    if (now.equals(last)) {
      return List.of();
    }
    last = now;
    return journal.queue().places().stream()
        .filter(place -> !place.held())
        .map(Queue.Place::task)
        .toList();
  }
}
