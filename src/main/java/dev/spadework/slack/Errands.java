package dev.spadework.slack;

import dev.spadework.journal.Followed;
import dev.spadework.journal.Follower;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Lead;
import dev.spadework.journal.Rounds;
import dev.spadework.task.Aside;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal and runs what a request or a decision asks for beside the agent: fetching
 * what came with a request, starting over. The remembered place moves only past what is done.
 */
final class Errands implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);
  private static final int BATCH = 500;

  /** Without an answer of Slack's for so long the agent goes on without what was attached. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Journal journal;
  private final Gathering gathering;
  private final StartingOver startingOver;
  private final Clock clock;
  private final Pace pace;
  private final Lead lead;
  private final Follower follower;
  private final Map<Long, Errand> open = new TreeMap<>();
  private final Rounds rounds = new Rounds("slack-errands", this::round);
  private int term;
  private long read;
  private long remembered;

  /** One errand: what caused it, since when it is tried, when to try again. */
  private record Errand(Followed cause, Instant since, Instant at, Duration pause) {}

  Errands(
      Journal journal,
      Gathering gathering,
      StartingOver startingOver,
      Lead lead,
      Clock clock,
      Pace pace) {
    this.journal = journal;
    this.lead = lead;
    this.gathering = gathering;
    this.startingOver = startingOver;
    this.clock = clock;
    this.pace = pace;
    this.follower = journal.follower("errands");
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
      work();
      remember();
    }
    return rest();
  }

  private boolean leads() {
    int now = lead.term();
    if (now != 0 && now != term) {
      open.clear();
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
        if (isErrand(followed.entry().event())) {
          Instant now = clock.instant();
          open.put(read, new Errand(followed, now, now, pace.retry()));
        }
      }
    }
  }

  private static boolean isErrand(TaskEvent event) {
    return event instanceof TaskEvent.Asked asked && asked.request().awaits()
        || event instanceof Aside.EditSettled settled && settled.startOver();
  }

  private void work() {
    for (Iterator<Map.Entry<Long, Errand>> it = open.entrySet().iterator(); it.hasNext(); ) {
      Map.Entry<Long, Errand> entry = it.next();
      Errand errand = entry.getValue();
      if (rounds.closed() || !lead.ours() || errand.at.isAfter(clock.instant())) {
        continue;
      }
      Optional<Duration> again = run(errand);
      if (again.isEmpty()) {
        it.remove();
      } else {
        entry.setValue(
            new Errand(errand.cause, errand.since, clock.instant().plus(again.get()), again.get()));
      }
    }
  }

  /** Empty: it is done. Otherwise the time until the next try. */
  private Optional<Duration> run(Errand errand) {
    String id = errand.cause.entry().task();
    Task task = journal.task(id).orElseThrow();
    try {
      if (errand.cause.entry().event() instanceof Aside.EditSettled) {
        startingOver.of(task, errand.cause.entry().version());
      } else if (task.ending().isEmpty() && task.request().awaits()) {
        gathering.of(task);
      }
      return Optional.empty();
    } catch (Away e) {
      LOG.atInfo()
          .addKeyValue("task", id)
          .addKeyValue("reason", e.getMessage())
          .log("attachments_delayed");
      if (clock.instant().isAfter(errand.since.plus(PATIENCE))) {
        gathering.giveUp(task);
        return Optional.empty();
      }
      Duration twice = errand.pause.multipliedBy(2);
      Duration next = twice.compareTo(pace.retryAtMost()) > 0 ? pace.retryAtMost() : twice;
      return Optional.of(e.limited() ? e.pause() : next);
    } catch (RuntimeException e) {
      LOG.atError().addKeyValue("task", id).setCause(e).log("errand_failed");
      return Optional.of(pace.retryAtMost());
    }
  }

  private void remember() {
    long place = open.keySet().stream().findFirst().map(seq -> seq - 1).orElse(read);
    if (place > remembered && lead.ours()) {
      follower.reached(place);
      remembered = place;
    }
  }

  private Duration rest() {
    Instant now = clock.instant();
    return open.values().stream()
        .map(errand -> Duration.between(now, errand.at))
        .filter(wait -> wait.compareTo(pace.poll()) < 0)
        .min(Duration::compareTo)
        .orElse(pace.poll());
  }
}
