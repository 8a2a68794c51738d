package dev.spadework.agent;

import dev.spadework.review.Edit;
import dev.spadework.review.Locks;
import dev.spadework.review.Manifests;
import dev.spadework.review.Manifests.Moved;
import dev.spadework.review.Sources;
import dev.spadework.task.Kind;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Manifest and lock change together, versions go up, and the same tests pass with them. */
final class DepsPlaybook implements Playbook {
  @Override
  public Kind kind() {
    return Kind.DEPS;
  }

  @Override
  public String seeks() {
    return "dependencies versions pom.xml package.json requirements.txt changelog";
  }

  @Override
  public void check(Scene scene, Facts facts) throws WorkspaceException {
    List<Edit> manifests =
        scene.edits().stream().filter(edit -> Manifests.isManifest(edit.path())).toList();
    List<Moved> moved = moved(scene);
    if (manifests.isEmpty() && moved.isEmpty()) {
      facts.lacks("deps.none");
      return;
    }
    if (moved.isEmpty()) {
      facts.lacks("deps.unmoved", "files", Facts.some(paths(manifests)));
      return;
    }
    facts.holds("deps.moved", "moved", Facts.some(moved.stream().map(Moved::words).toList()));
    List<Moved> down = moved.stream().filter(Moved::down).toList();
    if (!down.isEmpty()) {
      facts.lacks("deps.down", "moved", Facts.some(down.stream().map(Moved::words).toList()));
    }
    origins(scene, facts);
    locks(scene, manifests, facts);
    List<String> weakened = scene.weakened();
    if (!weakened.isEmpty()) {
      facts.lacks("weakened", "tests", Facts.some(weakened));
    }
    RefactorPlaybook.same(scene, facts);
    List<String> others =
        scene.touched(false).stream()
            .filter(path -> !Manifests.isManifest(path) && !Manifests.isLock(path))
            .toList();
    if (!others.isEmpty()) {
      facts.note("deps.others", "files", Facts.some(others));
    }
    DepsRisks.note(scene, moved, facts);
  }

  /** Versions of manifests; where only a lock moves, those of the lock. */
  private static List<Moved> moved(Scene scene) {
    List<Moved> moved = Manifests.moved(scene.edits());
    return moved.isEmpty() ? List.copyOf(Locks.moved(scene.edits()).values()) : moved;
  }

  /** Packages come from where they came from, and a lock is what the package manager wrote. */
  private static void origins(Scene scene, Facts facts) {
    List<String> brought = Sources.brought(scene.edits());
    if (!brought.isEmpty()) {
      facts.lacks("deps.source", "sources", Facts.some(brought));
    }
    Map<String, String> fetched =
        Fetched.of(scene.bench().notebook()).map(Fetched::locks).orElse(Map.of());
    List<String> byHand = Locks.byHand(scene.edits(), fetched);
    if (!byHand.isEmpty()) {
      facts.lacks(
          fetched.isEmpty() ? "deps.lock.crossed" : "deps.lock.hand", "names", Facts.some(byHand));
    } else if (Locks.compared(scene.edits(), fetched)) {
      facts.holds("deps.lock");
    }
  }

  /** A lock that lies beside a changed manifest has to change with it. */
  private static void locks(Scene scene, List<Edit> manifests, Facts facts)
      throws WorkspaceException {
    List<String> stale = new ArrayList<>();
    List<String> all = scene.paths();
    List<String> touched = scene.touched(false);
    for (Edit manifest : manifests) {
      for (String lock : Manifests.locksOf(manifest.path())) {
        if (all.contains(lock) && !touched.contains(lock)) {
          stale.add(lock);
        }
      }
    }
    if (stale.isEmpty()) {
      long locks = touched.stream().filter(Manifests::isLock).count();
      facts.holds("deps.files", "manifests", manifests.size(), "locks", locks);
    } else {
      facts.lacks("deps.stale", "files", Facts.some(stale));
    }
  }

  private static List<String> paths(List<Edit> edits) {
    return edits.stream().map(Edit::path).toList();
  }
}
