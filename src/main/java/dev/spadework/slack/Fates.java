package dev.spadework.slack;

import dev.spadework.journal.Followed;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.TaskEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * Of which messages that the journal does not have we can be sure that Slack has not got them
 * either: those that came up under our eyes and were never tried, and those that were looked for in
 * vain. Of all others a crash or a cut answer may have left one behind. One thread.
 */
final class Fates {
  private final Set<String> sure = new HashSet<>();
  // Apart from the sure ones, because the journal may tell of a message after it was tried.
  private final Set<String> doubted = new HashSet<>();
  private long begun = Long.MAX_VALUE;

  /**
   * From now on it is we who post, and nobody else.
   *
   * @param end of the record. Times would not do: entries bear those of other machines
   */
  void begin(long end) {
    sure.clear();
    doubted.clear();
    begun = end;
  }

  /** Notes what cannot have been posted before, because it has only now come up. */
  void follow(Followed followed) {
    if (followed.seq() <= begun) {
      return;
    }
    Entry entry = followed.entry();
    TaskEvent event = entry.event();
    if (event instanceof TaskEvent.Asked) {
      sure.add(Messages.key(entry.task(), Messages.ROOT));
      sure.add(Messages.key(entry.task(), Messages.CARD));
      sure.add(Messages.key(entry.task(), Messages.OUTCOME));
    } else if (event instanceof TaskEvent.GateOpened opened) {
      sure.add(Messages.key(entry.task(), Messages.gate(opened.gate().id())));
      if (opened.gate().kind() == Gate.Kind.DIFF || opened.gate().kind() == Gate.Kind.REVIEW) {
        sure.add(Messages.key(entry.task(), Messages.diff(opened.gate().subject())));
      }
    } else if (event instanceof TaskEvent.Stalled stalled && stalled.attempt() == 1) {
      sure.add(Messages.key(entry.task(), Messages.outage(entry.version())));
    }
  }

  /** Whether Slack may have the message under this key. */
  boolean mayBeThere(String key) {
    return doubted.contains(key) || !sure.contains(key);
  }

  /** An answer was lost. */
  void doubt(String key) {
    doubted.add(key);
  }

  /** It was looked for in vain. */
  void absent(String key) {
    doubted.remove(key);
    sure.add(key);
  }

  /** The journal has it from now on, or never will. */
  void forget(String key) {
    doubted.remove(key);
    sure.remove(key);
  }
}
