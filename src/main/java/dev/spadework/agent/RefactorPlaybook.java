package dev.spadework.agent;

import dev.spadework.review.Signatures;
import dev.spadework.task.Kind;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.WorkspaceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The same tests before and after, none weaker, and nothing that others call has gone. */
final class RefactorPlaybook implements Playbook {
  @Override
  public Kind kind() {
    return Kind.REFACTOR;
  }

  @Override
  public void check(Scene scene, Facts facts) throws WorkspaceException {
    if (scene.touched(false).isEmpty()) {
      facts.lacks("refactor.nothing");
      return;
    }
    List<String> weakened = scene.weakened();
    if (!weakened.isEmpty()) {
      facts.lacks("weakened", "tests", Facts.some(weakened));
    }
    same(scene, facts);
    signatures(scene, facts);
  }

  /** The tests by name and number; a deps update owes the same. */
  static void same(Scene scene, Facts facts) {
    Optional<TestRun> base = scene.task().testing().baseline();
    Optional<TestRun> head = scene.headRun();
    Optional<TestRun.Counts> was = base.flatMap(TestRun::counts);
    Optional<TestRun.Counts> is = head.flatMap(TestRun::counts);
    if (was.isEmpty() || is.isEmpty() || was.get().total() == 0) {
      facts.lacks("same.uncounted");
      return;
    }
    Set<String> before = new TreeSet<>(scene.passed(base.get()));
    Set<String> after = new TreeSet<>(scene.passed(head.get()));
    boolean named = before.size() == was.get().passed() && after.size() == is.get().passed();
    if (named) {
      Set<String> gone = new TreeSet<>(before);
      gone.removeAll(after);
      if (!gone.isEmpty()) {
        facts.lacks("same.gone", "tests", Facts.some(gone));
        return;
      }
      facts.holds("same.names", "tests", before.size());
      if (after.size() > before.size()) {
        facts.note("same.more", "more", after.size() - before.size());
      }
    }
    boolean fewer =
        is.get().passed() < was.get().passed()
            || is.get().failed() > was.get().failed()
            || is.get().skipped() > was.get().skipped();
    boolean other = !named && !is.get().equals(was.get());
    Object[] pairs = {"before", words(was.get()), "after", words(is.get())};
    if (fewer || other) {
      facts.lacks("same.counts.not", pairs);
    } else {
      facts.holds(named ? "same.counts" : "same.counts.unnamed", pairs);
    }
  }

  private static String words(TestRun.Counts counts) {
    return counts.passed() + "/" + counts.failed() + "/" + counts.skipped();
  }

  private static void signatures(Scene scene, Facts facts) {
    Signatures signatures = Signatures.of(scene.edits());
    List<String> gone = new ArrayList<>();
    List<String> asked = new ArrayList<>();
    for (String declaration : signatures.gone()) {
      String name = Signatures.name(declaration);
      boolean named = scene.change().asked().matches("(?s).*\\b" + name + "\\b.*");
      (named ? asked : gone).add(declaration);
    }
    if (!gone.isEmpty()) {
      facts.lacks("refactor.signatures.gone", "names", Facts.some(gone));
    } else if (signatures.compared() > 0) {
      facts.holds("refactor.signatures", "all", signatures.compared() - asked.size());
    }
    if (!asked.isEmpty()) {
      facts.note("refactor.signatures.asked", "names", Facts.some(asked));
    }
    if (!signatures.fresh().isEmpty()) {
      facts.note("refactor.signatures.fresh", "names", Facts.some(signatures.fresh()));
    }
    if (!signatures.unread().isEmpty()) {
      facts.note("refactor.signatures.unread", "files", Facts.some(signatures.unread()));
    }
  }
}
