package dev.spadework.review;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions that tests call and that assert something for them. */
final class Helpers {
  private static final Pattern PYTHON =
      Pattern.compile(
          "(?m)^[ \\t]*(?:async[ \\t]+)?def[ \\t]+(?!test)(\\w+)[ \\t]*\\([^)]*\\)[^:\\n]*:");
  private static final Pattern BRACES =
      Pattern.compile(
          "(?:\\bfun\\s+|\\bfn\\s+|\\bfunc\\s+(?:\\([^)]*\\)\\s*)?|\\bfunction\\s*\\*?\\s*"
              + "|\\b(?:void|static|private|public|protected|boolean|int|String)\\s+(?:<[^>]*>\\s*)?"
              + "(?:[\\w<>\\[\\]]+\\s+)?)(?!test|Test)(\\w+)\\s*(?:<[^>{}]*>)?\\s*\\([^{};]{0,400}\\{"
              + "|\\bconst\\s+(\\w+)\\s*=\\s*(?:async\\s*)?(?:function\\b|\\()[^;{}]{0,300}\\{");

  private Helpers() {}

  /** Adds how many assertions each function of the file holds that is no test. */
  static void count(String file, String text, Map<String, Integer> into) {
    Language language = Language.of(file);
    if (language == Language.OTHER) {
      return;
    }
    Masked source = Masked.of(text, language);
    Matcher matcher = (language == Language.PYTHON ? PYTHON : BRACES).matcher(source.bare());
    while (matcher.find()) {
      int open = matcher.end() - 1;
      int end = language == Language.PYTHON ? nextDefinition(source, open) : source.close(open);
      int count = Assertion.in(Statements.of(source, open + 1, end, language)).size();
      String name =
          matcher.group(1) == null ? matcher.group(matcher.groupCount()) : matcher.group(1);
      if (count > 0 && name != null) {
        into.merge(name, count, Integer::sum);
      }
    }
  }

  private static int nextDefinition(Masked source, int from) {
    int next = source.bare().indexOf("\ndef ", from);
    int method = source.bare().indexOf("\n    def ", from);
    int end = next < 0 ? source.bare().length() : next;
    return method < 0 ? end : Math.min(end, method);
  }
}
