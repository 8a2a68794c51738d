package dev.spadework.agent;

import dev.spadework.agent.Trials.Trial;
import dev.spadework.review.Edit;
import dev.spadework.review.Mutant;
import dev.spadework.review.Mutants;
import dev.spadework.review.Targets;
import dev.spadework.review.TestNames;
import dev.spadework.review.TestNames.Named;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.WorkspaceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What new tests say to code that is broken on purpose.
 *
 * @param killed mutants that one of the new tests, by name, notices
 * @param survived mutants that none of them notices, in words
 * @param unbuilt mutants that do not build, which says nothing
 * @param late mutants that were not reached in time
 * @param files code files that were broken
 */
record Broken(int killed, List<String> survived, int unbuilt, int late, List<String> files) {

  int counted() {
    return killed + survived.size();
  }

  /** Breaks what the tests name. */
  static Broken ofTargets(Scene scene, TestNames tests)
      throws Trouble, WorkspaceException, InterruptedException {
    StringBuilder texts = new StringBuilder();
    Set<String> words = new LinkedHashSet<>();
    for (Named test : tests.all()) {
      words.addAll(test.words());
    }
    for (String file : tests.all().stream().map(Named::file).distinct().toList()) {
      texts.append(scene.text(scene.head(), file).orElse("")).append('\n');
    }
    Map<String, String> sources = new LinkedHashMap<>();
    Map<String, Set<Integer>> lines = new LinkedHashMap<>();
    for (String path : Targets.files(scene.paths(), tests.all(), texts.toString())) {
      String text = scene.text(scene.head(), path).orElse("");
      sources.put(path, text);
      lines.put(path, Targets.lines(path, text, words));
    }
    return of(scene, tests, sources, lines);
  }

  /** Breaks the lines that the change adds to the code. */
  static Broken ofChange(Scene scene, TestNames tests)
      throws Trouble, WorkspaceException, InterruptedException {
    Map<String, String> sources = new LinkedHashMap<>();
    Map<String, Set<Integer>> lines = new LinkedHashMap<>();
    for (Edit edit : scene.edits()) {
      if (Targets.isCode(edit.path()) && edit.after().isPresent()) {
        Set<Integer> added = new LinkedHashSet<>();
        edit.lines().stream().filter(Edit.Line::added).forEach(line -> added.add(line.number()));
        sources.put(edit.path(), edit.after().get().text());
        lines.put(edit.path(), added);
      }
    }
    return of(scene, tests, sources, lines);
  }

  private static Broken of(
      Scene scene, TestNames tests, Map<String, String> sources, Map<String, Set<Integer>> lines)
      throws Trouble, WorkspaceException, InterruptedException {
    ProofSettings settings = scene.bench().tester().settings().proofs();
    long seed = Long.parseUnsignedLong(scene.head().substring(0, 15), 16);
    List<Mutant> mutants = Mutants.of(sources, lines, settings.mutants(), seed);
    Trials trials = new Trials(scene);
    Narrowed narrowed = Narrowed.of(scene, trials, tests);
    List<String> survived = new ArrayList<>();
    int killed = 0;
    int unbuilt = 0;
    int late = 0;
    // Real time, not the record's clock: what is bounded is how long the machine works.
    long end = System.nanoTime() + settings.time().toNanos();
    for (Mutant mutant : mutants) {
      if (System.nanoTime() > end) {
        late++;
        continue;
      }
      String tree = scene.tree().written(scene.head(), mutant.path(), mutant.text());
      Trial trial = trials.on(tree, narrowed.command(), narrowed.limit());
      Optional<Boolean> noticed = noticed(trial, tests);
      if (noticed.isEmpty()) {
        unbuilt++;
      } else if (noticed.get()) {
        killed++;
      } else {
        survived.add(words(mutant));
      }
    }
    trials.back();
    return new Broken(killed, survived, unbuilt, late, List.copyOf(sources.keySet()));
  }

  /** Whether one of these tests noticed; empty where the mutant does not build. */
  private static Optional<Boolean> noticed(Trial trial, TestNames tests) {
    if (trial.broken()) {
      return Optional.empty();
    }
    // Code that never comes to an end is noticed by whoever waits for it.
    boolean endless = trial.verdict() == TestRun.Verdict.TIMED_OUT;
    return Optional.of(endless || tests.all().stream().anyMatch(trial::fails));
  }

  private static String words(Mutant mutant) {
    String now = mutant.now().isEmpty() ? "(dropped)" : mutant.now();
    return mutant.path() + ":" + mutant.line() + " " + mutant.was() + " → " + now;
  }

  /** The command for these tests alone, where one can be made of the whole suite's. */
  private record Narrowed(String command, Duration limit) {
    private static final long WORTH_MILLIS = 8_000;

    static Narrowed of(Scene scene, Trials trials, TestNames tests)
        throws Trouble, WorkspaceException, InterruptedException {
      Narrowed whole = new Narrowed(trials.command(), trials.patience());
      long took = scene.headRun().map(TestRun::millis).orElse(0L);
      Optional<String> fewer =
          took < WORTH_MILLIS ? Optional.empty() : fewer(trials.command(), tests);
      if (fewer.isEmpty()) {
        return whole;
      }
      Trial trial = trials.on(scene.head(), fewer.get(), trials.patience());
      return trial.verdict() == TestRun.Verdict.PASSED && trial.ran() > 0
          ? new Narrowed(fewer.get(), trials.patience())
          : whole;
    }

    private static Optional<String> fewer(String command, TestNames tests) {
      List<String> files = tests.all().stream().map(Named::file).distinct().sorted().toList();
      if (files.stream().anyMatch(file -> !file.matches("[\\w./-]+"))) {
        return Optional.empty();
      }
      List<String> stems = files.stream().map(Broken::stem).toList();
      return switch (Recipes.tool(command)) {
        case "mvn" ->
            Optional.of(
                command
                    + " -Dtest="
                    + String.join(",", stems)
                    + " -Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false");
        case "python" ->
            command.contains("pytest") && !command.contains(".py")
                ? Optional.of(command + " " + String.join(" ", files))
                : Optional.empty();
        default -> Optional.empty();
      };
    }
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }
}
