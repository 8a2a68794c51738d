package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Queue;
import dev.spadework.journal.Queue.Place;
import dev.spadework.journal.Queue.Shortage;
import dev.spadework.journal.Queue.Wait;
import dev.spadework.journal.Switches;
import dev.spadework.report.Counted;
import dev.spadework.report.Money;
import dev.spadework.report.Names;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where tasks stand in the line and what they wait for, in words. One look at the queue serves all
 * tasks for a moment, because a look costs what the queue is long.
 */
final class Line {
  /** How long one look serves. */
  private static final Duration LOOK = Duration.ofMillis(500);

  /**
   * How many roots may follow the line at a time. Slack takes about 50 edits a minute; most of them
   * belong to those who wait for more than a number.
   */
  private static final int MOVES = 5;

  private final Queue queue;
  private final Names names;
  private final Clock clock;
  private final ZoneId zone;
  private final Duration between;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private Optional<Switches.Paused> paused = Optional.empty();
  private Instant looked = Instant.MIN;
  private Instant moved = Instant.MIN;

  /**
   * A line.
   *
   * @param between two looks for tasks whose words have changed
   */
  Line(Queue queue, Names names, Clock clock, ZoneId zone, Duration between) {
    this.queue = queue;
    this.names = names;
    this.clock = clock;
    this.zone = zone;
    this.between = between;
  }

  /** Where a task stands; empty if a worker has it, it needs none, or it just goes on soon. */
  synchronized Optional<String> words(Task task) {
    if (task.rests() || task.working()) {
      return Optional.empty();
    }
    look(!places.containsKey(task.id()));
    Optional<String> words = Optional.ofNullable(places.get(task.id())).flatMap(this::shown);
    told.put(task.id(), words.orElse(""));
    return words;
  }

  /**
   * The tasks whose words have changed since they were told; a few at a time, the next ones first.
   */
  synchronized List<String> moved() {
    Instant now = clock.instant();
    if (now.isBefore(moved.plus(between))) {
      return List.of();
    }
    moved = now;
    look(true);
    told.keySet().retainAll(places.keySet());
    List<Place> changed = new ArrayList<>();
    for (Place place : places.values()) {
      String before = told.getOrDefault(place.task(), "");
      if (!place.held() && !before.equals(shown(place).orElse(""))) {
        changed.add(place);
      }
    }
    changed.sort(Comparator.comparingInt(Place::ahead).thenComparing(Place::since));
    return changed.stream().limit(MOVES).map(Place::task).toList();
  }

  /** One that was begun and only goes on is worth a word where something holds it up. */
  private Optional<String> shown(Place place) {
    if (place.held() || place.begun() && hold(place).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(words(place));
  }

  /** Where this one stands. */
  String words(Place place) {
    String turn =
        place.ahead() == 0 ? say("queue.next") : say("queue.ahead", "ahead", place.ahead());
    return hold(place).map(held -> place.ahead() == 0 ? held : held + " · " + turn).orElse(turn);
  }

  private Optional<String> hold(Place place) {
    return paused
        .map(pause -> say("verb.paused.line", "who", names.of(pause.by())))
        .or(() -> place.waits().flatMap(this::hold));
  }

  private Optional<String> hold(Wait wait) {
    return switch (wait.reason()) {
      case PERSON_BUSY ->
          Optional.of(
              say(
                  "line.person.busy",
                  "who",
                  names.of(wait.who()),
                  "tasks",
                  Counted.of(wait.most(), "task")));
      case REPO_BUSY ->
          Optional.of(
              say("line.repo.busy", "repo", wait.who(), "tasks", Counted.of(wait.most(), "task")));
      case PERSON_RATE ->
          Optional.of(
              say(
                  "line.person.rate",
                  "time",
                  time(wait.until()),
                  "tasks",
                  Counted.of(wait.most(), "task")));
      case REPO_RATE ->
          Optional.of(
              say(
                  "line.repo.rate",
                  "repo",
                  wait.who(),
                  "time",
                  time(wait.until()),
                  "tasks",
                  Counted.of(wait.most(), "task")));
      case DAY_MONEY, PERSON_MONEY, REPO_MONEY -> wait.money().map(money -> money(wait, money));
      // The status says what it waits for.
      case LATER -> Optional.empty();
    };
  }

  private String money(Wait wait, Shortage money) {
    String whose =
        switch (wait.reason()) {
          case PERSON_MONEY -> say("line.money.person", "who", names.of(wait.who()));
          case REPO_MONEY -> say("line.money.repo", "repo", wait.who());
          default -> say("line.money.all");
        };
    return say(
        money.runs() ? "line.money.runs" : "line.money",
        "need",
        Money.usd(money.needMicros()),
        "left",
        Money.usd(money.leftMicros()),
        "cap",
        Money.round(money.capMicros()),
        "whose",
        whose,
        "time",
        time(wait.until()));
  }

  private void look(boolean anew) {
    Instant now = clock.instant();
    if (anew || !now.isBefore(looked.plus(LOOK))) {
      places.clear();
      paused = queue.switches().paused();
      queue.places().forEach(place -> places.put(place.task(), place));
      looked = now;
    }
  }

  /** Rounded up, so that it is never promised too early. */
  private String time(Instant at) {
    LocalTime time = LocalTime.ofInstant(at, zone);
    LocalTime minute = time.truncatedTo(ChronoUnit.MINUTES);
    return (minute.equals(time) ? minute : minute.plusMinutes(1)).toString();
  }
}
