package dev.spadework.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which lines of the code some tests are about: the bodies of what they name. */
public final class Targets {
  private static final Pattern CODE =
      Pattern.compile(
          "(?i).*\\.(?:java|kt|py|js|jsx|mjs|cjs|ts|tsx|go|rs|sh|bash|rb|php|cs|scala|groovy|swift"
              + "|c|cc|cpp|h|lua|pl)");
  private static final int FILES = 12;

  private Targets() {}

  /** Whether it is a file of code that is no test. */
  public static boolean isCode(String path) {
    return CODE.matcher(path).matches() && !TestFiles.isTest(path);
  }

  /**
   * The code files that these tests name by their stems, those that the tests' own files are called
   * after first; at most 12.
   */
  public static List<String> files(List<String> paths, List<TestNames.Named> tests, String texts) {
    Set<String> words = TestNames.words(texts.replace('-', '_'));
    List<String> first = new ArrayList<>();
    List<String> rest = new ArrayList<>();
    for (String path : paths) {
      String stem = TestNames.stem(path).replace('-', '_');
      if (!isCode(path) || stem.length() < 2 || !words.contains(stem)) {
        continue;
      }
      String low = stem.toLowerCase(Locale.ROOT);
      boolean own =
          tests.stream()
              .map(test -> TestNames.stem(test.file()).toLowerCase(Locale.ROOT).replace('-', '_'))
              .anyMatch(name -> name.replaceAll("^test_?|_?(?:tests?|spec|it)$", "").equals(low));
      (own ? first : rest).add(path);
    }
    first.addAll(rest);
    return first.stream().limit(FILES).toList();
  }

  /** The lines of the bodies of functions with one of these names; all lines if there is none. */
  public static Set<Integer> lines(String path, String text, Set<String> names) {
    Masked source = Masked.of(text, Language.of(path));
    Map<Integer, Integer> bodies = new LinkedHashMap<>();
    Matcher python =
        Pattern.compile("(?m)^([ \\t]*)(?:async[ \\t]+)?def[ \\t]+(\\w+)[ \\t]*\\(")
            .matcher(source.bare());
    boolean py = Language.of(path) == Language.PYTHON;
    while (py && python.find()) {
      if (names.contains(python.group(2))) {
        int from = source.line(python.start(2)) + 1;
        bodies.put(from, block(source.bare(), from, python.group(1).length()));
      }
    }
    Matcher braces =
        Pattern.compile("\\b(\\w+)\\s*(?:<[^>(){}]*>)?\\s*\\([^;{}]*\\)[^;{}()=]*\\{")
            .matcher(source.bare());
    while (!py && Language.of(path) != Language.OTHER && braces.find()) {
      String name = braces.group(1);
      if (names.contains(name) && !name.matches("if|for|while|switch|catch|synchronized|match")) {
        int open = braces.end() - 1;
        bodies.put(source.line(open) + 1, source.line(source.close(open)));
      }
    }
    Set<Integer> lines = new TreeSet<>();
    bodies.forEach(
        (from, to) -> {
          for (int line = from; line <= to; line++) {
            lines.add(line);
          }
        });
    if (lines.isEmpty()) {
      for (int line = 1; line <= text.lines().count(); line++) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static int block(String bare, int from, int indent) {
    List<String> lines = bare.lines().toList();
    int last = from - 1;
    for (int i = from - 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && line.length() - line.stripLeading().length() <= indent) {
        break;
      }
      last = i + 1;
    }
    return last;
  }
}
