package dev.spadework.intake;

import dev.spadework.forge.Forge;
import dev.spadework.forge.ForgeException;
import dev.spadework.forge.Standing;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Rounds;
import dev.spadework.journal.Schedules;
import dev.spadework.task.DeliveryEvent.PullRequestOpened;
import dev.spadework.task.DeliveryEvent.PullRequestSeen;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the forges from time to time how the pull requests of delivered tasks stand, and writes down
 * what changed. Of the processes that share the database one does it each time.
 */
public final class Outcomes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final String NAME = "forge.poll";
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration UNSAID = Duration.ofMinutes(5);

  private final Journal journal;
  private final Function<String, Optional<Forge>> forges;
  private final Clock clock;
  private final Duration every;
  private final String holder = "outcomes-" + ProcessHandle.current().pid();
  private final Map<String, Instant> resting = new HashMap<>();
  private final Rounds rounds = new Rounds("outcomes", this::round);
  private final ReentrantLock asking = new ReentrantLock();

  /**
   * Wires it; nothing runs yet.
   *
   * @param forges the forge of a repository; empty for one that this process cannot ask about
   * @param every how often they are asked
   */
  public Outcomes(
      Journal journal, Function<String, Optional<Forge>> forges, Clock clock, Duration every) {
    this.journal = journal;
    this.forges = forges;
    this.clock = clock;
    this.every = every;
  }

  /** Begins to ask. */
  public void start() {
    rounds.start();
  }

  @Override
  public void close() {
    rounds.close();
  }

  private Duration round() throws InterruptedException {
    askIfDue();
    return untilNext();
  }

  private Duration untilNext() {
    long now = clock.millis();
    return Duration.ofMillis(every.toMillis() - now % every.toMillis() + 1);
  }

  /** Asks, unless another process has asked in this stretch of time. Whether it was our turn. */
  boolean askIfDue() throws InterruptedException {
    long stretch = clock.millis() / every.toMillis() * every.toMillis();
    String slot = Instant.ofEpochMilli(stretch).toString();
    Optional<Schedules.Slot> ours = journal.schedules().claim(NAME, slot, holder, LEASE);
    if (ours.isPresent()) {
      ask();
      journal.schedules().done(ours.get(), "");
    }
    return ours.isPresent();
  }

  /**
   * Asks now about every pull request that is not known to be merged or closed. A forge that
   * refuses or is away is left alone for a while; the record keeps what was seen last.
   *
   * @return how many were seen otherwise than before
   */
  public int ask() throws InterruptedException {
    return ask(opened -> true);
  }

  /**
   * Asks now about one repository only.
   *
   * @param number of the pull request; 0: all of them
   */
  int ask(String repo, int number) throws InterruptedException {
    return ask(opened -> opened.repo().equals(repo) && (number == 0 || opened.number() == number));
  }

  /** The forge of a repository; empty for one that this process cannot ask about. */
  Optional<Forge> forge(String repo) {
    return forges.apply(repo);
  }

  private int ask(Predicate<PullRequestOpened> about) throws InterruptedException {
    asking.lockInterruptibly();
    try {
      int changed = 0;
      Set<String> skipped = new HashSet<>();
      for (Task task : journal.tasks().delivered()) {
        PullRequestOpened opened = task.delivery().pullRequest().orElseThrow();
        // A branch of a person's own repository has no number: nobody can be asked about it.
        if (opened.number() > 0
            && about.test(opened)
            && !skipped.contains(opened.repo())
            && !rests(opened.repo())) {
          changed += seen(task, opened, skipped) ? 1 : 0;
        }
      }
      return changed;
    } finally {
      asking.unlock();
    }
  }

  private boolean seen(Task task, PullRequestOpened opened, Set<String> skipped)
      throws InterruptedException {
    Optional<Forge> forge = forges.apply(opened.repo());
    if (forge.isEmpty()) {
      skipped.add(opened.repo());
      return false;
    }
    try {
      PullRequestSeen now = event(forge.get().standing(opened.repo(), opened.number()));
      // What another process wrote in the meantime is compared inside the transaction.
      return journal
          .decide(
              task.id(),
              before ->
                  before.delivery().pull().filter(old -> old.equals(now) || over(old)).isPresent()
                      ? Optional.empty()
                      : Optional.of(now))
          .isPresent();
    } catch (ForgeException e) {
      LOG.atWarn()
          .addKeyValue("task", task.id())
          .addKeyValue("reason", e.getMessage())
          .log("pull_request_not_asked_about");
      if (e.temporary()) {
        // A limit or an outage concerns the whole forge; of a refusal only this one is known.
        resting.put(opened.repo(), clock.instant().plus(e.retryAfter().orElse(UNSAID)));
      }
      return false;
    }
  }

  private boolean rests(String repo) {
    return Optional.ofNullable(resting.get(repo)).filter(clock.instant()::isBefore).isPresent();
  }

  private static boolean over(PullRequestSeen seen) {
    return seen.state() != PullState.OPEN;
  }

  private static PullRequestSeen event(Standing standing) {
    String review =
        switch (standing.review()) {
          case NONE -> "";
          case APPROVED -> "approved";
          case CHANGES_REQUESTED -> "changes requested";
        };
    String checks =
        switch (standing.checks()) {
          case NONE -> "";
          case RUNNING -> "running";
          case FAILED -> "failed";
          case PASSED -> "passed";
          case HELD -> "held";
          case UNSEEN -> "unseen";
        };
    return new PullRequestSeen(
        PullState.valueOf(standing.state().name()), review, checks, standing.by());
  }
}
