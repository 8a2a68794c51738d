package dev.spadework.workspace;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteRefUpdate;

/** Puts one commit on one new branch of the remote; there is no way to ask for force here. */
final class Push {
  private Push() {}

  static String push(
      Repository git, Remote remote, Redactor redactor, ObjectId commit, String branch)
      throws IOException, WorkspaceException, InterruptedException {
    String ref = Constants.R_HEADS + branch;
    if (!Repository.isValidRefName(ref)) {
      throw WorkspaceException.person("\"" + branch + "\" is no name for a branch.");
    }
    Wire wire = new Wire(remote, redactor);
    Optional<ObjectId> there = commitOf(wire.refs(git), ref);
    if (there.isEmpty()) {
      // Expecting no branch makes the server refuse if one appeared since we asked.
      RemoteRefUpdate update =
          new RemoteRefUpdate(git, commit.name(), commit, ref, false, null, ObjectId.zeroId());
      for (RemoteRefUpdate done : wire.push(git, update)) {
        switch (done.getStatus()) {
          case OK, UP_TO_DATE, REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD -> {}
          default -> throw new Fault(remote, redactor).rejected(branch, done.getMessage());
        }
      }
      there = commitOf(wire.refs(git), ref);
    }
    if (there.isEmpty()) {
      throw WorkspaceException.temporary(
          remote.name() + ": the remote does not show branch " + branch + " after the push.");
    }
    if (!there.get().equals(commit)) {
      throw WorkspaceException.person(
          remote.name()
              + ": branch "
              + branch
              + " exists already with another commit ("
              + there.get().abbreviate(10).name()
              + "); it is left as it is. Delete or rename it and try again.");
    }
    return there.get().name();
  }

  private static Optional<ObjectId> commitOf(Map<String, Ref> refs, String name) {
    return Optional.ofNullable(refs.get(name)).map(Ref::getObjectId);
  }
}
