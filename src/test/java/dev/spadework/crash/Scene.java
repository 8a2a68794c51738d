package dev.spadework.crash;

import dev.spadework.desk.Delivered;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.View;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What people see and what they can do, each thing once. What the bot did not acknowledge Slack
 * delivers again, and a press that came to nothing is made again by whoever made it.
 */
final class Scene {
  static final String ANN = SlackStandIn.ANN;
  static final String BOB = SlackStandIn.BOB;
  private static final int AGAIN = 1;

  /** A person presses again when no dialog has opened by then. */
  private static final long DIALOG_PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private final Town town;
  private long pressed = System.nanoTime() - DIALOG_PATIENCE;
  private final Set<String> done = new HashSet<>();
  private final List<Delivered> unheard = new ArrayList<>();

  Scene(Town town) {
    this.town = town;
  }

  /** Slack's own part: what nobody acknowledged is delivered again. */
  void redeliver() {
    List<Delivered> all = List.copyOf(unheard);
    unheard.clear();
    all.forEach(each -> heard(town.slack.redeliver(each, AGAIN)));
  }

  /** Ann types a command, once. */
  void command(String text) {
    if (done.add("command " + text)) {
      heard(town.slack.command(ANN, SlackStandIn.CHANNEL, text));
    }
  }

  /** Whether all that was said has been heard. */
  boolean quiet() {
    return unheard.isEmpty();
  }

  private void heard(Delivered delivered) {
    if (!delivered.acknowledged()) {
      unheard.add(delivered);
    }
  }

  /** All tasks, the oldest first. */
  List<Task> tasks() {
    return town.record.tasks().recent(10).stream()
        .sorted(Comparator.comparing(Task::askedAt).thenComparing(Task::id))
        .toList();
  }

  /** The first one. */
  Optional<Task> task() {
    return tasks().stream().findFirst();
  }

  /** Puts the clock forward, once. */
  void forward(Duration time) {
    if (done.add("forward")) {
      town.clock.forward(time);
    }
  }

  boolean whispered(String words) {
    return town.slack.ephemerals(ANN).stream().anyMatch(m -> m.says(words));
  }

  /** The open question of this kind, once Slack shows it. */
  Optional<Message> question(Gate.Kind kind) {
    return task()
        .flatMap(
            task ->
                task.gates()
                    .open()
                    .filter(gate -> gate.kind() == kind)
                    .flatMap(gate -> message(task, "gate-" + gate.id())));
  }

  /** The message of this name in the task's thread. */
  Optional<Message> message(Task task, String name) {
    return Messages.of(town.slack).stream()
        .filter(m -> m.is(task.id(), name))
        .map(Messages.Named::message)
        .findFirst();
  }

  /** Presses a button of an open question; again if that was not acknowledged. */
  void press(Gate.Kind kind, String label) {
    question(kind).ifPresent(message -> press(message, label));
  }

  /** Presses a button that begins like this, if it is there and was not pressed. */
  boolean press(Message message, String label) {
    Optional<Message.Button> button =
        message.buttons().stream().filter(b -> b.label().startsWith(label)).findFirst();
    String key = "press " + message.ts() + label;
    if (button.isPresent() && !done.contains(key)) {
      if (town.slack.press(ANN, message, button.get()).acknowledged()) {
        done.add(key);
      }
      return true;
    }
    return false;
  }

  /** Fills in the dialog that a button opens; presses again as long as none opens. */
  void fill(Gate.Kind kind, String label, String text) {
    question(kind)
        .filter(message -> !done.contains("fill " + message.ts()))
        .ifPresent(message -> fill(message, label, text));
  }

  private void fill(Message message, String label, String text) {
    List<View> open = town.slack.views(ANN);
    if (open.isEmpty()) {
      if (System.nanoTime() - pressed > DIALOG_PATIENCE) {
        done.remove("press " + message.ts() + label);
        press(message, label);
        pressed = System.nanoTime();
      }
      return;
    }
    View view = open.get(open.size() - 1);
    Map<String, String> values = Map.of("text", text);
    if (town.slack.submit(ANN, view.id(), values).acknowledged()) {
      done.add("fill " + message.ts());
    }
  }

  /** Ann says something in the task's thread, once it is there; whether she has. */
  boolean say(String text) {
    Supplier<Optional<Message>> root = () -> task().flatMap(task -> message(task, "root"));
    if (!done.contains("say " + text) && root.get().isPresent()) {
      done.add("say " + text);
      String ts = root.get().get().ts();
      town.slack.reply(ANN, SlackStandIn.CHANNEL, ts, text).forEach(this::heard);
    }
    return done.contains("say " + text) && quiet();
  }
}
