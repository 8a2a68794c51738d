package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Code;
import dev.spadework.report.Money;
import dev.spadework.task.Choice;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Grants;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The message of a gate: with buttons while it is open, with the decision afterwards. */
final class Asking {
  private static final int OPTIONS = 15;
  private static final int REASON = 600;

  private final People people;
  private final Mrkdwn mrkdwn;
  private final ZoneId zone;

  Asking(People people, Mrkdwn mrkdwn, ZoneId zone) {
    this.people = people;
    this.mrkdwn = mrkdwn;
    this.zone = zone;
  }

  /** The question with its buttons. */
  Face open(Task task, Gate gate) {
    Fitted fitted = words(gate);
    List<String> words = new ArrayList<>(fitted.texts());
    List<ObjectNode> blocks = fitted.sections();
    if (gate.kind().reply().isPresent()) {
      String answer =
          say(gate.kind().reply().get() == Choice.ANSWER ? "gate.reply" : "gate.reply.hint");
      words.add(answer);
      blocks.add(Blocks.section(answer));
    }
    List<ObjectNode> buttons = new ArrayList<>();
    for (int i = 0; i < Math.min(gate.options().size(), OPTIONS); i++) {
      String label = mrkdwn.plain(gate.options().get(i));
      buttons.add(
          Blocks.button(
              label.isBlank() ? String.valueOf(i + 1) : label,
              Card.GATE_ACTION + "option_" + i,
              Pressed.option(task.id(), gate, i).value()));
    }
    for (Choice choice : gate.choices()) {
      buttons.add(
          Blocks.button(
              label(choice, task),
              Card.GATE_ACTION + choice.name().toLowerCase(Locale.ROOT),
              Pressed.of(task.id(), gate, choice).value()));
    }
    blocks.add(Blocks.actions("gate", buttons));
    String deciders = people.deciders(task);
    blocks.add(Blocks.context(deciders));
    words.add(deciders);
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }

  /** What was decided, by whom and when. */
  Face decided(Gate gate, TaskEvent.Decided decided, Instant at) {
    String reason = mrkdwn.of(Code.shortened(decided.text(), REASON));
    String what = say("choice." + Dialog.key(decided.choice()));
    String who = mrkdwn.of(people.of(decided.by()));
    return closed(
        gate,
        reason.isBlank()
            ? say("gate.decided", "what", what, "who", who, "time", time(at))
            : say("gate.decided.text", "what", what, "who", who, "time", time(at), "text", reason));
  }

  /** The task ended before anybody decided. */
  Face dropped(Gate gate, Ending ending, Instant at) {
    return closed(
        gate,
        ending.by().isBlank()
            ? say("gate.dropped", "time", time(at))
            : say("gate.dropped.by", "who", mrkdwn.of(people.of(ending.by())), "time", time(at)));
  }

  private Face closed(Gate gate, String line) {
    Fitted words = words(gate);
    List<ObjectNode> blocks = words.sections();
    blocks.add(Blocks.section(line));
    // First in the fallback: a notification shows its beginning.
    return new Face(Mrkdwn.fallback(line + "\n" + words.text()), Blocks.of(blocks));
  }

  /** Question and details, as much as the buttons leave room for. */
  private Fitted words(Gate gate) {
    List<String> words = new ArrayList<>();
    words.add(mrkdwn.of(gate.question()));
    gate.details().forEach(detail -> words.add(mrkdwn.of(detail)));
    return Fitted.together(words);
  }

  private static String label(Choice choice, Task task) {
    return choice == Choice.CONTINUE
        ? say("choice.continue.more", "more", Money.usd(Grants.step(task.request().budgetMicros())))
        : choice.label();
  }

  private String time(Instant at) {
    return LocalTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
