package dev.spadework.review;

import dev.spadework.review.TestCase.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement that can make a test fail.
 *
 * @param strength 3 says what a value is, 2 something about it, 1 that there is one
 * @param shape the statement with its literals taken out, to find it again after they changed
 */
record Assertion(Statement statement, int strength, String shape) {
  private static final Pattern ASSERTS =
      Pattern.compile(
          "(?<![\\w$])(?:assert\\w*|verify\\w*|expect\\w*|require|should|check\\w*Equal\\w*|fail"
              + "|ensure\\w*|must\\w*)!?\\s*[(<.]"
              + "|^assert\\b(?!\\w)|\\bassert\\w*!\\s*\\("
              + "|\\.(?:should\\w*|assert\\w*|expect\\w*|verify\\w*|andExpect\\w*)\\s*[(<]"
              + "|\\bshould(?:Not)?Be\\b|\\bshould\\w+\\s"
              + "|\\bpytest\\.(?:raises|warns|fail|deprecated_call)\\s*\\("
              + "|\\.(?:fnmatch_lines|re_match_lines|no_fnmatch_line)\\w*\\("
              + "|\\b(?:t|b|f|tb|c)\\.(?:Error|Errorf|Fatal|Fatalf|Fail|FailNow)\\s*\\("
              + "|\\bt\\.(?:is|ok|equal|not|true|false|deepEqual|notEqual|throws|rejects|snapshot"
              + "|plan|regex|like)\\s*\\("
              + "|\\b(?:panic|unreachable|matches)!\\s*\\("
              + "|^\\.(?:not\\.)?(?:to[A-Z]\\w*|resolves|rejects)\\b");
  private static final Pattern TRIVIAL =
      Pattern.compile(
          "^assert(?:True|That|_|ions\\.assertTrue)?!?\\s*\\(?\\s*(?:true|True|1)\\s*\\)?\\s*(?:,.*)?$"
              + "|\\b(?:assertTrue|assertThat|assert|assert\\.ok|assert\\.True|require\\.True|assert!"
              + "|expect|ok)\\s*\\(\\s*(?:t, ?)?(?:true|True|1)\\s*(?:,[^,]*)?\\)"
              + "|\\bassertFalse\\s*\\(\\s*(?:false|False)\\s*\\)"
              + "|\\|\\|\\s*true\\b|\\bor\\s+True\\b|&&\\s*false\\b"
              + "|\\bassert(?:Equals|Same|Equal|_eq!|\\.equal|\\.Equal|\\.strictEqual)?\\s*\\("
              + "\\s*(?:self, ?|t, ?)?([\\w.\"']+)\\s*,\\s*\\1\\s*\\)"
              + "|\\bexpect\\(([\\w.\"']+)\\)\\.to(?:Be|Equal|StrictEqual)\\(\\2\\)"
              + "|^assert ([\\w.]+) == \\3$");
  private static final Pattern WEAK =
      Pattern.compile(
          "(?i)not_?null|non_?null|not_?none|notnil|is_?defined|be_?defined|truthy|be_?true|be_?ok"
              + "|not_?equal|not\\.(?:to)?(?:be|equal|throw)|does_?not_?throw|no_?error|is_some\\(|is_ok\\("
              + "|isnotempty|not_?empty|is_?present|assert_ne|nothrow|\\bany\\(|anything\\(\\)|mock\\.any"
              + "|is not none|!=|is_?not_?equal|not_?same|isnotnull|falsy|be_?undefined|\\binstanceof\\b");
  private static final Pattern STRONG =
      Pattern.compile(
          "(?i)equals?\\b|equal\\s*\\(|equal\\w*\\(|is_?same|same\\s*\\(|to_?be\\(|_eq!|==|is_?equal_?to"
              + "|containsexactly|to_?match_?(?:inline_?)?snapshot|snapshot|\\bis\\(|shouldbe\\b|should be"
              + "|throws?|raises|rejects|iszero|isnull|is none|isempty|fatal|error|fail"
              + "|isfalse|be_?false|istrue|calledwith|calledonce|lines\\(");
  private static final Pattern OWN =
      Pattern.compile(
          "^(?:self\\.|this\\.)?(?:assert|verify|expect|check|ensure)_?(?!True|That|False|In\\b|Contains"
              + "|Matches|Greater|Less|IsInstance|InstanceOf|Iterable|Regex|Count|Is\\b)[A-Z]?\\w+\\s*\\(");
  private static final Pattern LITERAL =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`"
              + "|(?<![\\w.])-?\\d[\\w.]*|\\b(?:true|false|null|None|True|False|nil)\\b");

  static List<Assertion> in(List<Statement> statements) {
    List<Assertion> found = new ArrayList<>();
    for (Statement statement : statements) {
      String bare = statement.bare();
      if (bare.length() < 4_000
          && ASSERTS.matcher(bare).find()
          && !TRIVIAL.matcher(statement.text()).find()
          && !bare.startsWith("import ")) {
        found.add(of(statement));
      }
    }
    return found;
  }

  private static Assertion of(Statement statement) {
    String bare = statement.bare();
    int strength = WEAK.matcher(bare).find() ? 1 : STRONG.matcher(bare).find() ? 3 : 2;
    return new Assertion(statement, strength, LITERAL.matcher(statement.text()).replaceAll("?"));
  }

  String text() {
    return statement.text();
  }

  /** Whether it is a call of the project's own, of which nobody knows how much it says. */
  boolean isOwn() {
    return strength == 2 && OWN.matcher(statement.bare()).find();
  }

  /** The names in it, to tell whether another one is about the same. */
  Set<String> words() {
    Set<String> words = new TreeSet<>();
    Matcher matcher = Pattern.compile("[A-Za-z_]\\w*").matcher(statement.bare());
    while (matcher.find()) {
      words.add(matcher.group());
    }
    words.removeIf(
        word -> word.matches("(?:assert|expect|to[A-Z]|isEqualTo|isNot|be[A-Z]|not|self$|t$).*"));
    return words;
  }

  /** Literals in order. */
  List<String> literals() {
    return LITERAL.matcher(statement.text()).results().map(result -> result.group()).toList();
  }
}
