package dev.spadework.task;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What sort of work a task is: its playbook. Each has a proof of its own that code decides. */
public enum Kind {
  /** Anything; the repository's own tests are its proof. */
  CHANGE(List.of("feature", "task")),
  /** Tests for code that is there; they must notice when it is broken. */
  TESTS(List.of("test")),
  /** Words only; no code changes. */
  DOCS(List.of("doc", "documentation")),
  /** The same behaviour in another shape. */
  REFACTOR(List.of("refactoring", "cleanup")),
  /** Something is wrong; a test shows it before and shows it mended after. */
  BUG(List.of("bugfix", "fix")),
  /** Newer versions of what the project depends on. */
  DEPS(List.of("dependencies", "dependency")),
  /** What a log tells. */
  LOGS(List.of("log"));

  private final List<String> others;

  Kind(List<String> others) {
    this.others = others;
  }

  /** The word for it in {@code kind:}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this label or a word close to it, in any case. */
  public static Optional<Kind> named(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(kind -> kind.label().equals(plain) || kind.others.contains(plain))
        .findFirst();
  }

  /** The words for all of them. */
  public static List<String> labels() {
    return Stream.of(values()).map(Kind::label).toList();
  }

  /** Whether code demands more of it than that the repository's tests pass. */
  public boolean proves() {
    return this != CHANGE && this != LOGS;
  }

  /**
   * Whether a planner, which reads untrusted text, may put it in this one's place. A proof may be
   * added, never dropped or exchanged for another: what people asked decides which one is owed.
   */
  public boolean yieldsTo(Kind other) {
    return this == other || this == CHANGE && other.proves();
  }
}
