package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Orders;
import dev.spadework.report.Code;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tasks of standing orders when their time comes. Any number of processes may do so: a day's
 * task has the day in its key, so it is made once. What was missed while nobody was here is made up
 * for on the same day, and only then.
 */
final class StandingOrders {
  private static final Logger LOG = LoggerFactory.getLogger(StandingOrders.class);

  private final Journal journal;
  private final People people;
  private final Accepting accepting;
  private final Clock clock;
  private final NightlyLogs logs;

  StandingOrders(
      Journal journal, People people, Accepting accepting, Clock clock, NightlyLogs logs) {
    this.journal = journal;
    this.people = people;
    this.accepting = accepting;
    this.clock = clock;
    this.logs = logs;
  }

  /** Asks for what is due. */
  void ask() {
    logs.keep();
    for (Orders.Order order : journal.tasks().orders().standing()) {
      order.due(clock.instant()).ifPresent(day -> ask(order, day));
    }
  }

  private void ask(Orders.Order order, LocalDate day) {
    Optional<Task> open =
        order.task().flatMap(journal::task).filter(task -> task.ending().isEmpty());
    if (open.isPresent()) {
      // Tasks that wait for a person must not pile up night after night.
      none(order, day, say("order.still.open", "task", Code.of(open.get().id())));
      return;
    }
    try {
      if (!people.mayAsk(order.request().by(), order.request().repo())) {
        none(order, day, say("order.not.allowed", "who", people.of(order.request().by())));
        return;
      }
    } catch (Away e) {
      // Slack has to say who somebody is; the order stays due.
      return;
    }
    Accepting.Entered entered =
        accepting.enter(order.key(day), order.request().but().order(order.name()).make());
    if (entered.task().isEmpty()) {
      none(order, day, entered.line());
      return;
    }
    journal.tasks().orders().seen(order, day, entered.task(), "");
    LOG.atInfo()
        .addKeyValue("order", order.name())
        .addKeyValue("task", entered.task().get())
        .log("order_asked");
  }

  private void none(Orders.Order order, LocalDate day, String why) {
    journal.tasks().orders().seen(order, day, order.task(), why);
    LOG.atWarn()
        .addKeyValue("order", order.name())
        .addKeyValue("reason", why)
        .log("order_not_asked");
  }
}
