package dev.spadework.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the tests have said.
 *
 * @param baseline the run on the untouched base
 * @param changes runs on changed trees, oldest first
 * @param reds red runs on trees that were new then, since the last hint of a person
 * @param blocked whether the last run could not run
 * @param running what a run that has not ended is for
 * @param waived whether a person wants the work without a test run
 */
public record Testing(
    Optional<TestRun> baseline,
    List<TestRun> changes,
    int reds,
    boolean blocked,
    Optional<TestRun.Purpose> running,
    boolean waived) {
  static final Testing NONE =
      new Testing(Optional.empty(), List.of(), 0, false, Optional.empty(), false);

  private static final int REDS_AT_MOST = 2;

  Testing started(TestRun.Purpose purpose) {
    return new Testing(baseline, changes, reds, blocked, Optional.of(purpose), waived);
  }

  Testing stopped() {
    return new Testing(baseline, changes, reds, blocked, Optional.empty(), waived);
  }

  Testing ran(TestRun run, String baseTree) {
    if (run.purpose() == TestRun.Purpose.BASELINE) {
      return new Testing(Optional.of(run), changes, reds, false, Optional.empty(), waived);
    }
    boolean counts = !run.tree().equals(baseTree) && !tested(run.tree()) && worse(run);
    List<TestRun> more = new ArrayList<>(changes);
    more.add(run);
    boolean stopped = run.verdict() == TestRun.Verdict.COULD_NOT_RUN;
    return new Testing(
        baseline, List.copyOf(more), reds + (counts ? 1 : 0), stopped, Optional.empty(), waived);
  }

  /** A person helped: the count starts again. */
  Testing helped() {
    return new Testing(baseline, changes, 0, false, running, waived);
  }

  /** The base is to be tested again. */
  Testing again() {
    return new Testing(Optional.empty(), changes, 0, false, Optional.empty(), waived);
  }

  Testing waive() {
    return new Testing(baseline, changes, 0, false, running, true);
  }

  /** The last run on a changed tree. */
  public Optional<TestRun> last() {
    return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
  }

  /** The last run on this tree. */
  public Optional<TestRun> on(String tree) {
    return changes.stream().filter(run -> run.tree().equals(tree)).reduce((a, b) -> b);
  }

  private boolean tested(String tree) {
    return changes.stream()
        .anyMatch(run -> run.tree().equals(tree) && run.verdict() != TestRun.Verdict.COULD_NOT_RUN);
  }

  /** Whether this tree was tested and is no worse than the base. */
  public boolean green(String tree) {
    return on(tree)
        .filter(run -> run.verdict() != TestRun.Verdict.COULD_NOT_RUN && !worse(run))
        .isPresent();
  }

  /** Whether it is red in a way that the base is not. */
  public boolean worse(TestRun run) {
    if (!run.red()) {
      return false;
    }
    boolean named = run.verdict() == TestRun.Verdict.FAILED && run.namesAll();
    return !named
        || baseline.filter(base -> base.red() && !base.outgrew()).isEmpty()
        || !run.newSince(baseline.get()).isEmpty();
  }

  /** Whether a person has to say how to go on. */
  boolean stuck() {
    return !waived && (blocked || reds >= REDS_AT_MOST);
  }
}
