package dev.spadework.intake;

import dev.spadework.forge.Forge;
import dev.spadework.forge.ForgeException;
import dev.spadework.journal.Deliveries;
import dev.spadework.journal.Rounds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to what the door wrote down, one after the other. */
final class Arrivals implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration POLL = Duration.ofSeconds(15);

  /** What could not be seen to by then is old news. */
  private static final Duration TRIED_FOR = Duration.ofDays(1);

  private final Deliveries deliveries;
  private final Outcomes outcomes;
  private final Wishes wishes;
  private final Clock clock;
  private final Rounds rounds = new Rounds("github", this::round);

  Arrivals(Deliveries deliveries, Outcomes outcomes, Wishes wishes, Clock clock) {
    this.deliveries = deliveries;
    this.outcomes = outcomes;
    this.wishes = wishes;
    this.clock = clock;
  }

  void start() {
    rounds.start();
  }

  /** There is something to do. */
  void wake() {
    rounds.wake();
  }

  @Override
  public void close() {
    rounds.close();
  }

  private Duration round() throws InterruptedException {
    work();
    return POLL;
  }

  /** Sees to all that is due. */
  void work() throws InterruptedException {
    Optional<Deliveries.Delivery> next;
    while (!rounds.closed() && (next = deliveries.take(LEASE)).isPresent()) {
      Deliveries.Delivery delivery = next.get();
      Optional<Duration> again = handle(delivery);
      if (again.isEmpty() || delivery.at().plus(TRIED_FOR).isBefore(clock.instant())) {
        deliveries.done(delivery);
      } else {
        deliveries.later(delivery, again.get());
      }
    }
  }

  /** Empty: it is seen to. Otherwise when to try again. */
  private Optional<Duration> handle(Deliveries.Delivery delivery) throws InterruptedException {
    Notice notice = Notice.read(delivery.body());
    try {
      if (notice instanceof Notice.PullNews news) {
        outcomes.ask(news.repo(), news.number());
      } else if (notice instanceof Notice.Wish wish) {
        Optional<Forge> forge = outcomes.forge(wish.repo());
        if (forge.isPresent()) {
          wishes.of(wish, forge.get());
        }
      }
      return Optional.empty();
    } catch (ForgeException e) {
      delayed(notice, e);
      return e.temporary() ? Optional.of(e.retryAfter().orElse(PAUSE)) : Optional.empty();
    } catch (IOException e) {
      delayed(notice, e);
      return Optional.of(PAUSE);
    }
  }

  private static void delayed(Notice notice, Exception e) {
    LOG.atWarn()
        .addKeyValue("repo", notice.repo())
        .addKeyValue("reason", e.getMessage())
        .log("delivery_not_seen_to");
  }
}
