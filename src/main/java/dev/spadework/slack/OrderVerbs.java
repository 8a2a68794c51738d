package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Orders;
import dev.spadework.report.Code;
import dev.spadework.report.Status;
import dev.spadework.task.Request;
import dev.spadework.task.Rhythm;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code every}: makes, lists and stops standing orders. */
final class OrderVerbs {
  /** More than a team reads in one list. */
  private static final int AT_MOST = 50;

  private static final int SHOWN = 20;
  private static final int TEXT = 120;
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private final SlackSettings settings;
  private final Journal journal;
  private final People people;
  private final Accepting accepting;
  private final Repos repos;
  private final Mrkdwn mrkdwn;
  private final Clock clock;

  OrderVerbs(
      SlackSettings settings,
      Journal journal,
      People people,
      Accepting accepting,
      Repos repos,
      Mrkdwn mrkdwn,
      Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.people = people;
    this.accepting = accepting;
    this.repos = repos;
    this.mrkdwn = mrkdwn;
    this.clock = clock;
  }

  /** Empty: it is none of these verbs. */
  Optional<String> answer(Commands.Sent sent, Typed typed) {
    if (typed instanceof Typed.Every every) {
      return Optional.of(make(sent, every));
    } else if (typed instanceof Typed.Orders) {
      return Optional.of(mrkdwn.of(list()));
    } else if (typed instanceof Typed.StopOrder stop) {
      return Optional.of(mrkdwn.of(stop(sent.user(), stop.order())));
    }
    return Optional.empty();
  }

  private String make(Commands.Sent sent, Typed.Every every) {
    Repos.Found found =
        repos.find(
            every.wish().options().repo(),
            sent.channel(),
            sent.channelName(),
            () -> journal.lookup().lastRepo(sent.user()));
    if (found.repo().isEmpty()) {
      return mrkdwn.of(found.otherwise());
    }
    // Each of its tasks has a thread of its own, and no message that could be edited.
    Commands.Sent bare =
        Commands.Sent.command(
            sent.user(), sent.channel(), sent.channelName(), sent.text(), sent.trigger());
    Request request = accepting.request(bare, every.wish(), found.repo().get());
    Optional<String> refusal = accepting.whyNot(request);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    Rhythm rhythm = new Rhythm(every.at(), settings.zone(), every.days());
    List<Orders.Order> standing = orders().standing();
    // Slack delivers a command once: whoever got no answer types it again.
    Optional<Orders.Order> same =
        standing.stream()
            .filter(each -> each.rhythm().equals(rhythm) && each.request().equals(request))
            .findFirst();
    if (same.isEmpty() && standing.size() >= AT_MOST) {
      return say("order.many", "most", AT_MOST);
    }
    return made(same.orElseGet(() -> orders().make("order:" + sent.trigger(), rhythm, request)));
  }

  private String made(Orders.Order order) {
    return mrkdwn.of(
        say(
            "order.made",
            "order",
            order.name(),
            "rhythm",
            order.rhythm().words(),
            "zone",
            settings.zone().getId(),
            "repo",
            Code.of(order.request().repo()),
            "text",
            text(order),
            "next",
            next(order)));
  }

  private String list() {
    List<Orders.Order> standing = orders().standing();
    if (standing.isEmpty()) {
      return say("order.none", "form", Code.of("/agent " + Verb.EVERY.form()));
    }
    List<String> lines = new ArrayList<>();
    lines.add(say("order.head", "zone", settings.zone().getId()));
    standing.stream().limit(SHOWN).map(this::line).forEach(lines::add);
    int more = standing.size() - SHOWN;
    if (more > 0) {
      lines.add(say("private.status.more", "more", more));
    }
    return String.join("\n", lines);
  }

  private String line(Orders.Order order) {
    String line =
        say(
            "order.line",
            "order",
            Code.of(order.name()),
            "rhythm",
            order.rhythm().words(),
            "repo",
            Code.of(order.request().repo()),
            "text",
            text(order),
            "who",
            people.of(order.request().by()),
            "next",
            next(order));
    return line + last(order).map(last -> "\n" + last).orElse("");
  }

  private Optional<String> last(Orders.Order order) {
    return order.seen().map(day -> last(order, day.toString()));
  }

  private String last(Orders.Order order, String day) {
    return order.note().isEmpty()
        ? order.task().flatMap(journal::task).map(task -> last(day, task)).orElse("")
        : say("order.last.none", "day", day, "why", order.note());
  }

  private String last(String day, Task task) {
    return say(
        "order.last",
        "day",
        day,
        "task",
        Code.of(task.id()),
        "state",
        Status.state(task, clock.instant()));
  }

  private String stop(String user, int id) {
    Optional<Orders.Order> order = orders().byId(id);
    if (order.isEmpty()) {
      return say("order.unknown", "order", "s" + id);
    }
    String by = order.get().request().by();
    try {
      if (!user.equals(by) && !people.isApprover(user, order.get().request().repo())) {
        return say("order.may.not", "order", order.get().name(), "who", people.of(by));
      }
    } catch (Away e) {
      return say("private.away");
    }
    return orders().stop(id, user)
        ? say("order.stopped", "order", order.get().name())
        : say("order.unknown", "order", "s" + id);
  }

  private static String text(Orders.Order order) {
    return Code.shortened(order.request().text(), TEXT);
  }

  private String next(Orders.Order order) {
    Instant now = clock.instant();
    return order
        .rhythm()
        .next(now.isAfter(order.made()) ? now : order.made())
        .map(at -> WHEN.format(at.atZone(order.rhythm().zone())))
        .orElse("–");
  }

  private Orders orders() {
    return journal.tasks().orders();
  }
}
