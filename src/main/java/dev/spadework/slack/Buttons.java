package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Parting;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Presses and submitted dialogs: decides, or says privately why not. Each gets an answer. */
final class Buttons {
  private static final int LONGEST_TEXT = 3_000;

  private final Journal journal;
  private final People people;
  private final Web web;
  private final Whispers whispers;
  private final Redactor redactor;
  private final Commands commands;
  private final Mrkdwn mrkdwn;
  private final ZoneId zone;
  private final Reasons reasons;
  private final PlanChanges planChanges;
  private final KindChoice kinds;
  private final ProposalButtons proposals;

  Buttons(
      Journal journal,
      People people,
      Web web,
      Whispers whispers,
      Redactor redactor,
      Commands commands,
      ZoneId zone) {
    this.journal = journal;
    this.people = people;
    this.web = web;
    this.whispers = whispers;
    this.redactor = redactor;
    this.commands = commands;
    this.mrkdwn = new Mrkdwn(redactor);
    this.zone = zone;
    this.reasons = new Reasons(journal, people, web, whispers, redactor);
    this.kinds = new KindChoice(journal, people, whispers, mrkdwn);
    this.proposals = new ProposalButtons(journal, people, whispers, mrkdwn);
    this.planChanges = new PlanChanges(journal, people, web, whispers, redactor);
  }

  /**
   * One press.
   *
   * @param thread where a private answer belongs
   * @param channel empty if it was made on the person's page
   * @param message {@code ts} of the message with the button; empty if it stands elsewhere
   * @param block the block that it stands in: other messages may carry the same buttons
   */
  record Press(
      String user,
      String channel,
      Optional<String> thread,
      String message,
      String block,
      String value,
      String trigger) {}

  /** What reports about logs propose. */
  ProposalButtons proposals() {
    return proposals;
  }

  /** Another kind was chosen for a task. */
  void kind(Press press, String word) {
    kinds.chosen(press, word);
  }

  /** A button of a gate, or of its decision. */
  void gate(Press press) {
    if (Reasons.carries(press.value())) {
      reasons.press(press);
      return;
    }
    Optional<Pressed> read = Pressed.read(press.value());
    Optional<Task> task = read.flatMap(pressed -> journal.task(pressed.task()));
    if (read.isEmpty() || task.isEmpty()) {
      tell(press, say("private.button.unknown"));
      return;
    }
    Pressed pressed = read.get();
    noteMessage(press, task.get(), pressed);
    Optional<String> refusal = refusal(press.user(), task.get(), pressed);
    if (refusal.isPresent()) {
      tell(press, refusal.get());
    } else if (pressed.choice().needsText() && pressed.option().isEmpty()) {
      whispers.run(
          () ->
              Dialog.open(
                  web,
                  whispers,
                  press,
                  Dialog.of(press, pressed.choice()),
                  say("private.dialog.failed")));
    } else {
      decide(press.user(), pressed, "").ifPresent(line -> tell(press, line));
    }
  }

  /** The text that a choice waited for; the answer is a private line if it came too late. */
  Optional<String> submitted(String user, Pressed pressed, String text) {
    Optional<Task> task = journal.task(pressed.task());
    if (task.isEmpty()) {
      return Optional.of(say("private.button.unknown"));
    }
    return refusal(user, task.get(), pressed).or(() -> decide(user, pressed, text));
  }

  /** The button of a status card that changes the plan. */
  void changePlan(Press press) {
    planChanges.press(press);
  }

  /**
   * Words from a dialog that belongs to no open question; answered with a private line.
   *
   * @param view Slack's id of the dialog
   * @param origin what the dialog remembers of the press that opened it
   */
  void said(String callback, String user, String view, String origin, String text) {
    Dialog.From.read(origin)
        .ifPresent(
            from ->
                whispers.tell(
                    user,
                    from.channel(),
                    from.thread(),
                    callback.equals(Reasons.CALLBACK)
                        ? reasons.submitted(user, from.value(), view, text)
                        : planChanges.submitted(user, from.value(), view, text)));
  }

  /** The Cancel button of a status card. */
  void cancel(Press press) {
    tell(press, commands.cancel(press.user(), press.value()));
  }

  private Optional<String> refusal(String user, Task task, Pressed pressed) {
    if (task.gates().open().filter(pressed::meets).isEmpty()) {
      return Optional.of(late(pressed));
    }
    return people.whyNotDecide(user, task, pressed.choice()).map(mrkdwn::of);
  }

  /** Empty: it was decided now. Otherwise the private line for one who came second. */
  private Optional<String> decide(String user, Pressed pressed, String typed) {
    String text = Code.shortened(redactor.clean(typed.strip()), LONGEST_TEXT);
    boolean won =
        journal
            .decide(
                pressed.task(),
                now ->
                    now.gates()
                        .open()
                        .filter(pressed::meets)
                        .flatMap(gate -> decision(now, gate, pressed, user, text)))
            .isPresent();
    return won ? Optional.empty() : Optional.of(late(pressed));
  }

  private static Optional<TaskEvent> decision(
      Task now, Gate gate, Pressed pressed, String user, String text) {
    if (gate.kind() == Gate.Kind.SIZE) {
      return Parting.pressed(now, gate, pressed.choice(), pressed.option(), user);
    }
    return Optional.of(
        new TaskEvent.Decided(
            gate.id(),
            pressed.choice(),
            user,
            pressed.option().map(n -> option(gate, n)).orElse(text)));
  }

  private static String option(Gate gate, int number) {
    return number < gate.options().size() ? gate.options().get(number) : "";
  }

  private String late(Pressed pressed) {
    Task task = journal.task(pressed.task()).orElseThrow();
    Optional<Gates.Settled> settled = task.gates().byId(pressed.gate());
    if (settled.isPresent()) {
      TaskEvent.Decided decided = settled.get().decided();
      return say(
          "private.already",
          "choice",
          decided.choice().label(),
          "who",
          mrkdwn.of(people.of(decided.by())),
          "time",
          decidedAt(task.id(), decided));
    }
    if (task.ending().isPresent()) {
      return mrkdwn.of(commands.ended(task));
    }
    return say(task.asides().parting().begun() ? "private.part" : "private.stale");
  }

  private String decidedAt(String task, TaskEvent.Decided decided) {
    return journal.entries(task).stream()
        .filter(entry -> entry.event().equals(decided))
        .findFirst()
        .map(entry -> LocalTime.ofInstant(entry.at(), zone).truncatedTo(ChronoUnit.MINUTES))
        .map(LocalTime::toString)
        .orElseThrow();
  }

  /** A message that has a button is there, even if the answer to its posting was lost. */
  private void noteMessage(Press press, Task task, Pressed pressed) {
    if (press.message().isEmpty()) {
      return;
    }
    String message = Messages.gate(pressed.gate());
    boolean known =
        task.gates().open().filter(gate -> gate.id().equals(pressed.gate())).isPresent()
            || task.gates().byId(pressed.gate()).isPresent();
    boolean own = press.block().equals(Asking.BLOCK);
    if (known
        && own
        && !task.posts().containsKey(message)
        && journal.lookup().post(press.channel(), press.message()).isEmpty()) {
      journal.add(
          task.id(),
          Optional.of(Messages.key(task.id(), message)),
          new TaskEvent.Posted(message, press.channel(), press.message()));
    }
  }

  private void tell(Press press, String line) {
    whispers.tell(press.user(), press.channel(), press.thread(), line);
  }
}
