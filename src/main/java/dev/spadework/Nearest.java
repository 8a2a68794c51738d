package dev.spadework;

import dev.spadework.report.Edits;
import java.util.Comparator;
import java.util.stream.Stream;

/** What somebody who mistyped a name may have meant. */
final class Nearest {
  private Nearest() {}

  /** {@code ; did you mean …?}, or nothing where no name is near. */
  static String hint(String name, Stream<String> known) {
    return known
        .min(Comparator.comparingInt(candidate -> Edits.between(name, candidate)))
        .filter(candidate -> Edits.between(name, candidate) <= Math.max(2, name.length() / 3))
        .map(candidate -> "; did you mean " + candidate + "?")
        .orElse("");
  }
}
