package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
   * @param promised names of what came with it, as {@link Enclosure} has them
   */
  record Heard(
      String user,
      String channel,
      Optional<String> thread,
      String ts,
      String text,
      boolean direct,
      Optional<String> self,
      List<String> promised) {
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
      reply(heard, said);
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
      reply(heard, said);
    } else {
      tell(heard, Face.of(say("verb.mention.first")));
    }
  }

  private void reply(Heard heard, Addressed said) throws Away {
    // Among others the first name that is called counts, as for any reply.
    boolean certain = heard.direct() || heard.self().isEmpty() && said.ours();
    Replies.Said reply =
        new Replies.Said(
            heard.user(),
            heard.channel(),
            heard.thread().orElseThrow(),
            heard.ts(),
            certain ? said.text() : heard.text(),
            heard.self());
    if (certain) {
      replies.heed(reply);
    } else {
      replies.take(reply);
    }
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
            heard.promised(),
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
