package dev.spadework.agent;

import dev.spadework.agent.Trials.Trial;
import dev.spadework.context.Failure;
import dev.spadework.review.TestNames;
import dev.spadework.review.TestNames.Named;
import dev.spadework.task.Kind;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A test that is red on the base, with nothing but the test changes added, and green after. */
final class BugPlaybook implements Playbook {
  private static final Pattern PLACE =
      Pattern.compile(
          "([\\w$./@+-]{1,200}\\.(?:java|kt|py|js|ts|tsx|jsx|go|rs|scala|groovy|cs|rb|php))"
              + "(?:\"?, line |:\\[?|\\()\\d{1,7}");
  private static final Pattern ERROR =
      Pattern.compile("(?i)\\berror\\b|cannot find symbol|undefined|unresolved|\\^");

  private static final Pattern RAISED = Pattern.compile("^(?:E\\s+)?\\w*(?:Error|Exception): ");

  @Override
  public Kind kind() {
    return Kind.BUG;
  }

  @Override
  public void check(Scene scene, Facts facts)
      throws Trouble, WorkspaceException, InterruptedException {
    TestNames tests = scene.tests();
    if (tests.all().isEmpty()) {
      facts.lacks("bug.notest");
      return;
    }
    List<String> mended = scene.touched(false);
    if (mended.isEmpty()) {
      facts.lacks("bug.nofix");
      return;
    }
    Trials trials = new Trials(scene);
    if (trials.command().isEmpty()) {
      facts.lacks("nocommand");
      return;
    }
    String before = scene.tree().mixed(scene.task().baseTree(), scene.head(), scene.touched(true));
    Trial trial = trials.on(before, trials.command(), trials.patience());
    List<Named> red = tests.all().stream().filter(trial::fails).toList();
    if (!red.isEmpty()) {
      red(scene, tests, red, trial, before, facts);
    } else if (trial.red() && unbuilt(trial, scene.touched(true))) {
      unbuilt(scene, tests, before, facts);
    } else {
      notRed(tests, trial, facts);
    }
    trials.back();
  }

  private static void red(
      Scene scene, TestNames tests, List<Named> red, Trial trial, String before, Facts facts) {
    List<Named> still = red.stream().filter(test -> fails(scene.headRun(), test)).toList();
    if (!still.isEmpty()) {
      facts.lacks("bug.stillred", "tests", shown(still));
      return;
    }
    Failure first =
        trial.failures().stream().filter(f -> red.get(0).is(f.name())).findFirst().orElseThrow();
    facts.holds("bug.red", "red", red.size(), "tests", shown(red), "tree", before.substring(0, 7));
    if (!first.message().isBlank()) {
      facts.note("bug.message", "message", first.message());
    }
    facts.holds("bug.green", "green", red.size(), "tree", scene.head().substring(0, 7));
    List<Named> beside = tests.all().stream().filter(test -> !red.contains(test)).toList();
    if (!beside.isEmpty()) {
      facts.note("bug.beside", "tests", shown(beside));
    }
  }

  /** That new tests do not build proves little: then they must notice a fix that is broken. */
  private static void unbuilt(Scene scene, TestNames tests, String before, Facts facts)
      throws Trouble, WorkspaceException, InterruptedException {
    Broken broken = Broken.ofChange(scene, tests);
    if (broken.killed() > 0) {
      facts.holds(
          "bug.unbuilt",
          "tests",
          shown(tests.all()),
          "tree",
          before.substring(0, 7),
          "killed",
          broken.killed(),
          "all",
          broken.counted());
      facts.holds("bug.green", "green", tests.all().size(), "tree", scene.head().substring(0, 7));
    } else {
      facts.lacks("bug.unbuilt.blind", "tests", shown(tests.all()), "all", broken.counted());
    }
  }

  private static void notRed(TestNames tests, Trial trial, Facts facts) {
    if (trial.verdict() == TestRun.Verdict.PASSED) {
      facts.lacks("bug.wasgreen", "tests", shown(tests.all()));
    } else if (trial.red() && !trial.failures().isEmpty()) {
      facts.lacks(
          "bug.redelsewhere",
          "tests",
          shown(tests.all()),
          "others",
          Facts.some(trial.failures().stream().map(Failure::name).toList()));
    } else if (trial.verdict() == TestRun.Verdict.TIMED_OUT) {
      facts.lacks("bug.timedout", "tests", shown(tests.all()));
    } else {
      facts.lacks("bug.unknown", "tests", shown(tests.all()));
    }
  }

  /** Whether all that cannot be built lies in these files. */
  private static boolean unbuilt(Trial trial, List<String> tests) {
    if (!trial.broken()) {
      return false;
    }
    List<String> places = places(trial.output().lines().toList());
    return !places.isEmpty()
        && places.stream().allMatch(place -> tests.stream().anyMatch(path -> ends(place, path)));
  }

  /** The files that compilers and loaders complain of. */
  private static List<String> places(List<String> lines) {
    List<String> places = new ArrayList<>();
    String last = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher place = PLACE.matcher(lines.get(i));
      boolean found = place.find();
      boolean python = found && place.group(1).endsWith(".py");
      boolean told =
          ERROR.matcher(lines.get(i)).find()
              || i + 1 < lines.size() && ERROR.matcher(lines.get(i + 1)).find();
      if (python) {
        // A frame of a trace; the last one before the error is where it came from.
        last = place.group(1);
      } else if (found && told) {
        places.add(place.group(1));
      } else if (RAISED.matcher(lines.get(i)).find() && !last.isEmpty()) {
        places.add(last);
        last = "";
      }
    }
    return places;
  }

  private static boolean ends(String place, String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return place.endsWith(path) || place.equals(name) || path.endsWith("/" + place);
  }

  private static boolean fails(Optional<TestRun> run, Named test) {
    return run.isEmpty() || run.get().failures().stream().anyMatch(f -> test.is(f.name()));
  }

  static String shown(List<Named> tests) {
    return Facts.some(tests.stream().map(Named::shown).toList());
  }
}
