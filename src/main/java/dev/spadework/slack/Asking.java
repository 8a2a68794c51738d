package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Code;
import dev.spadework.report.Durations;
import dev.spadework.report.Money;
import dev.spadework.report.PartsCard;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Grants;
import dev.spadework.task.Parting;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The message of a gate: with buttons while it is open, with the decision afterwards. */
final class Asking {
  /** The block with the buttons, in a gate's own message only. */
  static final String BLOCK = "gate";

  private static final int OPTIONS = 15;
  private static final int REASON = 600;

  /** Begin of the subjects of gates about a plan. */
  private static final String PLAN = "plan-";

  private final People people;
  private final Mrkdwn mrkdwn;
  private final Patience patience;

  Asking(People people, Mrkdwn mrkdwn, Patience patience) {
    this.people = people;
    this.mrkdwn = mrkdwn;
    this.patience = patience;
  }

  /** The question with its buttons. */
  Face open(Task task, Gate gate, Waits waits) {
    Fitted fitted = words(task, gate);
    List<String> words = new ArrayList<>(fitted.texts());
    List<ObjectNode> blocks = fitted.sections();
    if (gate.kind().reply().isPresent()) {
      String answer =
          say(gate.kind().reply().get() == Choice.ANSWER ? "gate.reply" : "gate.reply.hint");
      words.add(answer);
      blocks.add(Blocks.section(answer));
    }
    for (String line : PartsCard.news(task, people::of)) {
      words.add(mrkdwn.of(line));
      blocks.add(Blocks.section(mrkdwn.of(line)));
    }
    List<ObjectNode> buttons = new ArrayList<>();
    for (int i = 0; i < Math.min(gate.options().size(), OPTIONS); i++) {
      if (gate.kind() == Gate.Kind.SIZE && task.asides().parting().started().containsKey(i + 1)) {
        continue;
      }
      String label = mrkdwn.plain(gate.options().get(i));
      buttons.add(
          Blocks.button(
              label.isBlank() ? String.valueOf(i + 1) : label,
              Card.GATE_ACTION + "option_" + i,
              Pressed.option(task.id(), gate, i).value()));
    }
    for (Choice choice : choices(task, gate)) {
      buttons.add(
          Blocks.button(
              label(choice, task, gate),
              Card.GATE_ACTION + choice.name().toLowerCase(Locale.ROOT),
              Pressed.of(task.id(), gate, choice).value()));
    }
    blocks.add(Blocks.actions(BLOCK, buttons));
    String deciders = people.deciders(task) + " " + patience(waits);
    blocks.add(Blocks.context(deciders));
    words.add(deciders);
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }

  /** What is begun is neither begun again nor undone by doing all of it as one. */
  private static List<Choice> choices(Task task, Gate gate) {
    Parting parting = task.asides().parting();
    return gate.choices().stream()
        .filter(choice -> choice != Choice.AS_ONE || !parting.begun())
        .filter(choice -> choice != Choice.START_ALL || parting.inOrder().isEmpty())
        .toList();
  }

  /** What was decided, by whom, when and why; the decider may add a reason. */
  Face decided(Task task, Gates.Settled settled, List<Entry> entries) {
    Gate gate = settled.gate();
    TaskEvent.Decided decided = settled.decided();
    Optional<String> given =
        Optional.ofNullable(task.asides().reasons().get(gate.id())).map(Aside.Reasoned::text);
    String text = mrkdwn.of(Code.shortened(given.orElse(decided.text()), REASON));
    String what = say("choice." + Dialog.key(decided.choice()));
    String who = mrkdwn.of(people.of(decided.by()));
    String time = patience.time(at(entries, decided));
    String line =
        text.isBlank()
            ? say("gate.decided", "what", what, "who", who, "time", time)
            : say("gate.decided.text", "what", what, "who", who, "time", time, "text", text);
    int plans = plansBefore(entries, decided);
    boolean again =
        decided.choice() == Choice.CHANGE_PLAN
            || decided.choice() == Choice.ANSWER && gate.subject().startsWith(PLAN);
    Face face =
        closed(
            task,
            gate,
            again && plans > 0
                ? say("gate.decided.again", "decided", line, "version", plans + 1)
                : line);
    if (Reasons.follow(decided.choice())) {
      face.blocks()
          .add(
              Blocks.actions(
                  "reason",
                  List.of(
                      Blocks.button(
                          say(given.isPresent() ? "gate.reason.change" : "gate.reason.add"),
                          Reasons.ACTION,
                          Reasons.value(task.id(), gate.id())))));
    }
    return face;
  }

  /** The task ended before anybody decided. */
  Face dropped(Task task, Gate gate, List<Entry> entries) {
    Ending ending = task.ending().orElseThrow();
    if (ending.reason().equals(Parting.ENDED)) {
      List<String> lines = PartsCard.news(task, people::of);
      return closed(task, gate, mrkdwn.of(String.join("\n", lines)));
    }
    String time =
        patience.time(
            entries.stream()
                .filter(entry -> ends(entry.event()))
                .findFirst()
                .map(Entry::at)
                .orElseThrow());
    return closed(
        task,
        gate,
        ending.by().isBlank()
            ? say("gate.dropped", "time", time)
            : say("gate.dropped.by", "who", mrkdwn.of(people.of(ending.by())), "time", time));
  }

  /** Calls those who have to act, once. */
  Face reminder(Task task, Gate gate, Waits waits) {
    Instant reminded = waits.reminded().orElseThrow();
    String line =
        say(
            "gate.remind",
            "who",
            String.join(" ", people.toRemind(task)),
            "since",
            Durations.words(coarse(Duration.between(waits.asked(), reminded))),
            "question",
            question(task, gate));
    return new Face(Mrkdwn.fallback(line), Blocks.of(List.of(Blocks.section(line))));
  }

  private static Duration coarse(Duration waited) {
    Duration whole = waited.truncatedTo(ChronoUnit.HOURS);
    return whole.isZero() ? waited.truncatedTo(ChronoUnit.MINUTES) : whole;
  }

  /** What happens while nobody answers. */
  private String patience(Waits waits) {
    if (waits.parked().isPresent()) {
      return say("gate.parked", "when", patience.date(waits.parked().get()));
    }
    if (waits.reminded().isPresent()) {
      return say("gate.waits.reminded");
    }
    return patience
        .remindAt(waits.asked())
        .map(at -> say("gate.waits.remind", "when", patience.when(at, waits.asked())))
        .orElseGet(() -> say("gate.waits"));
  }

  private static Instant at(List<Entry> entries, TaskEvent event) {
    return entries.stream()
        .filter(entry -> entry.event().equals(event))
        .findFirst()
        .map(Entry::at)
        .orElseThrow();
  }

  private static int plansBefore(List<Entry> entries, TaskEvent event) {
    int plans = 0;
    for (Entry entry : entries) {
      if (entry.event().equals(event)) {
        return plans;
      }
      plans += entry.event() instanceof TaskEvent.PlanMade ? 1 : 0;
    }
    return plans;
  }

  private static boolean ends(TaskEvent event) {
    return event instanceof TaskEvent.Cancelled
        || event instanceof TaskEvent.GaveUp
        || event instanceof DeliveryEvent.PullRequestOpened;
  }

  private Face closed(Task task, Gate gate, String line) {
    Fitted words = words(task, gate);
    List<ObjectNode> blocks = words.sections();
    blocks.add(Blocks.section(line));
    // First in the fallback: a notification shows its beginning.
    return new Face(Mrkdwn.fallback(line + "\n" + words.text()), Blocks.of(blocks));
  }

  /** The question; the requester is named in it by id, and shown by name. */
  private String question(Task task, Gate gate) {
    String by = task.request().by();
    return mrkdwn.of(gate.question().replace("@" + by, people.of(by)));
  }

  /** Question and details, as much as the buttons leave room for. */
  private Fitted words(Task task, Gate gate) {
    List<String> words = new ArrayList<>();
    words.add(question(task, gate));
    gate.details().forEach(detail -> words.add(mrkdwn.of(detail)));
    return Fitted.together(words);
  }

  private static String label(Choice choice, Task task, Gate gate) {
    return choice == Choice.CONTINUE
        ? say("choice.continue.more", "more", Money.usd(Grants.more(gate.subject(), task)))
        : choice.label();
  }
}
