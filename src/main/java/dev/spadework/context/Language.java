package dev.spadework.context;

import java.util.Locale;
import java.util.Map;

/** Families of languages, where what a part looks like means the same. */
final class Language {
  private static final Map<String, Integer> FAMILIES =
      Map.ofEntries(
          Map.entry("java", 1),
          Map.entry("kt", 1),
          Map.entry("scala", 1),
          Map.entry("cs", 1),
          Map.entry("py", 2),
          Map.entry("js", 3),
          Map.entry("jsx", 3),
          Map.entry("mjs", 3),
          Map.entry("cjs", 3),
          Map.entry("ts", 4),
          Map.entry("tsx", 4),
          Map.entry("mts", 4),
          Map.entry("cts", 4),
          Map.entry("vue", 4),
          Map.entry("go", 5));

  private Language() {}

  /** A number of the family; 0 for any other. */
  static int of(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return FAMILIES.getOrDefault(extension, 0);
  }
}
