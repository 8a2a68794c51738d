package dev.spadework.review;

import java.util.List;

/** Finds the tests of a file. */
final class Cases {
  private Cases() {}

  /** The tests in the order of the file; none where its language is not read. */
  static List<TestCase> of(String file, String text) {
    Language language = Language.of(file);
    Masked source = Masked.of(text, language);
    return switch (language) {
      case JAVA, KOTLIN -> {
        List<TestCase> cases = AnnotatedCases.of(file, source, language);
        yield language == Language.KOTLIN && cases.isEmpty()
            ? CalledCases.of(file, source, language)
            : cases;
      }
      case RUST, GO -> AnnotatedCases.of(file, source, language);
      case PYTHON -> PythonCases.of(file, source);
      case JAVASCRIPT -> CalledCases.of(file, source, language);
      case OTHER -> List.of();
    };
  }
}
