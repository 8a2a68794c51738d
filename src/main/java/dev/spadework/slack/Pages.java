package dev.spadework.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.model.event.AppHomeOpenedEvent;
import dev.spadework.journal.Followed;
import dev.spadework.journal.Follower;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Lead;
import dev.spadework.journal.Rounds;
import dev.spadework.journal.Switches;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What happens without a task's thread: standing orders, the digest and people's pages, on one
 * thread.
 */
final class Pages implements AutoCloseable {
  private static final int BATCH = 500;

  /** How soon a page that another process showed for the first time is kept fresh here. */
  private static final Duration KNOWN = Duration.ofSeconds(30);

  private final Homes homes;
  private final Posting posting;
  private final StandingOrders orders;
  private final Journal journal;
  private final Follower follower;
  private final Lead lead;
  private final Clock clock;
  private final Pace pace;
  private final Rounds rounds = new Rounds("slack-pages", this::round);
  private int term;
  private Instant known = Instant.MIN;
  private long read;
  private Optional<Switches.Paused> paused = Optional.empty();
  private boolean stale = true;
  private Instant refreshed = Instant.MIN;

  Pages(
      Homes homes,
      Posting posting,
      StandingOrders orders,
      Journal journal,
      Lead lead,
      Clock clock,
      Pace pace) {
    this.lead = lead;
    this.homes = homes;
    this.posting = posting;
    this.orders = orders;
    this.journal = journal;
    this.follower = journal.follower("pages");
    this.clock = clock;
    this.pace = pace;
  }

  /** Has what concerns pages come here. */
  void listen(App app, Buttons buttons, PauseVerbs pausing) {
    app.event(
        AppHomeOpenedEvent.class,
        (payload, context) -> {
          if (!"messages".equals(payload.getEvent().getTab())) {
            homes.opened(payload.getEvent().getUser());
            rounds.wake();
          }
          return context.ack();
        });
    app.blockAction(
        Pattern.compile(Lists.ACTION + ".*"),
        (request, context) -> {
          pressed(request.getPayload(), buttons);
          return context.ack();
        });
    app.blockAction(
        HomeFace.PAUSE,
        (request, context) -> {
          String user = request.getPayload().getUser().getId();
          tell(user, pausing.pause(user));
          return context.ack();
        });
    app.blockAction(
        HomeFace.RESUME,
        (request, context) -> {
          String user = request.getPayload().getUser().getId();
          tell(user, pausing.resume(user));
          return context.ack();
        });
  }

  private void pressed(BlockActionPayload payload, Buttons buttons) {
    String user = payload.getUser().getId();
    boolean page = payload.getChannel() == null;
    // Not the gate's own message: nothing may be noted about that.
    buttons.gate(
        new Buttons.Press(
            user,
            page ? "" : payload.getChannel().getId(),
            Optional.empty(),
            "",
            "",
            Objects.toString(payload.getActions().get(0).getValue(), ""),
            payload.getTriggerId()));
    if (page) {
      homes.touched(user);
      rounds.wake();
    }
  }

  /** Tells somebody on their page what came of a press there. */
  void tell(String user, String line) {
    homes.notice(user, line);
    rounds.wake();
  }

  void start() {
    journal.onAppend(entry -> rounds.wake());
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  /** A clock may jump, so nobody sleeps for longer than the pace; what is due is asked anew. */
  private Duration round() throws InterruptedException {
    if (leads()) {
      follow();
      watchPause();
      orders.ask();
      homes.publish();
      stale |= posting.post();
      refresh();
    } else {
      homes.answer();
    }
    return pace.poll();
  }

  /** Whether it is us who keep all pages fresh; each process answers those who press on theirs. */
  private boolean leads() {
    int now = lead.term();
    if (now != 0 && now != term) {
      read = follower.end();
      stale = true;
      posting.begin();
      known = Instant.MIN;
      homes.changed();
    }
    term = now;
    if (term != 0 && !known.plus(KNOWN).isAfter(clock.instant())) {
      homes.begin();
      known = clock.instant();
    }
    return term != 0;
  }

  private void follow() {
    List<Followed> more;
    while (!(more = follower.next(read, BATCH)).isEmpty()) {
      for (Followed followed : more) {
        read = followed.seq();
        if (!(followed.entry().event() instanceof TaskEvent.Posted)) {
          homes.changed();
          stale = true;
        }
      }
    }
  }

  /** The switch is no entry of the record, and any process may have turned it. */
  private void watchPause() {
    Optional<Switches.Paused> now = journal.queue().switches().paused();
    if (!now.equals(paused)) {
      paused = now;
      homes.changed();
    }
  }

  private void refresh() {
    if (stale && !refreshed.plus(pace.edits()).isAfter(clock.instant())) {
      stale = !posting.refresh();
      refreshed = clock.instant();
    }
  }
}
