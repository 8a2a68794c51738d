package dev.spadework.slack;

import dev.spadework.journal.Followed;
import dev.spadework.journal.Follower;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Lead;
import dev.spadework.journal.Rounds;
import dev.spadework.task.DeliveryEvent.PullRequestSeen;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and keeps every task's thread in step with it, on one thread of its own. The
 * remembered place in the journal moves only past what Slack shows, so that nothing is lost while
 * Slack is away or we are.
 */
final class Threads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final int BATCH = 500;
  private static final Duration REFUSED_PAUSE = Duration.ofMinutes(1);

  private final Journal journal;
  private final Drawing drawing;
  private final Drawer drawer;
  private final Fates fates;
  private final Clock clock;
  private final Pace pace;
  private final Lead lead;
  private final Follower follower;
  private final Map<String, Due> due = new LinkedHashMap<>();
  private final Map<String, Instant> ticks = new HashMap<>();
  private final Rounds rounds = new Rounds("slack-threads", this::round);
  private int term;
  private long read;
  private long remembered;
  private Instant awayUntil = Instant.MIN;
  private Duration retry;

  /** A task whose thread is not in step: since which entry, and when to try. */
  private record Due(long since, Instant at) {}

  Threads(
      Journal journal,
      Drawing drawing,
      Drawer drawer,
      Fates fates,
      Lead lead,
      Clock clock,
      Pace pace) {
    this.journal = journal;
    this.lead = lead;
    this.drawing = drawing;
    this.drawer = drawer;
    this.fates = fates;
    this.clock = clock;
    this.pace = pace;
    this.retry = pace.retry();
    this.follower = journal.follower("thread");
  }

  void start() {
    journal.onAppend(entry -> rounds.wake());
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  private Duration round() {
    if (leads()) {
      follow();
      draw();
      remember();
    }
    return rest();
  }

  /** Whether it is us who draw. Each time anew that begins with what another process may have. */
  private boolean leads() {
    int now = lead.term();
    if (now != 0 && now != term) {
      due.clear();
      ticks.clear();
      drawing.forget();
      fates.begin(follower.end());
      read = follower.place();
      remembered = read;
    }
    term = now;
    return term != 0;
  }

  private void follow() {
    List<Followed> more;
    while (!(more = follower.next(read, BATCH)).isEmpty()) {
      for (Followed followed : more) {
        read = followed.seq();
        fates.follow(followed);
        if (changesThread(followed.entry().event())) {
          due.merge(
              followed.entry().task(),
              new Due(read, Instant.MIN),
              (old, fresh) -> new Due(Math.min(old.since, fresh.since), Instant.MIN));
        }
      }
    }
    Instant now = clock.instant();
    ticks.forEach(
        (task, at) -> {
          if (!at.isAfter(now)) {
            drawing.tick(task);
            due.putIfAbsent(task, new Due(Long.MAX_VALUE, Instant.MIN));
          }
        });
    drawing.moved().forEach(task -> due.putIfAbsent(task, new Due(Long.MAX_VALUE, Instant.MIN)));
  }

  /** Our own posts change nothing that is shown, nor do a pull request's reviews and checks. */
  private static boolean changesThread(TaskEvent event) {
    return !(event instanceof TaskEvent.Posted
        || event instanceof PullRequestSeen seen && seen.state() == PullState.OPEN);
  }

  private void draw() {
    boolean moved = true;
    while (moved && !rounds.closed() && !awayUntil.isAfter(clock.instant())) {
      moved = false;
      for (Step step : steps()) {
        if (!lead.ours()) {
          return;
        }
        moved |= tried(step);
        // What has come up meanwhile may be more urgent than the rest.
        if (rounds.closed() || awayUntil.isAfter(clock.instant()) || rounds.awaited()) {
          return;
        }
      }
    }
  }

  /** One step of each task that is due, the most urgent first. */
  private List<Step> steps() {
    Instant now = clock.instant();
    List<Step> steps = new ArrayList<>();
    for (Map.Entry<String, Due> entry : List.copyOf(due.entrySet())) {
      if (entry.getValue().at.isAfter(now)) {
        continue;
      }
      Task task = journal.task(entry.getKey()).orElseThrow();
      Optional<Step> step = drawing.next(task);
      if (step.isPresent()) {
        steps.add(step.get());
      } else {
        settled(task, now);
      }
    }
    steps.sort(Comparator.comparing(Step::urgency));
    return steps;
  }

  private void settled(Task task, Instant now) {
    due.remove(task.id());
    if (task.working()) {
      ticks.put(task.id(), now.plus(pace.tick()));
    } else {
      drawing
          .later(task)
          .ifPresentOrElse(at -> ticks.put(task.id(), at), () -> ticks.remove(task.id()));
    }
    if (task.ending().isPresent()) {
      drawing.forget(task);
    }
  }

  /** Whether something was drawn, so that it is worth looking again. */
  private boolean tried(Step step) {
    Instant now = clock.instant();
    Instant editable = drawing.editableAt(step);
    if (editable.isAfter(now)) {
      later(step, editable);
      return false;
    }
    try {
      drawer.draw(step);
      retry = pace.retry();
      return true;
    } catch (Refused e) {
      refused(step, e);
    } catch (Away e) {
      away(step, e);
    }
    return false;
  }

  private void refused(Step step, Refused e) {
    LOG.atError()
        .addKeyValue("task", step.task())
        .addKeyValue("message", step.message())
        .addKeyValue("reason", e.getMessage())
        .log("message_refused");
    if (e.noWayIn()) {
      // Nobody can be reached there; it must not hold up what other tasks have to say.
      due.remove(step.task());
      ticks.remove(step.task());
    } else {
      later(step, clock.instant().plus(REFUSED_PAUSE));
    }
  }

  private void away(Step step, Away e) {
    Instant now = clock.instant();
    if (!e.heldBack()) {
      LOG.atInfo()
          .addKeyValue("task", step.task())
          .addKeyValue("message", step.message())
          .addKeyValue("reason", e.getMessage())
          .log("message_delayed");
    }
    if (e.limited()) {
      later(step, now.plus(e.pause()));
    } else {
      awayUntil = now.plus(retry);
      Duration twice = retry.multipliedBy(2);
      retry = twice.compareTo(pace.retryAtMost()) > 0 ? pace.retryAtMost() : twice;
    }
  }

  private void later(Step step, Instant at) {
    due.computeIfPresent(step.task(), (task, old) -> new Due(old.since, at));
  }

  private void remember() {
    long open = due.values().stream().mapToLong(Due::since).min().orElse(Long.MAX_VALUE);
    long place = Math.min(read, open - 1);
    if (place > remembered && lead.ours()) {
      follower.reached(place);
      remembered = place;
    }
  }

  private Duration rest() {
    if (due.isEmpty()) {
      return pace.poll();
    }
    Instant now = clock.instant();
    Instant first = due.values().stream().map(Due::at).min(Comparator.naturalOrder()).orElseThrow();
    Instant at = first.isAfter(awayUntil) ? first : awayUntil;
    Duration until = at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    return until.compareTo(pace.poll()) < 0 ? until : pace.poll();
  }
}
