package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes tasks of what people ask for, or says privately why it does not. */
final class Accepting {
  private static final Logger LOG = LoggerFactory.getLogger(Accepting.class);
  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();

  private final SlackSettings settings;
  private final Journal journal;
  private final People people;
  private final Web web;
  private final Redactor redactor;
  private final Mrkdwn mrkdwn;
  private final Repos repos;
  private final Picker picker;
  private final Clock clock;
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  Accepting(
      SlackSettings settings,
      Journal journal,
      People people,
      Web web,
      Redactor redactor,
      Repos repos,
      Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.people = people;
    this.web = web;
    this.redactor = redactor;
    this.mrkdwn = new Mrkdwn(redactor);
    this.repos = repos;
    this.picker = new Picker(repos);
    this.clock = clock;
  }

  /** A request that waits for its repository, as it is kept. */
  private record Waiting(Commands.Sent sent, String text, Typed.Options options) {}

  /** Takes a wish; the task is in the journal when this returns, or the answer says why not. */
  Face accept(Commands.Sent sent, Typed.Wish wish) {
    Repos.Found found =
        repos.find(
            wish.options().repo(),
            sent.channel(),
            sent.channelName(),
            () -> journal.lookup().lastRepo(sent.user()));
    if (found.repo().isPresent()) {
      return Face.of(accept(sent, wish, found.repo().get()));
    }
    String line = mrkdwn.of(found.otherwise());
    // What was asked before is not asked again, whatever repositories there are now.
    Optional<String> before = journal.lookup().key(sent.trigger());
    if (before.isPresent()) {
      return Face.of(accepted(before.get()));
    }
    if (!found.choice() || !picker.fits()) {
      return Face.of(line);
    }
    Optional<String> refusal = people.whyNotAskAnywhere(sent.user());
    if (refusal.isPresent()) {
      return Face.of(mrkdwn.of(refusal.get()));
    }
    keep(sent, wish);
    return picker.ask(sent.trigger(), line);
  }

  /** The person has chosen; a request is made a task once. */
  String chosen(String user, String key, String name) {
    Optional<Waiting> waiting =
        journal.tasks().pending().get(key).map(this::read).filter(w -> w.sent.user().equals(user));
    Optional<SlackSettings.Repo> repo = settings.repo(name);
    if (waiting.isEmpty() || repo.isEmpty()) {
      return say("verb.pick.gone");
    }
    Waiting kept = waiting.get();
    return accept(kept.sent, new Typed.Wish(kept.text, kept.options), repo.get());
  }

  private String accept(Commands.Sent sent, Typed.Wish wish, SlackSettings.Repo repo) {
    return enter(sent.trigger(), request(sent, wish, repo)).line();
  }

  /** The request that a wish makes, for a repository. */
  Request request(Commands.Sent sent, Typed.Wish wish, SlackSettings.Repo repo) {
    Request.Builder request =
        Request.of(
                redactor.clean(wish.text()),
                repo.name(),
                wish.options().budgetMicros().orElse(usualMicros()),
                sent.user(),
                sent.channel())
            .base(wish.options().base())
            .kind(wish.options().kind().orElse("change"))
            .approvePlan(wish.options().approvePlan())
            .approveDiff(wish.options().approveDiff())
            .model(wish.options().model())
            .thread(sent.thread())
            .attachments(Enclosure.awaited(sent.promised()));
    sent.source().ifPresent(request::source);
    return request.make();
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

  /** Why a request cannot become a task now, ready for Slack; empty: it can. */
  Optional<String> whyNot(Request request) {
    Optional<String> refusal = people.whyNotAsk(request.by(), request.repo());
    if (refusal.isPresent()) {
      return refusal.map(mrkdwn::of);
    }
    if (reaches(request.channel())) {
      return Optional.empty();
    }
    return Optional.of(
        settings.defaultChannel().isBlank()
            ? say("private.no.way.in")
            : say("private.no.way.in.but", "channel", mrkdwn.of(settings.defaultChannel())));
  }

  /** Makes a task of a request, whichever way it came in; a second one with the key is none. */
  Entered enter(String key, Request request) {
    Optional<String> refusal = whyNot(request);
    if (refusal.isPresent()) {
      return Entered.refused(refusal.get());
    }
    Journal.Opened opened = journal.open(key, request);
    LOG.atInfo()
        .addKeyValue("task", opened.task())
        .addKeyValue("repeated", opened.repeated())
        .log("task_asked");
    return new Entered(Optional.of(opened.task()), opened.repeated(), accepted(opened.task()));
  }

  /** The repository that somebody means who names none. */
  Optional<String> usualRepo(String user, String channel, String channelName) {
    return repos
        .find(Optional.empty(), channel, channelName, () -> journal.lookup().lastRepo(user))
        .repo()
        .map(SlackSettings.Repo::name);
  }

  /** What a task may cost that names no sum. */
  long usualMicros() {
    return Math.min(settings.budgetMicros(), settings.maxBudgetMicros());
  }

  private String accepted(String id) {
    Task task = journal.task(id).orElseThrow();
    String line =
        say("private.accepted", "task", Code.of(id), "repo", Code.of(task.request().repo()));
    return journal
        .queue()
        .switches()
        .paused()
        .map(
            paused ->
                line + " " + say("verb.paused.note", "who", mrkdwn.of(people.of(paused.by()))))
        .orElse(line);
  }

  /**
   * Whether messages can be posted there: to whoever wrote to us, always. While Slack is away the
   * answer is yes: it can wait.
   */
  private boolean reaches(String channel) {
    if (channel.startsWith("D") || open.contains(channel)) {
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

  private void keep(Commands.Sent sent, Typed.Wish wish) {
    Waiting waiting = new Waiting(sent.saying(""), redactor.clean(wish.text()), wish.options());
    try {
      journal
          .tasks()
          .pending()
          .put(sent.trigger(), JSON.writeValueAsString(waiting), clock.instant());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is plain text and numbers", e);
    }
  }

  private Waiting read(String kept) {
    try {
      return JSON.readValue(kept, Waiting.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("this row was written by keep", e);
    }
  }
}
