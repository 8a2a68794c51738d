package dev.spadework.context;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that a line of code declares, for most languages, by the look of the line. */
final class Declarations {
  private static final int LONGEST_LINE = 300;
  private static final Pattern KEYWORD =
      Pattern.compile(
          "\\b(?:class|interface|enum|record|trait|struct|type|def|func|function|fn|const|let|var"
              + "|val|module|namespace|object|@interface)\\s+(?:\\([^)]*\\)\\s*)?([\\w$]{2,80})");
  private static final Pattern METHOD =
      Pattern.compile("^\\s*(?:[\\w$<>\\[\\],.?@*&:]++\\s++){0,8}?([\\w$]{2,80})\\s*\\([^;]*$");
  private static final Set<String> NOT_NAMES =
      Set.of(
          "if",
          "for",
          "while",
          "switch",
          "return",
          "catch",
          "new",
          "else",
          "throw",
          "super",
          "this",
          "assert",
          "elif",
          "await",
          "function",
          "print",
          "expect",
          "require");

  private Declarations() {}

  static void in(String line, List<String> names) {
    if (line.length() > LONGEST_LINE) {
      return;
    }
    Matcher keyword = KEYWORD.matcher(line);
    while (keyword.find()) {
      names.add(keyword.group(1));
    }
    if (line.indexOf('(') > 0 && opensBlock(line)) {
      Matcher method = METHOD.matcher(line);
      if (method.find() && !NOT_NAMES.contains(method.group(1))) {
        names.add(method.group(1));
      }
    }
  }

  private static boolean opensBlock(String line) {
    String end = line.stripTrailing();
    return end.endsWith("{")
        || end.endsWith("(")
        || end.endsWith(":")
        || end.endsWith(",") && !line.contains(" = ");
  }
}
