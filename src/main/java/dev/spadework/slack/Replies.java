package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Parting;
import dev.spadework.task.ProofEvent;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What people write in a task's thread: it answers the open question, or steers the agent before
 * its next model call. What is not meant for us is left alone: {@link Listening}.
 */
final class Replies {
  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);
  private static final int LONGEST = 8_000;
  private static final String SEEN = "eyes";

  private final Journal journal;
  private final People people;
  private final Web web;
  private final Whispers whispers;
  private final Redactor redactor;
  private final Mrkdwn mrkdwn;

  Replies(Journal journal, People people, Web web, Whispers whispers, Redactor redactor) {
    this.journal = journal;
    this.people = people;
    this.web = web;
    this.whispers = whispers;
    this.redactor = redactor;
    this.mrkdwn = new Mrkdwn(redactor);
  }

  /**
   * One message in a thread.
   *
   * @param bot our own user id, where Slack said it
   */
  record Said(
      String user, String channel, String thread, String ts, String text, Optional<String> bot) {
    /** The journal's key: one message arrives as several events. */
    String key() {
      return "message:" + channel + ":" + ts;
    }
  }

  /**
   * Takes it in. A repeated delivery changes nothing.
   *
   * @throws Away if it cannot be known now who may decide; Slack delivers it again
   */
  void take(Said said) throws Away {
    Optional<Task> task =
        journal.lookup().thread(said.channel(), said.thread()).flatMap(journal::task);
    if (task.isEmpty() || task.get().ending().isPresent()) {
      return;
    }
    boolean requests = said.user().equals(task.get().request().by());
    take(said, task.get(), Listening.to(said.text(), said.bot(), requests));
  }

  /**
   * Takes in what was certainly said to us.
   *
   * @param said without our name
   * @throws Away as {@link #take}
   */
  void heed(Said said) throws Away {
    Optional<Task> task =
        journal.lookup().thread(said.channel(), said.thread()).flatMap(journal::task);
    if (task.isPresent() && task.get().ending().isEmpty()) {
      take(said, task.get(), Listening.OURS);
    }
  }

  private void take(Said said, Task task, Listening listening) throws Away {
    boolean asked = task.gates().open().flatMap(gate -> gate.kind().reply()).isPresent();
    String text = clean(Listening.without(said.text(), said.bot()));
    if (listening == Listening.OTHERS
        || listening == Listening.PERHAPS && !asked
        || text.isBlank()) {
      return;
    }
    boolean may = people.mayDecide(said.user(), task);
    boolean ours = listening == Listening.OURS;
    Optional<TaskEvent> written =
        journal
            .decide(
                task.id(), Optional.of(said.key()), now -> event(now, said.user(), text, may, ours))
            .map(Entry::event);
    answer(said, journal.task(task.id()).orElseThrow(), written, ours, may);
  }

  private void answer(Said said, Task now, Optional<TaskEvent> written, boolean ours, boolean may) {
    if (written.isPresent() && written.get() instanceof ProofEvent.KindChosen) {
      whispers.run(() -> acknowledge(said));
    } else if (written.isPresent() && written.get() instanceof TaskEvent.Said) {
      whispers.run(() -> acknowledge(said));
      if (!may && now.gates().open().flatMap(gate -> gate.kind().reply()).isPresent()) {
        tell(said, say("private.heard", "who", mrkdwn.of(people.needed(now))));
      }
    } else if (ours && late(now) && journal.lookup().key(said.key()).isEmpty()) {
      tell(said, say("reply.late", "task", Code.of(now.id())));
    }
  }

  /**
   * A message that did something for this task reads otherwise now.
   *
   * @param key of this edit
   */
  void correct(String task, Said said, String key) {
    String text = clean(Listening.without(said.text(), said.bot()));
    if (text.isBlank()) {
      return;
    }
    journal
        .decide(
            task,
            Optional.of(key),
            now ->
                now.ending().isPresent() || late(now)
                    ? Optional.empty()
                    : Optional.of(
                        new TaskEvent.Said(said.user(), say("reply.corrected", "text", text))))
        .ifPresent(entry -> whispers.run(() -> acknowledge(said)));
  }

  /** What was said, as it is kept. */
  String clean(String text) {
    return Code.shortened(redactor.clean(Mrkdwn.typed(Addressed.plain(text)).strip()), LONGEST);
  }

  private static Optional<TaskEvent> event(
      Task now, String user, String text, boolean may, boolean ours) {
    if (now.ending().isPresent()) {
      return Optional.empty();
    }
    Optional<TaskEvent> kind =
        may && ours ? KindChoice.reply(now, user, text).map(chosen -> chosen) : Optional.empty();
    if (kind.isPresent()) {
      return kind;
    }
    Optional<Gate> open = now.gates().open().filter(gate -> may);
    Optional<TaskEvent> decided =
        open.flatMap(
            gate ->
                gate.kind() == Gate.Kind.SIZE
                    ? Parting.said(now, gate, text, user)
                    : gate.kind()
                        .reply()
                        .map(choice -> new TaskEvent.Decided(gate.id(), choice, user, text)));
    return decided.or(
        () -> ours && !late(now) ? Optional.of(new TaskEvent.Said(user, text)) : Optional.empty());
  }

  /** Whether what is said now changes nothing any more. */
  private static boolean late(Task now) {
    return now.ending().isEmpty()
        && (now.delivery().commit().isPresent() || now.delivery().draft());
  }

  /** Shows on the message that it was heard; the status card says it in words. */
  private void acknowledge(Said said) {
    try {
      web.ask(
          "reactions.add",
          methods ->
              methods.reactionsAdd(r -> r.channel(said.channel()).timestamp(said.ts()).name(SEEN)));
    } catch (Refused | Away e) {
      LOG.atDebug().addKeyValue("reason", e.getMessage()).log("reply_not_marked");
    }
  }

  private void tell(Said said, String line) {
    whispers.tell(said.user(), said.channel(), Optional.of(said.thread()), line);
  }
}
