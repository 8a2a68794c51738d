package dev.spadework.agent;

import dev.spadework.review.DocLinks;
import dev.spadework.review.DocLinks.Broken;
import dev.spadework.review.Edit;
import dev.spadework.review.Prose;
import dev.spadework.task.Kind;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** No code changes, and what the documents point to is there. */
final class DocsPlaybook implements Playbook {
  /** More documents than any repository known to us has. */
  private static final int DOCUMENTS = 2_000;

  @Override
  public Kind kind() {
    return Kind.DOCS;
  }

  @Override
  public String seeks() {
    return "documentation readme";
  }

  @Override
  public void check(Scene scene, Facts facts) throws WorkspaceException {
    List<String> code = Prose.beyond(scene.edits()).stream().map(Edit::path).toList();
    if (code.isEmpty()) {
      facts.holds("docs.only", "files", scene.edits().size());
    } else {
      facts.lacks("docs.code", "files", Facts.some(code));
    }
    List<String> remarks =
        scene.edits().stream()
            .map(Edit::path)
            .filter(path -> !Prose.isDocument(path) && !code.contains(path))
            .toList();
    if (!remarks.isEmpty()) {
      facts.note("docs.comments", "files", Facts.some(remarks));
    }
    links(scene, facts);
  }

  /** What is broken now and was not: in what was written, and elsewhere by what was taken away. */
  private static void links(Scene scene, Facts facts) throws WorkspaceException {
    List<String> now = scene.paths();
    List<String> then = scene.tree().base().paths();
    DocLinks after = new DocLinks(now, path -> text(scene, scene.head(), path));
    DocLinks before = new DocLinks(then, path -> text(scene, scene.task().baseTree(), path));
    Set<String> known = new HashSet<>();
    List<Broken> fresh = new ArrayList<>();
    int documents = 0;
    int old = 0;
    for (String path : then.stream().filter(DocLinks::isRead).limit(DOCUMENTS).toList()) {
      before.in(path).forEach(broken -> known.add(broken.key()));
    }
    for (String path : now.stream().filter(DocLinks::isRead).limit(DOCUMENTS).toList()) {
      documents++;
      for (Broken broken : after.in(path)) {
        if (known.contains(broken.key())) {
          old++;
        } else {
          fresh.add(broken);
        }
      }
    }
    for (String why : List.of("file", "anchor", "fence", "path", "script")) {
      List<String> such =
          fresh.stream()
              .filter(broken -> broken.why().equals(why))
              .map(broken -> broken.path() + ":" + broken.line() + " " + broken.target())
              .toList();
      if (!such.isEmpty()) {
        facts.lacks("docs.broken." + why, "places", Facts.some(such));
      }
    }
    if (fresh.isEmpty()) {
      facts.holds("docs.links", "links", after.seen(), "documents", documents);
    }
    if (old > 0) {
      facts.note("docs.known", "known", old);
    }
  }

  private static Optional<String> text(Scene scene, String tree, String path) {
    try {
      return scene.text(tree, path);
    } catch (WorkspaceException e) {
      // What cannot be read points nowhere, and what points to it is found broken.
      return Optional.empty();
    }
  }
}
