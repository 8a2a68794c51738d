package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Switches.Paused;
import dev.spadework.report.Durations;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** {@code pause} and {@code resume}, for approvers. */
final class PauseVerbs {
  private final Journal journal;
  private final People people;
  private final Mrkdwn mrkdwn;
  private final Clock clock;

  PauseVerbs(Journal journal, People people, Mrkdwn mrkdwn, Clock clock) {
    this.journal = journal;
    this.people = people;
    this.mrkdwn = mrkdwn;
    this.clock = clock;
  }

  String pause(String user) {
    Optional<String> refused = refused(user);
    if (refused.isPresent()) {
      return refused.get();
    }
    Optional<Paused> before = journal.queue().switches().paused();
    Paused now = journal.queue().switches().pause(user);
    return before.isPresent() && !before.get().by().equals(user)
        ? say("verb.pause.already", "who", name(now), "since", since(now))
        : say("verb.pause.done");
  }

  String resume(String user) {
    return refused(user)
        .orElseGet(
            () ->
                journal
                    .queue()
                    .switches()
                    .resume()
                    .map(was -> say("verb.resume.done", "who", name(was), "since", since(was)))
                    .orElseGet(() -> say("verb.resume.not")));
  }

  /** A line for lists of tasks; empty while work goes on. */
  Optional<String> line() {
    return journal
        .queue()
        .switches()
        .paused()
        .map(paused -> say("verb.paused", "who", name(paused), "since", since(paused)));
  }

  private Optional<String> refused(String user) {
    try {
      return people.isApprover(user)
          ? Optional.empty()
          : Optional.of(say("verb.pause.may.not", "who", mrkdwn.of(people.approvers())));
    } catch (Away e) {
      return Optional.of(say("private.away"));
    }
  }

  private String name(Paused paused) {
    return mrkdwn.of(people.of(paused.by()));
  }

  private String since(Paused paused) {
    return Durations.words(Duration.between(paused.at(), clock.instant()));
  }
}
