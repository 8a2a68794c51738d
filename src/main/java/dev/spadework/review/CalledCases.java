package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests that are calls with a name and a function: Jest, Vitest, Mocha, node:test, Kotest. */
final class CalledCases {
  private static final Pattern CALL =
      Pattern.compile(
          "(?<![\\w$.])(x|f)?(it|test|specify|should|scenario|describe|context|suite|feature)"
              + "((?:\\s*\\.\\s*\\w+(?:\\([^()]*\\))?)*)\\s*([(`])");
  private static final Pattern GROUP = Pattern.compile("describe|context|suite|feature");
  private static final Pattern MODIFIER_OFF =
      Pattern.compile("\\b(?:skip|todo|fails|failing|skipIf|runIf|ignore)\\b");
  private static final Pattern OPTION_OFF =
      Pattern.compile(
          "\\b(?:skip|todo|fails|ignore)\\s*:\\s*(?!false\\b|undefined\\b)|\\benabled\\s*=\\s*false"
              + "|\\.config\\([^)]*enabled\\s*=\\s*false");
  private static final Pattern ONLY = Pattern.compile("\\bonly\\b");

  private record Group(int from, int to, String name, Optional<String> off) {}

  private final String file;
  private final Masked source;
  private final Language language;

  private CalledCases(String file, Masked source, Language language) {
    this.file = file;
    this.source = source;
    this.language = language;
  }

  static List<TestCase> of(String file, Masked source, Language language) {
    return new CalledCases(file, source, language).cases();
  }

  private List<TestCase> cases() {
    List<TestCase> cases = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    Matcher call = CALL.matcher(source.bare());
    while (call.find()) {
      int open = arguments(call);
      if (open < 0) {
        continue;
      }
      int end = source.close(open);
      Optional<String> name = name(open + 1, end);
      if (name.isEmpty()) {
        continue;
      }
      int body = function(open, end);
      String head = source.bare().substring(open, body);
      String marks = (call.group(3) == null ? "" : call.group(3)) + " ";
      Optional<String> off = off(call, marks, head, name.get());
      boolean only =
          "f".equals(call.group(1)) || ONLY.matcher(marks).find() || name.get().startsWith("f:");
      List<Group> around =
          groups.stream().filter(group -> group.from < open && open < group.to).toList();
      if (GROUP.matcher(call.group(2)).matches()) {
        groups.add(new Group(open, ending(end), name.get(), off));
        if (only) {
          cases.add(found(call, open, around, name.get(), body, body, Optional.empty(), true));
        }
      } else {
        Optional<String> marked =
            off.or(() -> around.stream().flatMap(group -> group.off.stream()).findFirst());
        cases.add(found(call, open, around, name.get(), body, ending(end), marked, only));
      }
    }
    return cases;
  }

  /** In Kotlin the function follows the parentheses. */
  private int ending(int close) {
    if (language == Language.KOTLIN) {
      int brace = source.bare().indexOf('{', close);
      if (brace > 0
          && source.bare().substring(close + 1, brace).matches("(?:\\.config\\([^{]*\\))?\\s*")) {
        return source.close(brace);
      }
    }
    return close;
  }

  private TestCase found(
      Matcher call,
      int open,
      List<Group> around,
      String name,
      int body,
      int end,
      Optional<String> off,
      boolean only) {
    StringBuilder whole = new StringBuilder();
    around.forEach(group -> whole.append(group.name).append(" \u203A "));
    return new TestCase(
        file,
        whole + name,
        source.line(call.start()),
        source.code().substring(call.start(), body).strip(),
        Statements.of(source, body, Math.max(body, end), language),
        off,
        only);
  }

  private Optional<String> off(Matcher call, String marks, String head, String name) {
    if ("x".equals(call.group(1))) {
      return Optional.of("x" + call.group(2));
    }
    Matcher modifier = MODIFIER_OFF.matcher(marks);
    if (modifier.find()) {
      return Optional.of(call.group(2) + "." + modifier.group());
    }
    Matcher option = OPTION_OFF.matcher(head);
    if (option.find()) {
      return Optional.of(option.group().strip());
    }
    return language == Language.KOTLIN && name.startsWith("!")
        ? Optional.of("\"!\"")
        : Optional.empty();
  }

  /** Where the arguments with the name open: after the rows of {@code each} and conditions. */
  private int arguments(Matcher call) {
    int open = call.end() - 1;
    String marks = call.group(3) == null ? "" : call.group(3);
    if (marks.matches("(?s).*\\b(?:each|for|skipIf|runIf|extend)\\s*")) {
      int close =
          source.bare().charAt(open) == '`'
              ? source.bare().indexOf('`', open + 1)
              : source.close(open);
      int next = close + 1;
      while (next < source.bare().length() && Character.isWhitespace(source.bare().charAt(next))) {
        next++;
      }
      return next < source.bare().length() && source.bare().charAt(next) == '(' ? next : -1;
    }
    return source.bare().charAt(open) == '(' ? open : -1;
  }

  private Optional<String> name(int from, int to) {
    int at = from;
    String code = source.code();
    while (at < to && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    if (at >= to) {
      return Optional.empty();
    }
    char quote = code.charAt(at);
    if (quote == '\'' || quote == '"' || quote == '`') {
      int end = source.bare().indexOf(quote, at + 1);
      return end < 0 || end > to ? Optional.empty() : Optional.of(code.substring(at + 1, end));
    }
    int comma = source.bare().indexOf(',', at);
    return comma < 0 || comma > to || !Character.isJavaIdentifierStart(quote)
        ? Optional.empty()
        : Optional.of(code.substring(at, comma).strip());
  }

  /** Where the function's body begins; the end of the arguments where there is none. */
  private int function(int open, int end) {
    String bare = source.bare();
    if (language == Language.KOTLIN) {
      int brace = bare.indexOf('{', end);
      return brace < 0 ? end : Math.min(brace + 1, ending(end) + 1);
    }
    int arrow = bare.indexOf("=>", open);
    int word = bare.indexOf("function", open);
    int first = arrow < 0 ? word : word < 0 ? arrow : Math.min(arrow, word);
    if (first < 0 || first >= end) {
      return Math.min(end, bare.length());
    }
    int brace =
        first == arrow ? arrow + 2 : source.close(Math.max(first, bare.indexOf('(', first)));
    while (brace < end && bare.charAt(brace) != '{' && first == word) {
      brace++;
    }
    while (brace < end && Character.isWhitespace(bare.charAt(brace))) {
      brace++;
    }
    return brace < end && bare.charAt(brace) == '{' ? brace + 1 : Math.min(brace, end);
  }
}
