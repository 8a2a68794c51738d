package dev.spadework.agent;

import dev.spadework.sandbox.Pristine;
import dev.spadework.sandbox.SandboxException;
import dev.spadework.workspace.Tree;
import dev.spadework.workspace.WorkspaceException;
import java.nio.file.Path;

/**
 * The base commit of a task, out of git and not out of the work tree.
 *
 * @param scope the repository and its branch: on another branch the same manifests may lie beside
 *     other scripts
 */
record AtBase(Tree tree, String scope) implements Pristine {
  @Override
  public void writeTo(Path directory) throws SandboxException, InterruptedException {
    try {
      tree.base().write(directory);
    } catch (WorkspaceException e) {
      throw new SandboxException(String.valueOf(e.getMessage()), e);
    }
  }
}
