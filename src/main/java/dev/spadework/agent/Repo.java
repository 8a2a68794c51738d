package dev.spadework.agent;

import dev.spadework.sandbox.CommandPolicy;
import dev.spadework.workspace.Remote;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A repository that tasks may be about.
 *
 * @param remote where it is cloned from and pushed to
 * @param base branch to start from; empty: the remote's default
 * @param setup command that fetches what the tests need, with network and without credentials
 * @param test command of the whole test suite; empty: guessed from the files
 * @param image image of the sandbox; empty: the one of the settings
 * @param review what people approve in every task
 * @param carry patterns of files that the sandbox gets although they look like credentials
 * @param guard patterns of files that people look at when a change touches them
 * @param commands which commands need a person
 * @param logs what is read when somebody asks what its logs tell
 */
public record Repo(
    String name,
    Remote remote,
    Optional<String> base,
    Optional<String> setup,
    Optional<String> test,
    Optional<String> image,
    Review review,
    List<String> carry,
    List<String> guard,
    CommandPolicy commands,
    Logs logs) {

  /**
   * Its log files on this machine.
   *
   * @param files paths, with {@code *} and the like in the last part
   * @param largest bytes of each that one scan reads
   */
  public record Logs(List<String> files, long largest) {
    /** None. */
    public static final Logs NONE = new Logs(List.of(), 0);

    /** What there is on this machine now of one of the files, at most 50 of a pattern. */
    public static List<Path> found(String file) {
      return LogFiles.matching(file);
    }
  }

  /** A repository in which people are asked only where a gate opens. */
  public Repo(
      String name,
      Remote remote,
      Optional<String> base,
      Optional<String> setup,
      Optional<String> test,
      Optional<String> image) {
    this(
        name,
        remote,
        base,
        setup,
        test,
        image,
        Review.NONE,
        List.of(),
        List.of(),
        CommandPolicy.standard(),
        Logs.NONE);
  }

  /** What people approve in every task, sure or not. */
  public enum Review {
    NONE(false, false),
    /** The plan, before work starts. */
    PLAN(true, false),
    /** The change, before it leaves the house. */
    DIFF(false, true),
    BOTH(true, true);

    private final boolean plan;
    private final boolean diff;

    Review(boolean plan, boolean diff) {
      this.plan = plan;
      this.diff = diff;
    }

    boolean plan() {
      return plan;
    }

    boolean diff() {
      return diff;
    }
  }
}
