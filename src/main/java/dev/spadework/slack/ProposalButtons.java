package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.bolt.App;
import dev.spadework.journal.Journal;
import dev.spadework.report.Code;
import dev.spadework.report.LogWords;
import dev.spadework.task.Entry;
import dev.spadework.task.LogEvent;
import dev.spadework.task.LogScan;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The buttons of what a report about logs proposes. Whoever may ask for tasks in the repository may
 * start or dismiss a proposal; the first press counts.
 */
final class ProposalButtons {
  private static final String START = "log_start_";
  private static final String DISMISS = "log_dismiss_";
  private static final Pattern VALUE = Pattern.compile("(t-[a-z0-9]{1,20}):(\\d{1,3})");

  private final Journal journal;
  private final People people;
  private final Whispers whispers;
  private final Mrkdwn mrkdwn;

  ProposalButtons(Journal journal, People people, Whispers whispers, Mrkdwn mrkdwn) {
    this.journal = journal;
    this.people = people;
    this.whispers = whispers;
    this.mrkdwn = mrkdwn;
  }

  /** Those of a task's report that nobody has pressed yet. */
  static List<ObjectNode> of(Task task) {
    List<ObjectNode> buttons = new ArrayList<>();
    int all = task.logs().report().map(report -> report.proposals().size()).orElse(0);
    for (int number = 1; number <= all; number++) {
      if (task.logs().open(number)) {
        String value = task.id() + ":" + number;
        buttons.add(Blocks.button(say("logs.start", "number", number), START + number, value));
        buttons.add(Blocks.button(say("logs.dismiss", "number", number), DISMISS + number, value));
      }
    }
    return buttons;
  }

  void register(App app) {
    register(app, START, true);
    register(app, DISMISS, false);
  }

  private void register(App app, String action, boolean start) {
    app.blockAction(
        Pattern.compile(action + "\\d+"),
        (request, context) -> {
          Buttons.Press press = BoltApp.press(request.getPayload());
          whispers.tell(press.user(), press.channel(), press.thread(), press(press, start));
          return context.ack();
        });
  }

  private String press(Buttons.Press press, boolean start) {
    Matcher value = VALUE.matcher(press.value());
    Optional<Task> task = value.matches() ? journal.task(value.group(1)) : Optional.<Task>empty();
    int number = value.matches() ? Integer.parseInt(value.group(2)) : 0;
    if (task.isEmpty() || task.get().logs().proposal(number).isEmpty()) {
      return say("private.button.unknown");
    }
    Optional<String> refusal = people.whyNotAsk(press.user(), task.get().request().repo());
    if (refusal.isPresent()) {
      return mrkdwn.of(refusal.get());
    }
    Optional<String> other = start ? underway(task.get(), number) : Optional.empty();
    if (other.isPresent()) {
      return say("logs.pressed.underway", "task", Code.of(other.get()));
    }
    Optional<Entry> first =
        journal.decide(
            task.get().id(),
            now ->
                now.logs().open(number)
                    ? Optional.of(
                        start
                            ? new LogEvent.ProposalStarted(number, press.user())
                            : new LogEvent.ProposalDismissed(number, press.user()))
                    : Optional.empty());
    if (first.isPresent()) {
      return say(start ? "logs.pressed.start" : "logs.pressed.dismiss", "number", number);
    }
    Task now = journal.task(task.get().id()).orElseThrow();
    return mrkdwn.of(
        say("logs.pressed.late", "number", number, "what", LogWords.settled(now, number, people)));
  }

  /** A task that came of a report before or after this one, and is not over. */
  private Optional<String> underway(Task task, int number) {
    LogScan.Proposal proposal = task.logs().proposal(number).orElseThrow();
    if (!task.logs().open(number)) {
      return Optional.empty();
    }
    return journal
        .tasks()
        .scans()
        .history(task.request().repo())
        .underway(task.logs().cluster(proposal).mark());
  }
}
