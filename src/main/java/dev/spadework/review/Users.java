package dev.spadework.review;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which code uses a package and which tests reach it: those that import it, and those that name a
 * file of the code that does. As far as lines show it; what is loaded by name at run time is not
 * seen.
 *
 * @param code files that import it and are no tests
 * @param tests test files that import it or name one of those
 */
public record Users(Set<String> code, Set<String> tests) {
  private static final Pattern SOURCE =
      Pattern.compile(
          ".*\\.(?:java|kt|kts|groovy|scala|py|js|jsx|mjs|cjs|ts|tsx|mts|vue|svelte|go|rs)");
  private static final Set<String> ANYWHERE = Set.of("index", "mod", "lib", "main", "__init__");

  /** Whether it is looked into. */
  public static boolean isSource(String path) {
    return SOURCE.matcher(path).matches();
  }

  /**
   * Who uses a package.
   *
   * @param imports the names that code uses it by, such as {@code org.jsoup}
   * @param sources texts by path
   */
  public static Users of(Collection<String> imports, Map<String, String> sources) {
    Set<String> code = new TreeSet<>();
    Set<String> tests = new TreeSet<>();
    if (!imports.isEmpty()) {
      String names = imports.stream().map(Pattern::quote).collect(Collectors.joining("|"));
      Pattern use =
          Pattern.compile(
              "(?m)^(?=.*(?:\\b(?:import|from|require|use|extern|include)\\b|^\\s*(?:\\w+\\s+)?\"|::))"
                  + ".*(?<![\\w./@-])(?:"
                  + names
                  + ")(?![\\w-]).*$");
      sources.forEach(
          (path, text) -> {
            if (use.matcher(text).find()) {
              (TestFiles.isTest(path) ? tests : code).add(path);
              if (path.endsWith(".rs") && text.contains("#[test]")) {
                // Rust keeps tests beside what they test.
                tests.add(path);
              }
            }
          });
    }
    for (String path : code) {
      Pattern named = Pattern.compile("\\b" + Pattern.quote(stem(path)) + "\\b");
      sources.forEach(
          (test, text) -> {
            if (TestFiles.isTest(test) && named.matcher(text).find()) {
              tests.add(test);
            }
          });
    }
    return new Users(code, tests);
  }

  /** The name that other files know it by: of {@code src/price/index.js} that is {@code price}. */
  private static String stem(String path) {
    List<String> parts = List.of(path.split("/"));
    String name = parts.get(parts.size() - 1).replaceFirst("\\..*$", "");
    return ANYWHERE.contains(name) && parts.size() > 1 ? parts.get(parts.size() - 2) : name;
  }
}
