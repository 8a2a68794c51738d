package dev.spadework.agent;

import dev.spadework.workspace.BaseSide;
import dev.spadework.workspace.Listed;
import dev.spadework.workspace.WorkspaceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules that a repository has for itself, at the base commit, never from what is being changed.
 * Most commits leave them as they are: a text that was read is kept by its blob's id. Safe for use
 * by many threads.
 */
final class HouseRules {
  private static final List<String> NAMES =
      List.of("AGENTS.md", "CLAUDE.md", ".github/copilot-instructions.md");
  private static final int LARGEST = 64 << 10;
  private static final int KEPT = 64;

  private final Map<String, Optional<String>> byBlob = new LinkedHashMap<>();

  /** The first file of rules that the base has; what a link leads to is read anew each time. */
  Optional<String> of(BaseSide base) throws WorkspaceException {
    List<Listed> listed = base.listed();
    for (String name : NAMES) {
      for (Listed each : listed) {
        if (each.path().equals(name)) {
          Optional<String> text =
              each.blob().isPresent()
                  ? kept(base, name, each.blob().get())
                  : base.text(name, LARGEST);
          if (text.isPresent()) {
            return text;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> kept(BaseSide base, String name, String blob) throws WorkspaceException {
    synchronized (byBlob) {
      if (byBlob.containsKey(blob)) {
        return byBlob.get(blob);
      }
    }
    Optional<String> text = base.text(name, LARGEST);
    synchronized (byBlob) {
      byBlob.put(blob, text);
      if (byBlob.size() > KEPT) {
        byBlob.remove(byBlob.keySet().iterator().next());
      }
    }
    return text;
  }
}
