package dev.spadework.task;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One full run of the repository's test command, bound to the git tree that it ran on.
 *
 * @param tree id of the git tree
 * @param counts empty where no count could be read
 * @param excerpt the lines that matter; untrusted
 * @param output blob with the full output
 * @param millis how long it took
 */
public record TestRun(
    Purpose purpose,
    String tree,
    String command,
    Verdict verdict,
    Optional<Counts> counts,
    List<Failure> failures,
    String excerpt,
    String output,
    long millis) {

  /** Why the tests ran. */
  public enum Purpose {
    /** On the untouched base: was it red before us? */
    BASELINE,
    /** On the agent's change. */
    CHANGE
  }

  /** How a run ended. Zero tests is {@link #COULD_NOT_RUN}, never a pass. */
  public enum Verdict {
    PASSED,
    FAILED,
    COULD_NOT_RUN,
    TIMED_OUT,
    /** They needed more memory than the sandbox has; what was counted until then proves nothing. */
    OUT_OF_MEMORY,
    /** The same for its disk. */
    DISK_FULL
  }

  /** Tests by how they ended. */
  public record Counts(int passed, int failed, int skipped) {
    public int total() {
      return passed + failed + skipped;
    }
  }

  /**
   * One failing test.
   *
   * @param message its first useful line
   * @param place {@code File.java:31}, or empty
   */
  public record Failure(String name, String message, String place) {}

  /**
   * Commands that the files of the base suggest.
   *
   * @param tool what the repository is built with, such as {@code Maven}
   * @param setup empty where there is none, or the settings name it
   * @param test the same
   */
  public record Detected(String tool, String setup, String test) {}

  public boolean passed() {
    return verdict == Verdict.PASSED;
  }

  /** Whether it failed, timed out or outgrew the sandbox. */
  public boolean red() {
    return verdict == Verdict.FAILED || verdict == Verdict.TIMED_OUT || outgrew();
  }

  /** Whether the sandbox had too little of something for it. */
  public boolean outgrew() {
    return verdict == Verdict.OUT_OF_MEMORY || verdict == Verdict.DISK_FULL;
  }

  /** Whether every failure is named: of a list that was cut nothing can be proved. */
  boolean namesAll() {
    return !failures.isEmpty()
        && counts.filter(count -> count.failed() > failures.size()).isEmpty();
  }

  /** The failures that an earlier run does not have. */
  public List<Failure> newSince(TestRun earlier) {
    Set<String> known =
        earlier.failures.stream().map(Failure::name).collect(Collectors.toCollection(HashSet::new));
    return failures.stream().filter(failure -> !known.contains(failure.name())).toList();
  }
}
