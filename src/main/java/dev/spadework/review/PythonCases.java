package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests of pytest and unittest. */
final class PythonCases {
  private static final Pattern TEST =
      Pattern.compile("(?m)^([ \\t]*)(?:async[ \\t]+)?def[ \\t]+(test\\w*)[ \\t]*\\(");
  private static final Pattern CLASS =
      Pattern.compile("(?m)^([ \\t]*)class[ \\t]+(\\w+)[ \\t]*(\\([^)]*\\))?[ \\t]*:");
  private static final Pattern OFF =
      Pattern.compile(
          "\\b(?:pytest\\.mark\\.)?(?:skip|skipif|skipIf|skipUnless|xfail|expectedFailure)\\b");
  private static final Pattern MODULE_OFF =
      Pattern.compile(
          "(?m)^(?:pytestmark\\s*=.*(?:skip|xfail).*|pytest\\.skip\\(.*|pytest\\.importorskip\\(.*"
              + "|__test__\\s*=\\s*False.*|raise\\s+(?:unittest\\.)?SkipTest.*)$");
  private static final Pattern CLASS_OFF =
      Pattern.compile(
          "(?m)^[ \\t]+(?:pytestmark\\s*=.*(?:skip|xfail).*|__test__\\s*=\\s*False.*)$");

  private record Scope(int from, int to, String name, Optional<String> off) {}

  private final Masked source;
  private final String bare;

  private PythonCases(Masked source) {
    this.source = source;
    this.bare = source.bare();
  }

  static List<TestCase> of(String file, Masked source) {
    return new PythonCases(source).cases(file);
  }

  private List<TestCase> cases(String file) {
    List<Scope> scopes = scopes();
    Matcher module = MODULE_OFF.matcher(bare);
    Optional<String> off =
        module.find() ? Optional.of(shown(module.start(), module.end())) : Optional.empty();
    List<TestCase> cases = new ArrayList<>();
    Matcher matcher = TEST.matcher(bare);
    while (matcher.find()) {
      int colon = bare.indexOf(':', source.close(matcher.end() - 1));
      if (colon < 0) {
        continue;
      }
      int end = end(matcher.group(1).length(), colon);
      int start = decorated(matcher.start(), matcher.group(1).length());
      Optional<String> own = marker(start, matcher.start());
      String name = matcher.group(2);
      for (Scope scope : scopes) {
        if (scope.from < matcher.start() && matcher.start() < scope.to) {
          name = scope.name + " \u203A " + name;
          own = own.or(scope::off);
        }
      }
      cases.add(
          new TestCase(
              file,
              name,
              source.line(matcher.start(2)),
              source.code().substring(start, matcher.end(2)).strip(),
              Statements.of(source, colon + 1, end, Language.PYTHON),
              own.isPresent() ? own : off,
              false));
    }
    return cases;
  }

  private List<Scope> scopes() {
    List<Scope> scopes = new ArrayList<>();
    Matcher matcher = CLASS.matcher(bare);
    while (matcher.find()) {
      int indent = matcher.group(1).length();
      int end = end(indent, matcher.end());
      int start = decorated(matcher.start(), indent);
      Optional<String> off = marker(start, matcher.start());
      Matcher inside = CLASS_OFF.matcher(bare).region(matcher.end(), Math.max(end, matcher.end()));
      if (off.isEmpty() && inside.find()) {
        off = Optional.of(shown(inside.start(), inside.end()));
      }
      boolean bases = matcher.group(3) != null && matcher.group(3).length() > 2;
      if (off.isEmpty() && !bases && !matcher.group(2).startsWith("Test")) {
        off = Optional.of("class " + matcher.group(2));
      }
      scopes.add(new Scope(matcher.start(), end, matcher.group(2), off));
    }
    return scopes;
  }

  private Optional<String> marker(int from, int to) {
    Matcher off = OFF.matcher(bare).region(from, to);
    if (!off.find()) {
      return Optional.empty();
    }
    int line = bare.lastIndexOf('\n', off.start()) + 1;
    int end = bare.indexOf('\n', off.start());
    return Optional.of(shown(line, end < 0 ? bare.length() : end));
  }

  private String shown(int from, int to) {
    return source.code().substring(from, to).strip();
  }

  /** Where the decorators above a definition begin. */
  private int decorated(int definition, int indent) {
    int start = definition;
    int line = definition;
    while (line > 0) {
      int before = bare.lastIndexOf('\n', line - 2) + 1;
      String text = bare.substring(before, line);
      int deep = indent(text);
      boolean decorator = deep == indent && text.startsWith("@", deep);
      boolean goesOn =
          deep > indent
              || deep == indent
                  && ")]}".indexOf(text.strip().isEmpty() ? ' ' : text.strip().charAt(0)) >= 0;
      if (text.isBlank() || !decorator && !goesOn) {
        break;
      }
      line = before;
      if (decorator) {
        start = line;
      }
    }
    return start;
  }

  /** The end of the block that follows: the first line that is indented no deeper. */
  private int end(int indent, int from) {
    int line = bare.indexOf('\n', from);
    while (line >= 0 && line + 1 < bare.length()) {
      int next = bare.indexOf('\n', line + 1);
      String text = bare.substring(line + 1, next < 0 ? bare.length() : next);
      String raw = source.code().substring(line + 1, next < 0 ? bare.length() : next);
      boolean inString = text.isBlank() && !raw.isBlank();
      boolean closes =
          indent(text) == indent
              && ")]}".indexOf(text.strip().isEmpty() ? ' ' : text.strip().charAt(0)) >= 0;
      if (!text.isBlank()
          && !inString
          && !closes
          && indent(text) <= indent
          && !text.strip().startsWith("\"\"\"")) {
        return line;
      }
      if (next < 0) {
        break;
      }
      line = next;
    }
    return bare.length();
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }
}
