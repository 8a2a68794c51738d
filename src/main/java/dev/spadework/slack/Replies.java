package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.Optional;

/** What people write in a task's thread: it answers the open question, or steers the agent. */
final class Replies {
  private static final int LONGEST = 8_000;

  private final Journal journal;
  private final People people;
  private final Whispers whispers;
  private final Redactor redactor;
  private final Mrkdwn mrkdwn;

  Replies(Journal journal, People people, Whispers whispers, Redactor redactor) {
    this.journal = journal;
    this.people = people;
    this.whispers = whispers;
    this.redactor = redactor;
    this.mrkdwn = new Mrkdwn(redactor);
  }

  /** One message in a thread. */
  record Said(String user, String channel, String thread, String ts, String text) {}

  /**
   * Takes it in. A repeated delivery changes nothing.
   *
   * @throws Away if it cannot be known now who may decide; Slack delivers it again
   */
  void take(Said said) throws Away {
    Optional<Task> task =
        journal.lookup().post(said.channel(), said.thread()).flatMap(journal::task);
    if (task.isEmpty() || said.text().isBlank()) {
      return;
    }
    boolean may = people.mayDecide(said.user(), task.get());
    String text = Code.shortened(redactor.clean(Mrkdwn.typed(said.text()).strip()), LONGEST);
    Optional<TaskEvent> written =
        journal
            .decide(
                task.get().id(),
                Optional.of("message:" + said.channel() + ":" + said.ts()),
                now -> event(now, said.user(), text, may))
            .map(dev.spadework.task.Entry::event);
    boolean heldBack =
        !may
            && written.isPresent()
            && task.get().gates().open().flatMap(gate -> gate.kind().reply()).isPresent();
    if (heldBack) {
      whispers.tell(
          said.user(),
          said.channel(),
          Optional.of(said.thread()),
          say("private.heard", "who", mrkdwn.of(people.needed(task.get()))));
    }
  }

  private static Optional<TaskEvent> event(Task now, String user, String text, boolean may) {
    if (now.ending().isPresent()) {
      return Optional.empty();
    }
    Optional<Gate> open = now.gates().open().filter(gate -> may);
    return Optional.of(
        open.flatMap(
                gate ->
                    gate.kind()
                        .reply()
                        .<TaskEvent>map(
                            choice -> new TaskEvent.Decided(gate.id(), choice, user, text)))
            .orElseGet(() -> new TaskEvent.Said(user, text)));
  }
}
