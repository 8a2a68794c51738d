package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is said to us by name, or in a direct message: a verb, a task, or a word about the task
 * whose thread it stands in. Verbs are answered privately, a task by its root message.
 */
final class Mentions {
  private static final int REMEMBERED = 1_000;

  /** "retry" with words after it, said to a task at work, is advice like any other. */
  private static final Pattern ADVICE =
      Pattern.compile("(?is)retry\\s+(?!t-|it\\b|this\\b|that\\b|please\\b).+");

  private final Journal journal;
  private final Commands commands;
  private final Replies replies;
  private final Whispers whispers;
  private final ChannelNames channels;
  private final Set<String> answered =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                  return size() > REMEMBERED;
                }
              }));

  Mentions(
      Journal journal,
      Commands commands,
      Replies replies,
      Whispers whispers,
      ChannelNames channels) {
    this.journal = journal;
    this.commands = commands;
    this.replies = replies;
    this.whispers = whispers;
    this.channels = channels;
  }

  /**
   * One message to us.
   *
   * @param direct whether nobody else is there
   * @param self our user id, where it is known
   */
  record Heard(
      String user,
      String channel,
      Optional<String> thread,
      String ts,
      String text,
      boolean direct,
      Optional<String> self) {
    /** The same for each event that tells of this message. */
    private String key() {
      return "message:" + channel + ":" + ts;
    }
  }

  /**
   * Takes it in. A repeated delivery changes nothing.
   *
   * @throws Away if Slack has to be asked first and is away; it delivers the message again
   */
  void take(Heard heard) throws Away {
    Addressed said = Addressed.of(heard.text(), heard.self());
    Optional<Task> task =
        heard
            .thread()
            .flatMap(thread -> journal.lookup().thread(heard.channel(), thread))
            .flatMap(journal::task);
    boolean alive = task.filter(one -> one.ending().isEmpty()).isPresent();
    if (!said.ours() && !heard.direct()) {
      mentioned(heard, said, alive);
      return;
    }
    Commands.Sent sent = sent(heard, said.text(), task.map(Task::id));
    boolean advice = alive && ADVICE.matcher(said.text()).matches();
    Optional<Face> verb = advice ? Optional.empty() : commands.verb(sent);
    if (verb.isPresent()) {
      tell(heard, verb.get());
    } else if (alive) {
      reply(heard, said.text());
    } else {
      Face answer = commands.wish(sent);
      if (journal.lookup().key(heard.key()).isEmpty()) {
        tell(heard, answer);
      }
    }
  }

  /** Our name fell, but nobody called us: in a task's thread that is a reply like any other. */
  private void mentioned(Heard heard, Addressed said, boolean alive) throws Away {
    if (alive) {
      reply(heard, said.text());
    } else {
      tell(heard, Face.of(say("verb.mention.first")));
    }
  }

  private void reply(Heard heard, String text) throws Away {
    replies.take(
        new Replies.Said(
            heard.user(), heard.channel(), heard.thread().orElseThrow(), heard.ts(), text));
  }

  private Commands.Sent sent(Heard heard, String text, Optional<String> here) throws Away {
    // A task goes on under the message that asked for it; a direct one has the room to itself.
    Optional<String> thread =
        heard.direct() ? heard.thread() : heard.thread().or(() -> Optional.of(heard.ts()));
    Commands.Sent sent =
        new Commands.Sent(
            heard.user(),
            heard.channel(),
            "",
            text,
            heard.key(),
            thread,
            Optional.of(new Request.Source(heard.channel(), heard.ts())),
            here);
    return !heard.direct() && commands.dependsOnChannel(sent)
        ? sent.in(channels.of(heard.channel()))
        : sent;
  }

  private void tell(Heard heard, Face face) {
    // Slack tells of a message again when our acknowledgement came late; it was answered then.
    if (answered.add(heard.key())) {
      whispers.tell(heard.user(), heard.channel(), heard.thread(), face);
    }
  }
}
