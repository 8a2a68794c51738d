package dev.spadework.review;

import dev.spadework.task.TestRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A whole change and what was agreed about it.
 *
 * @param planned the files that the plan names
 * @param wanted whether a person approved the plan as it is
 * @param asked what the person asked, in their words
 * @param testCommand empty where none is known
 * @param guard patterns of paths that this repository wants looked at, besides the usual ones
 * @param base the run on the untouched base
 * @param head the run on this change
 */
public record Change(
    List<Edit> edits,
    Set<String> planned,
    boolean wanted,
    String asked,
    String testCommand,
    List<String> guard,
    Optional<TestRun> base,
    Optional<TestRun> head) {
  public Change {
    edits = List.copyOf(edits);
    planned = Set.copyOf(planned);
    guard = List.copyOf(guard);
  }

  /** Whether a pattern for {@code guard} can be read; one like {@code [z-a]} cannot. */
  public static boolean readable(String pattern) {
    return Paths.readable(pattern);
  }
}
