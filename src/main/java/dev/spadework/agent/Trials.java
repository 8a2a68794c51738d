package dev.spadework.agent;

import dev.spadework.context.Failure;
import dev.spadework.context.Marks;
import dev.spadework.context.NotRun;
import dev.spadework.context.TestReport;
import dev.spadework.review.TestNames;
import dev.spadework.sandbox.Result;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.Checkpoint;
import dev.spadework.workspace.WorkspaceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Test runs on other trees than the one that is worked on, in its place and its sandbox. They count
 * for a playbook's check alone. If one is cut off, the record brings the tree back when the site is
 * opened again; else {@link #back} does.
 */
final class Trials {
  private static final Duration SHORTEST = Duration.ofSeconds(20);

  private final Scene scene;
  private final Tester tester;

  Trials(Scene scene) {
    this.scene = scene;
    this.tester = scene.bench().tester();
  }

  /**
   * What came of one.
   *
   * @param broken whether nothing ran because code could not be built or loaded
   */
  record Trial(
      TestRun.Verdict verdict, List<Failure> failures, boolean broken, String output, int ran) {
    /** Whether this test is among those that failed. */
    boolean fails(TestNames.Named test) {
      return failures.stream().anyMatch(failure -> test.is(failure.name()));
    }

    boolean red() {
      return verdict == TestRun.Verdict.FAILED || verdict == TestRun.Verdict.TIMED_OUT;
    }
  }

  /** The command of the whole suite; empty where none is known. */
  String command() {
    return scene.change().testCommand();
  }

  /** As long as three times the run on the change, and no less than 20 seconds. */
  Duration patience() {
    long took = scene.headRun().map(TestRun::millis).orElse(0L);
    Duration most = tester.settings().sandbox().commandTimeout();
    Duration wanted = Duration.ofMillis(3 * took);
    Duration least = wanted.compareTo(SHORTEST) < 0 ? SHORTEST : wanted;
    return least.compareTo(most) < 0 ? least : most;
  }

  /** Runs a command on this tree. */
  Trial on(String tree, String command, Duration limit)
      throws Trouble, WorkspaceException, InterruptedException {
    scene.tree().restore(Checkpoint.here(tree));
    Site site = scene.bench().site();
    Marks before = Marks.of(site.tree().root());
    try {
      Result result = site.sandbox().run(apart(tree) + command, limit);
      if (result.status() == Result.Status.LOST) {
        throw Trouble.passing("The sandbox went away while the tests ran.", Optional.empty());
      }
      Optional<TestReport> report = tester.counted(site, command, result, before);
      return new Trial(
          Verdicts.of(result, report, scene.task().testing().baseline()),
          report.map(TestReport::failures).orElse(List.of()),
          NotRun.in(result.output(), report).isPresent(),
          result.output(),
          report.map(TestReport::ran).orElse(-1));
    } catch (SandboxException e) {
      throw Trouble.passing(e.getMessage(), Optional.empty());
    }
  }

  /**
   * Python takes what it compiled for new while the source has the same size and second of writing,
   * which a broken copy may well have.
   */
  private static String apart(String tree) {
    return "export PYTHONPYCACHEPREFIX=/tmp/pyc-" + tree.substring(0, 12) + "\n";
  }

  /** Makes the work tree what it was. */
  void back() throws WorkspaceException, InterruptedException {
    scene.tree().restore(Checkpoint.here(scene.head()));
  }
}
