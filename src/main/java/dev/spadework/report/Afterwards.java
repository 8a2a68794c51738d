package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.DeliveryEvent.PullRequestSeen;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What became of a pull request after its task was done. */
public final class Afterwards {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMMM, HH:mm", Locale.ENGLISH);

  private Afterwards() {}

  /** Whether the pull request is known to be merged or closed. */
  public static boolean over(Task task) {
    return task.delivery().pull().filter(seen -> seen.state() != PullState.OPEN).isPresent();
  }

  /** {@code Merged by dee, 26 November, 14:10}; when it was seen, which may be a little later. */
  public static Optional<String> of(Task task, List<Entry> entries, ZoneId zone) {
    if (!over(task)) {
      return Optional.empty();
    }
    PullRequestSeen seen = task.delivery().pull().orElseThrow();
    Instant at = new Story(task, entries).seenAt(seen.state()).orElse(task.at());
    String key =
        seen.state() == PullState.MERGED ? "digest.outcome.merged" : "digest.outcome.closed";
    return Optional.of(
        say(
            key,
            "who",
            seen.by().isBlank() ? say("somebody") : TestWords.oneLine(seen.by()),
            "time",
            TIME.format(at.atZone(zone))));
  }
}
