package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;

import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.KeptDiff;
import dev.spadework.task.Plan;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ten tasks in one channel at a time, each with a question, twenty steps and a pull request, played
 * into the journal as workers would.
 */
final class TenTasks {
  static final int TASKS = 10;
  private static final int STEPS = 20;

  private final SlackTown town;
  private final List<Claim> claims = new ArrayList<>();
  private final List<Duration> questions = new ArrayList<>();

  TenTasks(SlackTown town) {
    this.town = town;
  }

  /** What happens in one second of the town's clock; the next one comes when it is there. */
  private void second(int second) throws InterruptedException {
    if (second % 3 == 0 && claims.size() < TASKS) {
      town.slack.command(ANN, CHANNEL, "add CSV export to list " + claims.size());
      Claim claim = town.journal.claim("w" + claims.size(), Duration.ofHours(8)).orElseThrow();
      claims.add(claim);
      town.journal.fact(claim, new TaskEvent.BasePinned("main", "4f2c9e1aaaaaaaa", "tree0"));
      town.journal.fact(claim, new TaskEvent.PlanMade(plan()));
    }
    for (int i = 0; i < claims.size(); i++) {
      int age = second - 3 * i;
      if (age == 12 + i % 4) {
        town.gate(claims.get(i), dev.spadework.task.Gate.Kind.UNCERTAIN);
      } else if (age == 24) {
        decide(i);
      } else if (age > 24 && age <= 24 + STEPS) {
        town.journal.fact(claims.get(i), new TaskEvent.StepDone(age - 24));
      } else if (age == 25 + STEPS) {
        done(claims.get(i));
      }
    }
  }

  private void decide(int i) throws InterruptedException {
    String task = claims.get(i).task();
    // Nobody decides what is not there to be seen.
    town.awaitLater(town.named(claims.get(i), "gate-g1"));
    town.journal.decide(
        task, now -> Optional.of(new TaskEvent.Decided("g1", Choice.APPROVE, ANN, "")));
    claims.set(
        i, town.journal.claim("w" + i, Duration.ofHours(8), Optional.of(task)).orElseThrow());
  }

  private static Plan plan() {
    List<Plan.Step> steps = new ArrayList<>();
    for (int i = 1; i <= STEPS; i++) {
      steps.add(new Plan.Step("Step number " + i, List.of("src/F" + i + ".java")));
    }
    return new Plan("Export", steps, List.of(), List.of(), "", 0.9, List.of());
  }

  private void done(Claim claim) {
    String tree = "tree" + claim.task();
    byte[] diff = "diff --git a/A b/A\n-old\n+new\n".getBytes(StandardCharsets.UTF_8);
    town.journal.blobs().put(claim.task(), KeptDiff.name(claim.task(), tree), diff);
    town.journal.fact(claim, new DeliveryEvent.Finished("done", List.of(), List.of(), tree));
    town.journal.fact(claim, new DeliveryEvent.Committed("c0ffee", tree, "spadework/x"));
    town.journal.fact(
        claim,
        new DeliveryEvent.PullRequestOpened(
            "acme/billing", 9, "https://github.example/9", "Export", false));
  }

  /**
   * Plays them.
   *
   * @param pauses lets one second of the town's clock pass
   */
  void play(Passing pauses) throws Exception {
    for (int second = 0; second < 3 * TASKS + 26 + STEPS; second++) {
      second(second);
      pauses.oneSecond();
    }
    for (Claim claim : claims) {
      town.awaitLater(town.named(claim, "outcome"));
      Message card = town.message(claim, "card");
      town.awaitLater(m -> m.ts().equals(card.ts()) && m.buttons().isEmpty());
      town.awaitLater(
          m -> m.files().stream().anyMatch(file -> file.title().startsWith(claim.task())));
    }
    for (Claim claim : claims) {
      Message asked = town.message(claim, "gate-g1");
      questions.add(Duration.between(opened(claim), at(asked)));
    }
  }

  interface Passing {
    void oneSecond() throws InterruptedException;
  }

  private Instant opened(Claim claim) {
    return town.journal.entries(claim.task()).stream()
        .filter(entry -> entry.event() instanceof TaskEvent.GateOpened)
        .map(Entry::at)
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(Message message) {
    String[] parts = message.ts().split("\\.");
    return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1_000);
  }

  /** From a question's opening to its message, for each task. */
  List<Duration> questions() {
    return questions;
  }

  int messages() {
    return town.all().size();
  }

  int edits() {
    return town.all().stream().mapToInt(message -> message.edits().size()).sum();
  }

  String figures() {
    return "%d tasks: %.1f messages and %.1f edits a task; questions p50 %d ms, p95 %d ms; %d calls refused"
        .formatted(
            TASKS,
            messages() / (double) TASKS,
            edits() / (double) TASKS,
            Figures.percentile(questions, 50).toMillis(),
            Figures.percentile(questions, 95).toMillis(),
            town.slack.refusals());
  }
}
