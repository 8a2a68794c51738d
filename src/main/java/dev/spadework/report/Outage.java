package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A long time in which a task could not go on, because something outside did not answer.
 *
 * @param version of the entry that it began with; tells the outages of a task apart
 * @param since when it began
 * @param over whether the task goes on or has ended
 * @param line what to say of it; untrusted text among it
 */
public record Outage(int version, Instant since, boolean over, String line) {
  /** Shorter ones are not worth a message: the card says that it waits. */
  public static final Duration LONG = Duration.ofMinutes(10);

  private static final int WHY = 200;

  /** Those that last for long by now or did before they were over, oldest first. */
  public static List<Outage> of(Task task, List<Entry> entries, Instant now) {
    List<Outage> outages = new ArrayList<>();
    Optional<Streak> streak = Optional.empty();
    boolean model = false;
    for (Entry entry : entries) {
      TaskEvent event = entry.event();
      if (event instanceof TaskEvent.Stalled stalled) {
        if (stalled.attempt() == 1 || streak.isEmpty()) {
          streak = Optional.of(new Streak(entry, model));
        }
        streak.get().last = stalled;
        streak.get().lastAt = entry.at();
      } else if (event instanceof TaskEvent.ModelReplied
          || event instanceof TaskEvent.GaveUp
          || event instanceof TaskEvent.Cancelled) {
        streak.flatMap(s -> s.ended(entry)).ifPresent(outages::add);
        streak = Optional.empty();
      }
      if (!(event instanceof TaskEvent.Posted || event instanceof TaskEvent.Said)) {
        model = event instanceof TaskEvent.ModelAsked;
      }
    }
    boolean open = task.stall().isPresent();
    streak.flatMap(s -> open ? s.open(now) : s.ended(s.first)).ifPresent(outages::add);
    return List.copyOf(outages);
  }

  /** What is waited for now, that may become an outage worth a message; empty if nothing is. */
  public static Optional<Wait> wait(Task task, List<Entry> entries) {
    if (task.stall().isEmpty()) {
      return Optional.empty();
    }
    return entries.stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Stalled s && s.attempt() == 1)
        .reduce((older, newer) -> newer)
        .map(entry -> new Wait(entry.version(), entry.at().plus(LONG)));
  }

  /**
   * A wait that lasts.
   *
   * @param version of the entry that it began with
   * @param until when it will be long enough to be spoken of
   */
  public record Wait(int version, Instant until) {}

  private static final class Streak {
    private final Entry first;
    private final boolean model;
    private TaskEvent.Stalled last;
    private Instant lastAt;

    private Streak(Entry first, boolean model) {
      this.first = first;
      this.model = model;
      this.last = (TaskEvent.Stalled) first.event();
      this.lastAt = first.at();
    }

    private Optional<Outage> open(Instant now) {
      if (Duration.between(first.at(), now).compareTo(LONG) < 0) {
        return Optional.empty();
      }
      Duration known = Duration.between(first.at(), lastAt);
      String line =
          say(
              model ? "outage.model" : "outage.other",
              "time",
              minutes(known.compareTo(LONG) < 0 ? LONG : known),
              "why",
              Code.shortened(TestWords.oneLine(last.waitingFor()).replaceAll("[.]+$", ""), WHY),
              "times",
              Counted.of(last.attempt(), "time"));
      return Optional.of(new Outage(first.version(), first.at(), false, line));
    }

    private Optional<Outage> ended(Entry by) {
      Instant end = by == first ? lastAt : by.at();
      Duration took = Duration.between(first.at(), end);
      String time = minutes(took);
      String line =
          by.event() instanceof TaskEvent.GaveUp || by.event() instanceof TaskEvent.Cancelled
              ? say("outage.ended", "time", time)
              : say(model ? "outage.over.model" : "outage.over.other", "time", time);
      return Optional.of(new Outage(first.version(), first.at(), true, line));
    }

    private static String minutes(Duration time) {
      return Durations.words(Duration.ofMinutes(Math.max(time.toMinutes(), 1)));
    }
  }
}
