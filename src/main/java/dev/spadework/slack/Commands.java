package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Queue;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.report.Money;
import dev.spadework.report.Status;
import dev.spadework.task.Ending;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what was typed. The answer is the private line that the person gets back. */
final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);
  private static final int RECENT = 200;
  private static final int SHOWN = 15;

  private final SlackSettings settings;
  private final Journal journal;
  private final People people;
  private final Web web;
  private final Redactor redactor;
  private final Clock clock;
  private final Mrkdwn mrkdwn;
  private final CommandLine line;
  private final Repos repos;
  private final Line queue;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  Commands(
      SlackSettings settings,
      Journal journal,
      People people,
      Web web,
      Redactor redactor,
      Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.people = people;
    this.web = web;
    this.redactor = redactor;
    this.clock = clock;
    this.mrkdwn = new Mrkdwn(redactor);
    this.line = new CommandLine(settings.maxBudgetMicros());
    this.repos = new Repos(settings.repos());
    this.queue = new Line(journal.queue(), people, clock, settings.zone(), Duration.ZERO);
  }

  /**
   * One command as Slack sent it.
   *
   * @param trigger Slack's own key of the request: the same for each delivery of it
   */
  record Sent(String user, String channel, String channelName, String text, String trigger) {}

  /** Does it; what a person asked for is in the journal when this returns. */
  String answer(Sent sent) {
    Typed typed = line.read(Mrkdwn.typed(sent.text()));
    if (typed instanceof Typed.Wish wish) {
      return accept(sent, wish);
    } else if (typed instanceof Typed.Cancel cancel) {
      return cancel(sent.user(), cancel.task());
    } else if (typed instanceof Typed.Status status) {
      return status(status.task());
    } else if (typed instanceof Typed.Waiting) {
      return queue();
    } else if (typed instanceof Typed.Wrong wrong) {
      return mrkdwn.of(wrong.line());
    }
    return help();
  }

  private String accept(Sent sent, Typed.Wish wish) {
    Repos.Found found =
        repos.find(
            wish.options().repo(), sent.channel(), sent.channelName(), () -> lastRepo(sent.user()));
    if (found.repo().isEmpty()) {
      return mrkdwn.of(found.otherwise());
    }
    return enter(
            sent.trigger(),
            Request.of(
                    redactor.clean(wish.text()),
                    found.repo().get().name(),
                    wish.options().budgetMicros().orElse(usualMicros()),
                    sent.user(),
                    sent.channel())
                .base(wish.options().base())
                .kind(wish.options().kind().orElse("change"))
                .approvePlan(wish.options().approvePlan())
                .model(wish.options().model())
                .make())
        .line();
  }

  /**
   * What became of a request.
   *
   * @param task empty: it was not accepted
   * @param line what to tell the person
   */
  record Entered(Optional<String> task, boolean repeated, String line) {
    private static Entered refused(String line) {
      return new Entered(Optional.empty(), false, line);
    }
  }

  /** Makes a task of a request, whichever way it came in; a second one with the key is none. */
  Entered enter(String key, Request request) {
    Optional<String> refusal = people.whyNotAsk(request.by(), request.repo());
    if (refusal.isPresent()) {
      return Entered.refused(mrkdwn.of(refusal.get()));
    }
    if (!reaches(request.channel())) {
      return Entered.refused(
          settings.defaultChannel().isBlank()
              ? say("private.no.way.in")
              : say("private.no.way.in.but", "channel", mrkdwn.of(settings.defaultChannel())));
    }
    Journal.Opened opened = journal.open(key, request);
    LOG.atInfo()
        .addKeyValue("task", opened.task())
        .addKeyValue("repeated", opened.repeated())
        .log("task_asked");
    return new Entered(
        Optional.of(opened.task()),
        opened.repeated(),
        say("private.accepted", "task", Code.of(opened.task()), "repo", Code.of(request.repo())));
  }

  /** The repository that somebody means who names none. */
  Optional<String> usualRepo(String user, String channel, String channelName) {
    return repos
        .find(Optional.empty(), channel, channelName, () -> lastRepo(user))
        .repo()
        .map(SlackSettings.Repo::name);
  }

  /** What a task may cost that names no sum. */
  long usualMicros() {
    return Math.min(settings.budgetMicros(), settings.maxBudgetMicros());
  }

  /** Whether messages can be posted there. While Slack is away the answer is yes: it can wait. */
  private boolean reaches(String channel) {
    if (open.contains(channel)) {
      return true;
    }
    try {
      boolean can = web.canPost(channel);
      if (can) {
        open.add(channel);
      }
      return can;
    } catch (Away e) {
      LOG.atInfo().addKeyValue("reason", e.getMessage()).log("channel_not_checked");
      return true;
    }
  }

  private Optional<String> lastRepo(String user) {
    return journal.tasks().recent(RECENT).stream()
        .map(Task::request)
        .filter(request -> request.by().equals(user))
        .map(Request::repo)
        .findFirst();
  }

  /** Stops a task. */
  String cancel(String user, String id) {
    Optional<Task> task = journal.task(id);
    if (task.isEmpty()) {
      return say("private.task.unknown", "task", Code.of(id));
    }
    Optional<String> refusal = people.whyNotStop(user, task.get());
    if (refusal.isPresent()) {
      return mrkdwn.of(refusal.get());
    }
    boolean done =
        journal
            .decide(
                id,
                now ->
                    now.ending().isPresent()
                        ? Optional.empty()
                        : Optional.of(new TaskEvent.Cancelled(user)))
            .isPresent();
    return done
        ? say("private.cancelled", "task", Code.of(id))
        : mrkdwn.of(ended(journal.task(id).orElseThrow()));
  }

  /** How a task ended, for one who came too late. */
  String ended(Task task) {
    Ending ending = task.ending().orElseThrow();
    String state = Status.state(task, clock.instant());
    return ending.by().isBlank()
        ? say("private.ended", "task", Code.of(task.id()), "state", state)
        : say(
            "private.ended.by",
            "task",
            Code.of(task.id()),
            "state",
            state,
            "who",
            people.of(ending.by()));
  }

  private String status(Optional<String> id) {
    if (id.isPresent()) {
      return journal
          .task(id.get())
          .map(task -> mrkdwn.of(detail(task)))
          .orElseGet(() -> say("private.task.unknown", "task", Code.of(id.get())));
    }
    List<Task> tasks =
        journal.tasks().recent(RECENT).stream().filter(task -> task.ending().isEmpty()).toList();
    if (tasks.isEmpty()) {
      return say("private.status.none");
    }
    List<String> lines =
        new ArrayList<>(
            tasks.stream().limit(SHOWN).map(t -> Status.line(t, clock.instant())).toList());
    if (tasks.size() > SHOWN) {
      lines.add(say("private.status.more", "more", tasks.size() - SHOWN));
    }
    return mrkdwn.of(String.join("\n", lines));
  }

  private String detail(Task task) {
    List<String> lines = new ArrayList<>();
    lines.add(Status.line(task, clock.instant()));
    queue.words(task).ifPresent(lines::add);
    task.gates().open().ifPresent(gate -> lines.add(gate.question()));
    task.delivery().pullRequest().ifPresent(request -> lines.add(request.url()));
    task.ending()
        .filter(ending -> ending.kind() == Ending.Kind.FAILED)
        .ifPresent(ending -> lines.add(ending.reason()));
    return String.join("\n", lines);
  }

  private String queue() {
    List<Queue.Place> places = journal.queue().places();
    if (places.isEmpty()) {
      return say("private.queue.none");
    }
    List<String> lines = new ArrayList<>();
    for (Queue.Place place : places.stream().limit(SHOWN).toList()) {
      journal.task(place.task()).ifPresent(task -> lines.add(Status.line(task, clock.instant())));
    }
    if (places.size() > SHOWN) {
      lines.add(say("private.status.more", "more", places.size() - SHOWN));
    }
    return mrkdwn.of(String.join("\n", lines));
  }

  /** What can be typed. */
  String help() {
    return say(
        "private.help",
        "budget",
        Money.usd(usualMicros()),
        "most",
        Money.usd(settings.maxBudgetMicros()));
  }
}
