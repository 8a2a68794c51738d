package dev.spadework.workspace;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import org.eclipse.jgit.lib.Repository;

/**
 * The private git directory of a task, open for one piece of work at a time; what goes wrong is
 * told in words.
 */
record OwnGit(Plot plot, Redactor redactor) {
  /** Work that can be interrupted. */
  interface Patient<T> {
    T with(Repository git) throws IOException, WorkspaceException, InterruptedException;
  }

  /** Work that is over at once. */
  interface Calm<T> {
    T with(Repository git) throws IOException;
  }

  <T> T patient(String done, Patient<T> work) throws WorkspaceException, InterruptedException {
    try (Repository git = Mirror.bare(plot.git())) {
      return work.with(git);
    } catch (Budget.Exceeded e) {
      throw WorkspaceException.person(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped while " + plot.task() + " was " + done);
      }
      throw failed(done, e);
    }
  }

  <T> T calm(String done, Calm<T> work) throws WorkspaceException {
    try (Repository git = Mirror.bare(plot.git())) {
      return work.with(git);
    } catch (Budget.Exceeded e) {
      throw WorkspaceException.person(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw failed(done, e);
    }
  }

  WorkspaceException failed(String done, IOException e) {
    String missing = Files.isDirectory(plot.git()) ? "" : "it is gone; ";
    return WorkspaceException.disk(
        redactor.clean(
            "The work tree of "
                + plot.task()
                + " cannot be "
                + done
                + ": "
                + missing
                + e.getClass().getSimpleName()
                + (e.getMessage() == null ? "" : " " + e.getMessage())),
        e);
  }
}
