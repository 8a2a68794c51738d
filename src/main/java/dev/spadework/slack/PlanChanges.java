package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.Optional;

/** Changing the plan of a task that works: the status card's button and the words that follow. */
final class PlanChanges {
  static final String ACTION = "change_plan_task";
  static final String CALLBACK = "said_plan";
  private static final int LONGEST = 3_000;

  private final Journal journal;
  private final People people;
  private final Web web;
  private final Whispers whispers;
  private final Redactor redactor;
  private final Mrkdwn mrkdwn;

  PlanChanges(Journal journal, People people, Web web, Whispers whispers, Redactor redactor) {
    this.journal = journal;
    this.people = people;
    this.web = web;
    this.whispers = whispers;
    this.redactor = redactor;
    this.mrkdwn = new Mrkdwn(redactor);
  }

  /** Whether the status card offers it: a question that is open has buttons of its own. */
  static boolean offered(Task task) {
    return TaskEvent.PlanChangeAsked.fits(task) && task.gates().open().isEmpty() && !task.replan();
  }

  void press(Buttons.Press press) {
    Optional<String> refusal = refusal(press.user(), press.value());
    if (refusal.isPresent()) {
      whispers.tell(press.user(), press.channel(), press.thread(), refusal.get());
      return;
    }
    ObjectNode view =
        Dialog.asking(
            CALLBACK, Dialog.From.of(press).text(), say("plan.change"), say("plan.change.label"));
    whispers.run(() -> Dialog.open(web, whispers, press, view, say("private.dialog.failed")));
  }

  /**
   * What should change; the answer is a private line. At an open question that takes a change of
   * plan it is that question's answer.
   *
   * @param key of the dialog, so that a repeated delivery is one wish
   */
  String submitted(String user, String id, String key, String typed) {
    Optional<String> refusal = refusal(user, id);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    String text = Code.shortened(redactor.clean(typed.strip()), LONGEST);
    Optional<String> repeated = Optional.of("plan-change:" + key);
    boolean taken =
        journal
            .decide(
                id,
                repeated,
                now ->
                    TaskEvent.PlanChangeAsked.fits(now)
                        ? Optional.of(wish(now, user, text))
                        : Optional.empty())
            .isPresent();
    return taken || journal.lookup().key(repeated.get()).isPresent()
        ? say("private.plan.change.taken")
        : late(journal.task(id).orElseThrow());
  }

  private static TaskEvent wish(Task now, String user, String text) {
    Optional<Gate> open =
        now.gates().open().filter(gate -> gate.choices().contains(Choice.CHANGE_PLAN));
    return open.<TaskEvent>map(
            gate -> new TaskEvent.Decided(gate.id(), Choice.CHANGE_PLAN, user, text))
        .orElseGet(() -> new TaskEvent.PlanChangeAsked(user, text));
  }

  private Optional<String> refusal(String user, String id) {
    Optional<Task> task = journal.task(id);
    if (task.isEmpty()) {
      return Optional.of(say("private.button.unknown"));
    }
    if (!TaskEvent.PlanChangeAsked.fits(task.get())) {
      return Optional.of(late(task.get()));
    }
    return people.whyNotDecide(user, task.get(), Choice.CHANGE_PLAN).map(mrkdwn::of);
  }

  private static String late(Task task) {
    String why =
        task.ending().isPresent()
            ? "private.plan.change.why.ended"
            : task.plan().isEmpty()
                ? "private.plan.change.why.none"
                : "private.plan.change.why.committed";
    return say("private.plan.change.late", "why", say(why));
  }
}
