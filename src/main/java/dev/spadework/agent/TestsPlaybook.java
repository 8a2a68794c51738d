package dev.spadework.agent;

import dev.spadework.review.TestNames;
import dev.spadework.review.TestNames.Named;
import dev.spadework.task.Kind;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;

/** Only tests change, and the new ones notice when the code that they name is broken on purpose. */
final class TestsPlaybook implements Playbook {
  @Override
  public Kind kind() {
    return Kind.TESTS;
  }

  @Override
  public String seeks() {
    return "unit tests";
  }

  @Override
  public void check(Scene scene, Facts facts)
      throws Trouble, WorkspaceException, InterruptedException {
    List<String> code = scene.touched(false);
    if (code.isEmpty()) {
      facts.holds("tests.only", "files", scene.touched(true).size());
    } else {
      facts.lacks("tests.code", "files", Facts.some(code));
    }
    TestNames tests = scene.tests();
    if (tests.all().isEmpty()) {
      facts.lacks("tests.none");
      return;
    }
    List<String> weakened = scene.weakened();
    if (!weakened.isEmpty()) {
      facts.lacks("weakened", "tests", Facts.some(weakened));
    }
    List<Named> silent = tests.all().stream().filter(test -> test.asserts() == 0).toList();
    if (!silent.isEmpty()) {
      facts.note("tests.silent", "tests", BugPlaybook.shown(silent));
    }
    if (facts.lacksAny()) {
      // It goes back anyway; breaking the code takes minutes.
      return;
    }
    if (scene.change().testCommand().isEmpty()) {
      facts.lacks("nocommand");
      return;
    }
    broken(scene, tests, facts);
  }

  private static void broken(Scene scene, TestNames tests, Facts facts)
      throws Trouble, WorkspaceException, InterruptedException {
    Broken broken = Broken.ofTargets(scene, tests);
    double least = scene.bench().tester().settings().proofs().killed();
    if (broken.files().isEmpty()) {
      facts.lacks("tests.unnamed", "tests", BugPlaybook.shown(tests.all()));
      return;
    }
    if (broken.counted() == 0) {
      facts.lacks("tests.unbroken", "files", Facts.some(broken.files()));
      return;
    }
    boolean enough = broken.killed() > 0 && broken.killed() >= least * broken.counted();
    Object[] pairs = {
      "killed", broken.killed(),
      "all", broken.counted(),
      "files", Facts.some(broken.files()),
      "least", Math.round(100 * least)
    };
    if (enough) {
      facts.holds("tests.killed", pairs);
    } else {
      facts.lacks("tests.blind", pairs);
    }
    if (!broken.survived().isEmpty()) {
      facts.note("tests.survived", "places", Facts.some(broken.survived()));
    }
    if (broken.unbuilt() > 0) {
      facts.note("tests.unbuilt", "unbuilt", broken.unbuilt());
    }
    if (broken.late() > 0) {
      facts.note("tests.late", "late", broken.late());
    }
  }
}
