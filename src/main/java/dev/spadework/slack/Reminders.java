package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Rounds;
import dev.spadework.task.Aside;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down that people are to be reminded of an open question, and later that it is parked: each
 * once, whoever of several processes is first. What is written down is drawn like everything else.
 */
final class Reminders implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reminders.class);

  /** Between two looks; reminders are told to the minute. */
  private static final Duration POLL = Duration.ofSeconds(30);

  private final Journal journal;
  private final Patience patience;
  private final Clock clock;
  private final Rounds rounds = new Rounds("slack-reminders", this::round);

  Reminders(Journal journal, Patience patience, Clock clock) {
    this.journal = journal;
    this.patience = patience;
    this.clock = clock;
  }

  void start() {
    rounds.start();
  }

  private Duration round() {
    look();
    return POLL;
  }

  /** Looks once over all open questions. */
  void look() {
    for (Task task : journal.tasks().alive()) {
      task.gates().open().ifPresent(gate -> look(task, gate));
    }
  }

  private void look(Task task, Gate gate) {
    if (task.asides().parked().contains(gate.id())) {
      return;
    }
    Waits waits = Waits.of(gate.id(), journal.entries(task.id()));
    Instant now = clock.instant();
    if (waits.reminded().isEmpty() && patience.remindsNow(waits.asked(), now)) {
      write(task, gate, "reminded", new Aside.Reminded(gate.id()));
    } else if (patience.parksNow(waits.asked(), waits.reminded(), now)) {
      write(task, gate, "parked", new Aside.Parked(gate.id()));
    }
  }

  private void write(Task task, Gate gate, String what, Aside aside) {
    journal
        .decide(
            task.id(),
            Optional.of(what + ":" + task.id() + ":" + gate.id()),
            now ->
                now.gates().open().filter(open -> open.id().equals(gate.id())).map(open -> aside))
        .ifPresent(
            entry ->
                LOG.atInfo()
                    .addKeyValue("task", task.id())
                    .addKeyValue("gate", gate.id())
                    .log("question_" + what));
  }

  @Override
  public void close() {
    rounds.close();
  }
}
