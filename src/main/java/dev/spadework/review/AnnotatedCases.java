package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests that are functions: JUnit, TestNG, Rust by their annotations, JUnit 3 and Go by name. */
final class AnnotatedCases {
  private static final Pattern JVM =
      Pattern.compile(
          "@(?:\\w+\\.)*(?:Test|ParameterizedTest|RepeatedTest|TestFactory|TestTemplate|Property"
              + "|Theory|FuzzTest|RetryingTest|CartesianTest)\\b(?!\\s*\\.)"
              + "|\\bvoid\\s+test\\w*\\s*\\(\\s*\\)");
  private static final Pattern RUST =
      Pattern.compile(
          "#\\s*\\[\\s*(?:\\w+::)*(?:test|rstest|quickcheck|test_case|wasm_bindgen_test)\\b");
  private static final Pattern GO =
      Pattern.compile(
          "(?m)^func\\s+(?:\\([^)\\n]*\\)\\s*)?(?:Test|Fuzz|Example)(?:[^a-z\\s(]\\w*)?\\s*\\(");
  private static final Pattern JVM_OFF =
      Pattern.compile(
          "@(?:\\w+\\.)*(?:Ignore|Ignored|IgnoreIf|Disabled(?:If|On|For|In)?\\w*"
              + "|Enabled(?:If|On|For|In)\\w*)\\b|\\benabled\\s*=\\s*false");
  private static final Pattern RUST_OFF =
      Pattern.compile(
          "#\\s*!?\\[\\s*(?:ignore\\b|cfg_attr\\([^\\]]*\\bignore\\b|should_panic\\b"
              + "|cfg\\((?!\\s*test\\s*\\)))[^\\]\\n]*\\]?");
  private static final Pattern GO_OFF = Pattern.compile("(?m)^//\\s*(?:go:build|\\+build)\\s.*$");
  private static final Pattern UNSEEN = Pattern.compile("\\b(?:private|abstract)\\b");
  private static final Pattern SCOPE =
      Pattern.compile("\\b(?:class|interface|object|record|mod)\\s+\\w+");
  private static final Pattern NAME = Pattern.compile("(`[^`\\n]+`|\\w+)\\s*(?:<[^(]*>\\s*)?\\(");

  private final String file;
  private final Masked source;
  private final Language language;

  private AnnotatedCases(String file, Masked source, Language language) {
    this.file = file;
    this.source = source;
    this.language = language;
  }

  static List<TestCase> of(String file, Masked source, Language language) {
    return new AnnotatedCases(file, source, language).cases();
  }

  private List<TestCase> cases() {
    Pattern pattern = language == Language.RUST ? RUST : language == Language.GO ? GO : JVM;
    TreeMap<Integer, TestCase> byBody = new TreeMap<>();
    Matcher matcher = pattern.matcher(source.bare());
    while (matcher.find()) {
      int body = body(matcher.start());
      if (body > 0 && !byBody.containsKey(body)) {
        one(matcher.start(), body).ifPresent(found -> byBody.put(body, found));
      }
    }
    byBody.replaceAll((body, found) -> scoped(body, found));
    return new ArrayList<>(byBody.values());
  }

  private Optional<TestCase> one(int at, int body) {
    int start = language == Language.GO ? at : headerStart(at);
    String header = source.code().substring(start, body);
    String plain = declaration(source.bare().substring(start, body));
    Matcher name = NAME.matcher(plain);
    if (!name.find()) {
      return Optional.empty();
    }
    boolean braces = source.bare().charAt(body) == '{';
    int end = braces ? source.close(body) : expression(body);
    Optional<String> off = off(source.bare().substring(start, body), plain);
    return Optional.of(
        new TestCase(
            file,
            name.group(1),
            source.line(start + plain.indexOf(name.group(1))),
            header.strip(),
            Statements.of(source, body + 1, end, language),
            off,
            false));
  }

  private Optional<String> off(String bareHeader, String declaration) {
    if (language == Language.GO) {
      return Optional.empty();
    }
    Optional<String> marked = first(language == Language.RUST ? RUST_OFF : JVM_OFF, bareHeader);
    return marked.isPresent() || language == Language.RUST ? marked : first(UNSEEN, declaration);
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group().strip()) : Optional.empty();
  }

  /** What switches off all that it stands before: the class, the module, the file. */
  private TestCase scoped(int body, TestCase found) {
    if (found.off().isPresent()) {
      return found;
    }
    if (language == Language.GO) {
      // A build constraint is a comment, and stands above the package.
      return found;
    }
    Matcher off = (language == Language.RUST ? RUST_OFF : JVM_OFF).matcher(source.bare());
    while (off.find() && off.start() < body) {
      int open = body(off.start());
      boolean inner = off.group().startsWith("#!");
      if (inner) {
        return found.inside(off.group());
      }
      if (open > 0
          && open < body
          && SCOPE.matcher(source.bare().substring(off.start(), open)).find()
          && source.close(open) > body) {
        return found.inside(off.group());
      }
    }
    return found;
  }

  /** Constraints on where a Go file is built, in the text with its comments. */
  static Optional<String> constraint(String text) {
    int top = text.indexOf("\npackage ");
    return first(
        GO_OFF, top < 0 ? text.lines().limit(20).toList().toString() : text.substring(0, top));
  }

  /** The first brace, or equals sign of Kotlin, outside of parentheses; -1 for a declaration. */
  private int body(int from) {
    String bare = source.bare();
    int depth = 0;
    for (int i = from; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '(' || c == '[') {
        depth++;
      } else if (c == ')' || c == ']') {
        depth--;
      } else if (depth == 0 && (c == '{' || c == '=' && language == Language.KOTLIN)) {
        return i;
      } else if (depth == 0 && (c == ';' || c == '}')) {
        return -1;
      }
    }
    return -1;
  }

  /** The end of what follows an equals sign: with its block, if one is opened in that line. */
  private int expression(int equals) {
    String bare = source.bare();
    for (int i = equals; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '{' || c == '(') {
        i = source.close(i);
      } else if (c == '\n' && !bare.substring(equals + 1, i).isBlank()) {
        return i;
      }
    }
    return bare.length();
  }

  private int headerStart(int at) {
    String bare = source.bare();
    int depth = 0;
    for (int i = at - 1; i >= 0; i--) {
      char c = bare.charAt(i);
      if (c == ')' || c == ']') {
        depth++;
      } else if (c == '(' || c == '[') {
        depth--;
      } else if (depth == 0 && (c == ';' || c == '{' || c == '}')) {
        return i + 1;
      }
    }
    return 0;
  }

  /** The header with its annotations blank, so that the first name with parentheses is the test. */
  private static String declaration(String header) {
    StringBuilder out = new StringBuilder(header);
    Matcher matcher = Pattern.compile("@[\\w.]+\\s*\\(?|#\\s*\\[").matcher(header);
    int from = 0;
    while (matcher.find(from)) {
      int end = matcher.end();
      char last = header.charAt(end - 1);
      if (last == '(' || last == '[') {
        int depth = 1;
        while (end < header.length() && depth > 0) {
          char c = header.charAt(end++);
          depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
        }
      }
      for (int i = matcher.start(); i < end; i++) {
        out.setCharAt(i, ' ');
      }
      from = end;
    }
    return out.toString();
  }
}
