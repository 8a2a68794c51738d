package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Choice;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Proving;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A question that waits for a person, in a list of such.
 *
 * @param task as it is now
 * @param line what is asked and for how long; untrusted text in it
 * @param parked whether nobody was reminded of it any more
 * @param settled who decided it, once it is decided; untrusted text in it
 */
public record Need(Task task, Gate gate, String line, boolean parked, Optional<String> settled) {
  private static final int QUESTION = 160;

  /**
   * What can be decided from a list: only where the line says all that a person needs for it. A
   * command, a change or failing tests have to be looked at, and text is given in the thread.
   */
  public List<Choice> choices() {
    if (settled.isPresent()) {
      return List.of();
    }
    return switch (gate.kind()) {
      case UNCERTAIN, PLAN ->
          gate.choices().stream()
              .filter(choice -> choice == Choice.APPROVE || choice == Choice.REJECT)
              .toList();
      case MONEY -> gate.choices();
      case TESTS, COMMAND, DIFF, REVIEW, SIZE -> List.of();
    };
  }

  /** The gates that were open at a time, with what became of them; the oldest is first. */
  static List<Need> of(List<Story> stories, Instant at, ZoneId zone, Names names) {
    record Dated(Need need, Instant since) {}
    return stories.stream()
        .flatMap(
            story ->
                story
                    .asOf(at)
                    .flatMap(then -> then.task().gates().open())
                    .map(
                        gate -> {
                          Instant since = story.askedAt(gate.id()).orElse(at);
                          return new Dated(need(story, gate, since, at, zone, names), since);
                        })
                    .stream())
        .sorted(
            Comparator.comparing((Dated dated) -> dated.need.parked)
                .thenComparing(Dated::since)
                .thenComparing(dated -> dated.need.task.id()))
        .map(Dated::need)
        .toList();
  }

  private static Need need(
      Story story, Gate gate, Instant since, Instant at, ZoneId zone, Names names) {
    Task task = story.task();
    String line =
        say(
            "digest.need",
            "task",
            Code.of(task.id()),
            "repo",
            task.request().repo(),
            "what",
            Code.shortened(what(task, gate), QUESTION),
            "age",
            Durations.coarse(Duration.between(since, at)));
    return new Need(
        task,
        gate,
        line,
        task.asides().parked().contains(gate.id()),
        settled(story, gate, zone, names));
  }

  /** The heart of the question; its evidence stands in the thread. */
  private static String what(Task task, Gate gate) {
    String first = gate.details().isEmpty() ? "" : TestWords.oneLine(gate.details().get(0));
    boolean otherwise =
        gate.subject().equals(Task.BASELINE_SUBJECT) || gate.subject().startsWith(Proving.SUBJECT);
    if (gate.kind() == Gate.Kind.TESTS && !otherwise) {
      int failing = task.testing().last().map(run -> run.failures().size()).orElse(0);
      return failing == 0
          ? say("digest.need.tests")
          : say("digest.need.tests.failing", "failing", failing);
    }
    if (gate.kind() == Gate.Kind.UNCERTAIN && first.startsWith("1. ")) {
      return first.substring(3).replaceAll("\\.$", "");
    }
    if (gate.question().equals(say("gate.ask")) && !first.isEmpty()) {
      return first;
    }
    return TestWords.oneLine(gate.question()).replaceAll("\\.$", "");
  }

  private static Optional<String> settled(Story story, Gate gate, ZoneId zone, Names names) {
    Optional<Gates.Settled> settled = story.task().gates().byId(gate.id());
    if (settled.isPresent()) {
      TaskEvent.Decided decided = settled.get().decided();
      return Optional.of(
          say(
              "gate.decided",
              "what",
              say("choice." + decided.choice().name().toLowerCase(Locale.ROOT).replace("_", "")),
              "who",
              names.of(decided.by()),
              "time",
              time(story.at(decided).orElse(story.task().at()), zone)));
    }
    return story
        .task()
        .ending()
        .map(
            ending ->
                dropped(ending, time(story.endedAt().orElse(story.task().at()), zone), names));
  }

  private static String dropped(Ending ending, String time, Names names) {
    return ending.by().isBlank()
        ? say("gate.dropped", "time", time)
        : say("gate.dropped.by", "who", names.of(ending.by()), "time", time);
  }

  private static String time(Instant at, ZoneId zone) {
    return LocalTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
