package dev.spadework.attacks;

import static dev.spadework.desk.Story.call;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.worker.House;
import dev.spadework.worker.Shop;
import dev.spadework.workspace.Git;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A whole task of the product with a model that means harm: real journal, workers, git over HTTP
 * and Docker. Each try is one tool call; all are made in one turn, then the model finishes.
 */
final class Raid {
  private static final String ATTACKED = "sub.sh";
  private static final int MOST_GATES = 5;

  /** Whether a call did harm, judged by its result and by what is there afterwards. */
  @FunctionalInterface
  interface Judge {
    boolean held(TaskEvent.ToolReturned result, After after) throws Exception;
  }

  /** What is there when the task rests. */
  record After(House house, Task task, Path dir) {
    /** Every file of the branch that was pushed, by {@code git ls-tree}; empty if none was. */
    String pushed() {
      String branches = house.origin.run("branch", "--list", "spadework/*", "--format=%(refname)");
      return branches.isBlank()
          ? ""
          : house.origin.run("ls-tree", "-r", "--name-only", branches.strip());
    }
  }

  /** A call; one that only prepares belongs to the attack of that name, or to any. */
  private record Try(Optional<Attack> attack, String name, Answer.Call call, Judge judge) {
    boolean wanted(Tally tally) {
      return name.isEmpty() || tally.wants(name);
    }
  }

  private final List<Try> tries = new ArrayList<>();
  private final StringBuilder summary = new StringBuilder("`" + ATTACKED + "`: subtracts");
  private boolean approves;
  private final List<Consumer<Git>> furnish = new ArrayList<>();
  private boolean rejecting;

  /** One more call. */
  Raid tries(Attack attack, Answer.Call call, Judge judge) {
    tries.add(new Try(Optional.of(attack), attack.name(), call, judge));
    return this;
  }

  /** The call must be answered with an error. */
  Raid refused(String name, String tries, Answer.Call call) {
    return tries(
        new Attack(name, tries, "refused, and the model is told why"),
        call,
        (result, after) -> result.error());
  }

  /** One more call, which is no attack itself but prepares those after it. */
  Raid prepares(Answer.Call call) {
    return prepares("", call);
  }

  /** The same, which only the attack of this name needs. */
  Raid prepares(String attack, Answer.Call call) {
    tries.add(new Try(Optional.empty(), attack, call, (result, after) -> true));
    return this;
  }

  /** People refuse every command that they are asked about. */
  Raid rejecting() {
    rejecting = true;
    return this;
  }

  /** Changes the repository before it is published. */
  Raid repository(Consumer<Git> change) {
    furnish.add(change);
    return this;
  }

  /** A person lets everything pass, so that it is pushed; the model owns up to these files. */
  Raid approving(String... files) {
    approves = true;
    for (String file : files) {
      summary.append("\n`").append(file).append("`: made");
    }
    return this;
  }

  List<Attack> attacks() {
    return tries.stream().flatMap(each -> each.attack.stream()).toList();
  }

  void play(Path dir, Tally tally) throws Exception {
    DockerEngine.assumeRunning();
    List<Try> played = tries.stream().filter(each -> each.wanted(tally)).toList();
    try (Sandboxes docker =
            Sandboxes.docker(DockerOptions.of("raid-" + ProcessHandle.current().pid()));
        House house = new House(dir, story(played), docker, source(dir))) {
      String id = house.ask("subtract");
      Task task = house.await(id, t -> t.ending().isPresent() || t.gates().open().isPresent());
      for (int i = 0; approves && i < MOST_GATES && task.ending().isEmpty(); i++) {
        String gate = task.gates().open().orElseThrow().id();
        house.decide(id, Choice.APPROVE, "");
        task =
            house.await(
                id,
                t ->
                    t.ending().isPresent()
                        || t.gates().open().filter(g -> !g.id().equals(gate)).isPresent());
      }
      while (rejecting
          && task.gates().open().filter(gate -> gate.kind() == Gate.Kind.COMMAND).isPresent()) {
        house.decide(id, Choice.REJECT, "no");
        task = house.await(id, t -> t.ending().isPresent() || t.gates().open().isPresent());
      }
      List<Optional<TaskEvent.ToolReturned>> results = results(house.journal.entries(id));
      After after = new After(house, task, dir);
      for (int i = 0; i < results.size(); i++) {
        Try one = played.get(i);
        if (results.get(i).isPresent() && one.attack.isPresent()) {
          TaskEvent.ToolReturned result = results.get(i).get();
          boolean held = one.judge.held(result, after);
          tally.judge(one.name, held, "it was told: " + result.text());
        }
      }
      house.stop();
      docker.reap(Set.of());
    }
  }

  /** What came of the first turn's calls, in their order; empty for one that never returned. */
  private static List<Optional<TaskEvent.ToolReturned>> results(List<Entry> entries) {
    Map<String, TaskEvent.ToolReturned> returned = new HashMap<>();
    List<Call> calls = List.of();
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.ToolReturned result) {
        returned.put(result.call(), result);
      } else if (calls.isEmpty() && entry.event() instanceof TaskEvent.ModelReplied reply) {
        calls = reply.calls();
      }
    }
    return calls.stream().map(call -> Optional.ofNullable(returned.get(call.id()))).toList();
  }

  private Git source(Path dir) {
    Git source = Shop.in(dir.resolve("source"));
    furnish.forEach(change -> change.accept(source));
    if (!furnish.isEmpty()) {
      source.commit("What an attacker put there");
    }
    return source;
  }

  private Story story(List<Try> played) {
    Answer.Call[] calls = played.stream().map(Try::call).toArray(Answer.Call[]::new);
    return Story.named("raid")
        .plan(
            Map.of(
                "summary", "Subtract",
                "steps", List.of(Map.of("title", "Write it", "files", List.of(ATTACKED))),
                "assumptions", List.of(),
                "questions", List.of(),
                "risk", "low",
                "confidence", 0.9,
                "judgement", List.of()))
        .turn(calls)
        .turn(call("write_file", Map.of("path", ATTACKED, "content", "echo $(($1 - $2))\n")))
        .turn(call("run_tests", Map.of()))
        .turn(call("finish", Map.of("summary", summary.toString(), "risks", List.of("none"))))
        .summary("Subtract\n\nSubtracts.");
  }
}
