package dev.spadework.agent;

import dev.spadework.forge.ForgeException;
import dev.spadework.llm.ModelException;
import dev.spadework.workspace.WorkspaceException;

/** What the rooms below say when they cannot, as trouble of a step. */
final class Faults {
  private Faults() {}

  static Trouble of(WorkspaceException e) {
    if (e.temporary()) {
      return Trouble.passing(e.getMessage(), e.retryAfter());
    }
    return e.blame() == WorkspaceException.Blame.PERSON
        ? Trouble.person(e.what(), e.next())
        : Trouble.world(e.what(), e.next());
  }

  static Trouble of(ForgeException e) {
    return e.temporary()
        ? Trouble.passing(e.getMessage(), e.retryAfter())
        : Trouble.world(e.getMessage(), "");
  }

  static Trouble of(ModelException e) {
    return e.temporary()
        ? Trouble.passing(e.getMessage(), e.retryAfter())
        : Trouble.world(e.getMessage(), e.mend());
  }
}
