package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Queue;
import dev.spadework.report.Code;
import dev.spadework.report.Status;
import dev.spadework.task.Ending;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code status}, {@code queue} and {@code cancel}. */
final class TaskVerbs {
  private static final int SHOWN = 15;

  private final Journal journal;
  private final People people;
  private final Mrkdwn mrkdwn;
  private final Clock clock;
  private final PauseVerbs pausing;
  private final Line line;

  TaskVerbs(
      Journal journal, People people, Mrkdwn mrkdwn, Clock clock, PauseVerbs pausing, Line line) {
    this.journal = journal;
    this.people = people;
    this.mrkdwn = mrkdwn;
    this.clock = clock;
    this.pausing = pausing;
    this.line = line;
  }

  /** For an id that names no task. */
  static String unknown(String id) {
    return say("private.task.unknown", "task", Code.of(Code.shortened(id, 40)));
  }

  /** Stops a task. */
  String cancel(String user, String id) {
    Optional<Task> task = journal.task(id);
    if (task.isEmpty()) {
      return mrkdwn.of(unknown(id));
    }
    Optional<String> refusal = people.whyNotStop(user, task.get());
    if (refusal.isPresent()) {
      return mrkdwn.of(refusal.get());
    }
    boolean done =
        journal
            .decide(
                id,
                now ->
                    now.ending().isPresent()
                        ? Optional.empty()
                        : Optional.of(new TaskEvent.Cancelled(user)))
            .isPresent();
    return done
        ? say("private.cancelled", "task", Code.of(id))
        : mrkdwn.of(ended(journal.task(id).orElseThrow()));
  }

  /** How a task ended, for one who came too late. */
  String ended(Task task) {
    Ending ending = task.ending().orElseThrow();
    String state = Status.state(task, clock.instant());
    return ending.by().isBlank()
        ? say("private.ended", "task", Code.of(task.id()), "state", state)
        : say(
            "private.ended.by",
            "task",
            Code.of(task.id()),
            "state",
            state,
            "who",
            people.of(ending.by()));
  }

  String status(Optional<String> id) {
    if (id.isPresent()) {
      return mrkdwn.of(journal.task(id.get()).map(this::detail).orElseGet(() -> unknown(id.get())));
    }
    List<Task> tasks = new ArrayList<>(journal.tasks().alive());
    java.util.Collections.reverse(tasks);
    return tasks.isEmpty() ? paused(say("private.status.none")) : paused(lines(tasks));
  }

  private String detail(Task task) {
    List<String> lines = new ArrayList<>();
    lines.add(Status.line(task, clock.instant()));
    line.words(task).ifPresent(lines::add);
    task.gates().open().ifPresent(gate -> lines.add(gate.question()));
    task.delivery().pullRequest().ifPresent(request -> lines.add(request.url()));
    task.ending()
        .filter(ending -> ending.kind() == Ending.Kind.FAILED)
        .ifPresent(ending -> lines.add(ending.reason()));
    return String.join("\n", lines);
  }

  String queue() {
    List<Task> tasks =
        journal.queue().places().stream()
            .map(Queue.Place::task)
            .flatMap(id -> journal.task(id).stream())
            .toList();
    return paused(tasks.isEmpty() ? say("private.queue.none") : lines(tasks));
  }

  private String lines(List<Task> tasks) {
    List<String> lines =
        new ArrayList<>(
            tasks.stream().limit(SHOWN).map(t -> Status.line(t, clock.instant())).toList());
    if (tasks.size() > SHOWN) {
      lines.add(say("private.status.more", "more", tasks.size() - SHOWN));
    }
    return mrkdwn.of(String.join("\n", lines));
  }

  private String paused(String text) {
    return pausing.line().map(line -> line + "\n" + text).orElse(text);
  }
}
