package dev.spadework.review;

import java.util.Locale;

/** A programming language, as far as its tests are read. */
enum Language {
  JAVA,
  KOTLIN,
  PYTHON,
  JAVASCRIPT,
  GO,
  RUST,
  /** Any other; its tests are not read, only their lines. */
  OTHER;

  static Language of(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "java" -> JAVA;
      case "kt", "kts" -> KOTLIN;
      case "py" -> PYTHON;
      case "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts" -> JAVASCRIPT;
      case "go" -> GO;
      case "rs" -> RUST;
      default -> OTHER;
    };
  }

  boolean nests() {
    return this == RUST || this == KOTLIN;
  }
}
