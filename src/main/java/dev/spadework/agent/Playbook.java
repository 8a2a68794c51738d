package dev.spadework.agent;

import dev.spadework.task.Kind;
import dev.spadework.workspace.WorkspaceException;
import java.util.Optional;

/**
 * How tasks of one kind are done: a page for the model, what it is shown besides, and the check
 * that decides whether the work is what was asked for. A check reads trees, test runs and sources,
 * never the words of a model.
 */
interface Playbook {
  Kind kind();

  /** Words that files are looked for by, besides those of the request. */
  default String seeks() {
    return "";
  }

  /** Finds out whether the proof is there. */
  void check(Scene scene, Facts facts) throws Trouble, WorkspaceException, InterruptedException;

  /** The playbook of a kind that has one of its own. */
  static Optional<Playbook> of(Kind kind) {
    return switch (kind) {
      case BUG -> Optional.of(new BugPlaybook());
      case TESTS -> Optional.of(new TestsPlaybook());
      case REFACTOR -> Optional.of(new RefactorPlaybook());
      case DOCS -> Optional.of(new DocsPlaybook());
      case DEPS -> Optional.of(new DepsPlaybook());
      case CHANGE, LOGS -> Optional.empty();
    };
  }
}
