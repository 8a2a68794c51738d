package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Status;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slack's own line below a thread while an assistant is at it ("Spadework is on step 2 of 4"). A
 * comfort that nothing depends on: Slack forgets it after two minutes, and a workspace that refuses
 * it is not asked again.
 */
final class Working {
  /** Before Slack forgets it (docs.slack.dev, "assistant.threads.setStatus": two minutes). */
  private static final Duration HOLDS = Duration.ofSeconds(90);

  private final Clock clock;
  private final Map<String, Said> said = new HashMap<>();
  private boolean taken = true;

  private record Said(String text, Instant at) {}

  Working(Clock clock) {
    this.clock = clock;
  }

  /** What the line should say now and does not. It goes by itself with the next message. */
  Optional<String> next(Task task) {
    if (!taken) {
      return Optional.empty();
    }
    if (!task.working()) {
      said.remove(task.id());
      return Optional.empty();
    }
    Said last = said.get(task.id());
    String text = text(task);
    boolean holds = last != null && last.at.plus(HOLDS).isAfter(clock.instant());
    return holds && last.text.equals(text) ? Optional.empty() : Optional.of(text);
  }

  private static String text(Task task) {
    int steps = task.plan().map(plan -> plan.steps().size()).orElse(0);
    return task.phase() == Phase.WORKING && task.currentStep() <= steps
        ? say("working.step", "step", task.currentStep(), "steps", steps)
        : say("working.state", "state", Status.state(task, task.at()));
  }

  void shown(String task, String text) {
    said.put(task, new Said(text, clock.instant()));
  }

  /** This workspace does not take it. */
  void refused() {
    taken = false;
    said.clear();
  }
}
