package dev.spadework.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a task's sandbox is made of.
 *
 * @param task the task's id: letters, digits, {@code . _ -}
 * @param tree the work tree, the only directory of the host that commands see; its owner is who
 *     they run as. A tree of root's is given to uid 1000, so that nothing runs as root
 * @param image the Docker image; of no meaning to the process kind
 * @param setup a command that fetches what tests need, with network and without credentials. What
 *     it leaves in HOME, and new files that it leaves in the tree, are there when the task's own
 *     commands run; no file that the tree has is replaced. Its outcome is kept for the task
 * @param pristine what the setup runs on, never the work tree itself
 * @param limits ceilings for every command
 * @param binds directories of the host that commands see besides the tree
 */
public record Spec(
    String task,
    Path tree,
    String image,
    Optional<String> setup,
    Pristine pristine,
    Limits limits,
    List<Bind> binds) {
  /**
   * A directory of the host that was made to be seen.
   *
   * @param target where commands see it; an absolute path
   */
  public record Bind(Path source, String target, boolean readOnly) {}

  /** Checks the task's id, which becomes part of names. */
  public Spec {
    if (!task.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")) {
      throw new IllegalArgumentException(
          "task id \"" + task + "\": use 1 to 61 letters, digits, '.', '_' or '-'");
    }
    tree = tree.toAbsolutePath().normalize();
    setup = setup.filter(command -> !command.isBlank());
    binds = List.copyOf(binds);
  }

  /** For a tree that nobody works in before the sandbox is opened: it is its own pristine form. */
  public Spec(String task, Path tree, String image, Optional<String> setup, Limits limits) {
    this(task, tree, image, setup, new AsItIs(tree), limits, List.of());
  }

  /** The same, with these seen as well. */
  public Spec with(List<Bind> more) {
    return new Spec(task, tree, image, setup, pristine, limits, more);
  }
}
