package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Money;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Does what was typed. The answer is the private line that the person gets back. */
final class Commands {
  private final SlackSettings settings;
  private final CommandLine line;
  private final Mrkdwn mrkdwn;
  private final Accepting accepting;
  private final TaskVerbs tasks;
  private final Retrying retrying;
  private final Explaining explaining;
  private final NoteVerbs notes;
  private final OrderVerbs orders;
  private final PauseVerbs pausing;
  private final Supplier<String> digest;

  Commands(
      SlackSettings settings,
      Journal journal,
      Memory memory,
      People people,
      Web web,
      Redactor redactor,
      Clock clock,
      Supplier<String> digest) {
    this.settings = settings;
    this.mrkdwn = new Mrkdwn(redactor);
    this.digest = digest;
    Repos repos = new Repos(settings.repos());
    this.line = new CommandLine(settings.maxBudgetMicros(), repos::isLastPart);
    this.accepting = new Accepting(settings, journal, people, web, redactor, repos, clock);
    this.pausing = new PauseVerbs(journal, people, mrkdwn, clock);
    Line queue = new Line(journal.queue(), people, clock, settings.zone(), Duration.ZERO);
    this.tasks = new TaskVerbs(journal, people, mrkdwn, clock, pausing, queue);
    this.retrying = new Retrying(settings, journal, people, redactor, clock);
    this.explaining = new Explaining(settings, journal, people, mrkdwn, clock);
    this.orders = new OrderVerbs(settings, journal, people, accepting, repos, mrkdwn, clock);
    this.notes = new NoteVerbs(settings, journal, memory, people, repos, mrkdwn);
  }

  /**
   * One command as Slack sent it.
   *
   * @param channelName without the number sign; empty where it is not known
   * @param trigger the request's own key: the same for each delivery of it
   * @param thread the thread that it was said in; a task that comes of it goes on there
   * @param source the message that it was said in
   * @param promised names of what came with it and is fetched later; {@link Enclosure}
   * @param here the task that it is about if it names none
   */
  record Sent(
      String user,
      String channel,
      String channelName,
      String text,
      String trigger,
      Optional<String> thread,
      Optional<Request.Source> source,
      List<String> promised,
      Optional<String> here) {

    /** A slash command: no message, and in no thread. */
    static Sent command(
        String user, String channel, String channelName, String text, String trigger) {
      return new Sent(
          user,
          channel,
          channelName,
          text,
          trigger,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty());
    }

    Sent in(String name) {
      return new Sent(user, channel, name, text, trigger, thread, source, promised, here);
    }

    Sent saying(String words) {
      return new Sent(user, channel, channelName, words, trigger, thread, source, promised, here);
    }
  }

  /** The door for requests that were not typed. */
  Accepting accepting() {
    return accepting;
  }

  /** Does it; what a person asked for is in the journal when this returns. */
  Face answer(Sent sent) {
    return does(sent, line.read(Mrkdwn.typed(sent.text()), sent.here()));
  }

  /** Does it if it is a verb, or nearly one; empty: it is none, and nothing was done. */
  Optional<Face> verb(Sent sent) {
    return line.verb(Mrkdwn.typed(sent.text()), sent.here()).map(typed -> does(sent, typed));
  }

  /** Takes it as a task, whatever it begins with. */
  Face wish(Sent sent) {
    return does(sent, line.wish(Mrkdwn.typed(sent.text())));
  }

  /** Whether what it means can depend on the name of the channel. */
  boolean dependsOnChannel(Sent sent) {
    boolean named =
        settings.repos().stream()
            .flatMap(repo -> repo.channel().stream())
            .anyMatch(channel -> channel.startsWith("#"));
    Typed typed = line.read(Mrkdwn.typed(sent.text()), sent.here());
    boolean asks =
        typed instanceof Typed.Wish wish && wish.options().repo().isEmpty()
            || typed instanceof Typed.Every every && every.wish().options().repo().isEmpty()
            || typed instanceof Typed.Remember note && note.repo().isEmpty()
            || typed instanceof Typed.Notes notes && notes.repo().isEmpty()
            || typed instanceof Typed.Rules rules && rules.repo().isEmpty();
    return named && asks;
  }

  private Face does(Sent sent, Typed typed) {
    if (typed instanceof Typed.Wish wish) {
      return accepting.accept(sent, wish);
    }
    return Face.of(
        aboutTask(sent, typed)
            .or(() -> notes.answer(sent, typed))
            .or(() -> orders.answer(sent, typed))
            .orElseGet(() -> general(sent, typed)));
  }

  private Optional<String> aboutTask(Sent sent, Typed typed) {
    if (typed instanceof Typed.Cancel cancel) {
      return Optional.of(cancel(sent.user(), cancel.task()));
    } else if (typed instanceof Typed.Status status) {
      return Optional.of(tasks.status(status.task()));
    } else if (typed instanceof Typed.Waiting) {
      return Optional.of(tasks.queue());
    } else if (typed instanceof Typed.Retry retry) {
      return Optional.of(retry(sent.user(), retry.task(), retry.hint()));
    } else if (typed instanceof Typed.Why why) {
      return Optional.of(why(why.task(), why.all()));
    } else if (typed instanceof Typed.Costs costs) {
      return Optional.of(costs.task().map(explaining::cost).orElseGet(explaining::costs));
    }
    return Optional.empty();
  }

  private String general(Sent sent, Typed typed) {
    if (typed instanceof Typed.Pause) {
      return pausing.pause(sent.user());
    } else if (typed instanceof Typed.Resume) {
      return pausing.resume(sent.user());
    } else if (typed instanceof Typed.Today) {
      return digest.get();
    } else if (typed instanceof Typed.Wrong wrong) {
      return mrkdwn.of(wrong.line());
    }
    return help();
  }

  /** Stops a task. */
  String cancel(String user, String id) {
    return tasks.cancel(user, id);
  }

  /** Asks again for what a task was asked; once, however often this is said. */
  String retry(String user, String id, String hint) {
    return retrying.retry(user, id, hint);
  }

  /** Keeps or drops what a task learned. */
  String lesson(String user, int id, boolean keep) {
    return mrkdwn.of(notes.lessons().settle(user, id, keep, ""));
  }

  /** What happened to a task. */
  String why(String id, boolean all) {
    return explaining.why(id, all);
  }

  /** The repository of a request that waited for it. */
  String chosen(String user, String key, String repo) {
    return accepting.chosen(user, key, repo);
  }

  /** How a task ended, for one who came too late. */
  String ended(Task task) {
    return tasks.ended(task);
  }

  /** What can be typed. */
  String help() {
    String usual = Money.usd(accepting.usualMicros());
    String most = Money.usd(settings.maxBudgetMicros());
    return say(
        "verb.help",
        "budget",
        usual.equals(most)
            ? say("verb.help.budget", "budget", usual)
            : say("verb.help.budget.most", "budget", usual, "most", most));
  }
}
