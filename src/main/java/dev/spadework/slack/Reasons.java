package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.Gates;
import dev.spadework.task.Task;
import java.util.Optional;

/** Why somebody decided as they did: asked for after the press, from whoever pressed. */
final class Reasons {
  static final String ACTION = Card.GATE_ACTION + "reason";
  static final String CALLBACK = "said_reason";
  private static final String MARK = "reason|";
  private static final int LONGEST = 3_000;

  private final Journal journal;
  private final People people;
  private final Web web;
  private final Whispers whispers;
  private final Redactor redactor;
  private final Mrkdwn mrkdwn;

  Reasons(Journal journal, People people, Web web, Whispers whispers, Redactor redactor) {
    this.journal = journal;
    this.people = people;
    this.web = web;
    this.whispers = whispers;
    this.redactor = redactor;
    this.mrkdwn = new Mrkdwn(redactor);
  }

  /** Whether a reason may follow: this decides on the press, and says nothing of why. */
  static boolean follow(Choice choice) {
    return choice == Choice.APPROVE || choice == Choice.REJECT;
  }

  /** What the button carries. */
  static String value(String task, String gate) {
    return MARK + task + "|" + gate;
  }

  static boolean carries(String value) {
    return value.startsWith(MARK);
  }

  private record About(Task task, Gates.Settled settled) {}

  private Optional<About> about(String value) {
    String[] parts = value.split("\\|", -1);
    return parts.length != 3 || !carries(value)
        ? Optional.empty()
        : journal
            .task(parts[1])
            .flatMap(
                task ->
                    task.gates()
                        .byId(parts[2])
                        .filter(settled -> follow(settled.decided().choice()))
                        .map(settled -> new About(task, settled)));
  }

  /** Somebody wants to say why: only whoever decided can. */
  void press(Buttons.Press press) {
    Optional<String> refusal = refusal(press.user(), press.value());
    if (refusal.isPresent()) {
      whispers.tell(press.user(), press.channel(), press.thread(), refusal.get());
      return;
    }
    ObjectNode view =
        Dialog.asking(
            CALLBACK,
            Dialog.From.of(press).text(),
            say("gate.reason.title"),
            say("gate.reason.label"));
    whispers.run(() -> Dialog.open(web, whispers, press, view, say("private.dialog.failed")));
  }

  /**
   * The reason itself; the answer is a private line.
   *
   * @param key of the dialog, so that a repeated delivery is one reason
   */
  String submitted(String user, String value, String key, String typed) {
    Optional<String> refusal = refusal(user, value);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    About about = about(value).orElseThrow();
    String text = Code.shortened(redactor.clean(typed.strip()), LONGEST);
    journal.add(
        about.task.id(),
        Optional.of("reason:" + key),
        new Aside.Reasoned(about.settled.gate().id(), user, text));
    return about.task.ending().isPresent()
        ? say("private.reason.ended")
        : say("private.reason.noted");
  }

  private Optional<String> refusal(String user, String value) {
    Optional<About> about = about(value);
    if (about.isEmpty()) {
      return Optional.of(say("private.button.unknown"));
    }
    String decider = about.get().settled.decided().by();
    return decider.equals(user)
        ? Optional.empty()
        : Optional.of(say("private.reason.not.yours", "who", mrkdwn.of(people.of(decider))));
  }
}
