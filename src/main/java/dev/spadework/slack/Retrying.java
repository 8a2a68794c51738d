package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import dev.spadework.report.Status;
import dev.spadework.task.Ending;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code retry}: the same request once more, as a new task in the same thread. */
final class Retrying {
  private static final int LONGEST = 8_000;

  private final SlackSettings settings;
  private final Journal journal;
  private final People people;
  private final Redactor redactor;
  private final Mrkdwn mrkdwn;
  private final Clock clock;

  Retrying(SlackSettings settings, Journal journal, People people, Redactor redactor, Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.people = people;
    this.redactor = redactor;
    this.mrkdwn = new Mrkdwn(redactor);
    this.clock = clock;
  }

  /**
   * Asks again. Saying it twice makes one task, also at the same moment: the new task's key counts
   * the tries that have ended.
   */
  String retry(String user, String id, String typed) {
    Optional<Task> task = journal.task(id);
    if (task.isEmpty()) {
      return mrkdwn.of(TaskVerbs.unknown(id));
    }
    String hint = Code.shortened(redactor.clean(typed.strip()), LONGEST);
    return refused(user, task.get(), hint).orElseGet(() -> again(user, task.get(), hint));
  }

  private Optional<String> refused(String user, Task task, String hint) {
    try {
      if (!people.mayStop(user, task)) {
        return Optional.of(say("verb.retry.may.not", "who", mrkdwn.of(people.needed(task))));
      }
    } catch (Away e) {
      return Optional.of(say("private.away"));
    }
    if (task.ending().isEmpty()) {
      return Optional.of(
          mrkdwn.of(
              say(
                  "verb.retry.alive",
                  "task",
                  Code.of(task.id()),
                  "state",
                  Status.state(task, clock.instant()))));
    }
    boolean done = task.ending().get().kind() == Ending.Kind.DONE;
    if (done && hint.isEmpty()) {
      return Optional.of(say("verb.retry.done", "task", Code.of(task.id()), "raw", task.id()));
    }
    return settings.repo(task.request().repo()).isPresent()
        ? Optional.empty()
        : Optional.of(say("verb.retry.repo", "repo", Code.of(task.request().repo())));
  }

  private String again(String user, Task task, String hint) {
    List<String> tries = journal.lookup().retries(task.id());
    Optional<Task> last =
        tries.isEmpty() ? Optional.empty() : journal.task(tries.get(tries.size() - 1));
    Optional<Task> running = last.filter(one -> one.ending().isEmpty());
    Task again =
        running.orElseGet(
            () ->
                journal
                    .task(
                        journal
                            .open(
                                "retry:" + task.id() + ":" + tries.size(),
                                request(user, task, hint))
                            .task())
                    .orElseThrow());
    String line =
        say("verb.retry.accepted", "task", Code.of(again.id()), "old", Code.of(task.id()));
    return again.request().text().endsWith(hint) ? line : line + " " + say("verb.retry.hint.late");
  }

  private Request request(String user, Task task, String hint) {
    Request before = task.request();
    String text = before.text();
    if (!hint.isEmpty()) {
      text += "\n\n" + say("verb.retry.hint", "who", people.of(user), "hint", hint);
    }
    Optional<TaskEvent.Posted> root = Optional.ofNullable(task.posts().get(Messages.ROOT));
    return before
        .but()
        .retryOf(task.id())
        .text(text)
        .by(user)
        .budgetMicros(Math.min(before.budgetMicros(), settings.maxBudgetMicros()))
        .channel(root.map(TaskEvent.Posted::channel).orElse(before.channel()))
        .thread(before.thread().or(() -> root.map(TaskEvent.Posted::ts)))
        .make();
  }
}
