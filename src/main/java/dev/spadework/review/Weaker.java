package dev.spadework.review;

import dev.spadework.review.TestCase.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** In which ways a test proves less than it did. */
final class Weaker {
  private static final Pattern SKIPS =
      Pattern.compile(
          "\\bassum(?:e|ing)\\w*\\s*\\(|\\bAssum(?:e|ptions)\\.|\\bSkipException\\b|TestAborted"
              + "|AssumptionViolated|\\bpytest\\.(?:skip|xfail|importorskip)\\s*\\(|\\bskipTest\\s*\\("
              + "|\\bSkipTest\\b|\\b(?:this|ctx|context|t|task)\\.(?:skip|todo)\\s*\\("
              + "|\\.Skip(?:Now|f)?\\s*\\(|\\btesting\\.Short\\s*\\(\\)|^pending\\s*\\(");
  private static final Pattern NEVER =
      Pattern.compile("^(?:if|while)\\s*\\(?\\s*(?:false|False|0|!true|not True)\\b\\s*\\)?\\s*:?");
  private static final Pattern RETURN = Pattern.compile("^return\\b(?!.*\\b(?:expect|assert)\\b)");
  private static final Pattern CATCHES =
      Pattern.compile(
          "^(?:\\}?\\s*)?catch\\b|^except\\b|\\bcontextlib\\.suppress\\b|\\bwith suppress\\b"
              + "|\\.catch\\s*\\(|\\brecover\\s*\\(\\)|\\bcatch_unwind\\b|\\brunCatching\\b");
  private static final Pattern FAILS =
      Pattern.compile("\\b(?:fail\\w*|assert\\w*Fail\\w*)\\s*\\(|\\bt\\.Fatal");
  private static final Pattern RETRIES =
      Pattern.compile(
          "@\\w*(?:Retry|Flaky|Rerun)\\w*|\\bretryTimes\\s*\\(|\\.retries\\s*\\(|\\bmark\\.flaky\\b"
              + "|@flaky\\b|\\bretr(?:y|ies)\\s*[:=]\\s*[1-9]|\\bretryAnalyzer\\b|\\breruns\\s*=");
  private static final Pattern TIMEOUT =
      Pattern.compile(
          "(?i)timeout\\w*\\s*(?:\\.of\\w+\\s*)?[(=:]\\s*(?:value\\s*=\\s*)?(?:Duration\\.)?(?:of\\w+\\()?"
              + "(?:from_secs\\()?(\\d[\\d_]*)");
  private static final Pattern ROW =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|\\b\\d[\\w.]*");

  /** A row of a table: values with commas between them, and nothing that is done. */
  private static final Pattern TABLE = Pattern.compile("(?:\\w+: )?[\"'`\\d&\\[][^=;]*,[^=;]*");

  private Weaker() {}

  /** The findings about one pair, the gravest first, each with a line in the new file. */
  static List<Finding> of(TestCase before, TestCase after, Function<TestCase, Integer> helped) {
    List<Finding> found = new ArrayList<>();
    boolean ran = before.off().isEmpty() || before.sometimes();
    if (after.off().isPresent() && ran && !before.off().equals(after.off())) {
      found.add(about("test.off", after, after.line(), "marker", after.off().get()));
    }
    if (after.only() && !before.only()) {
      found.add(about("test.only", after, after.line()));
    }
    int skips = count(SKIPS, after) - count(SKIPS, before);
    if (skips > 0) {
      found.add(about("test.skips", after, lineOf(SKIPS, after)));
    }
    if (count(NEVER, after) > count(NEVER, before) || earlyReturn(after) && !earlyReturn(before)) {
      found.add(about("test.returns", after, after.line()));
    }
    found.addAll(assertions(before, after, helped));
    found.addAll(tolerance(before, after));
    return found;
  }

  private static List<Finding> tolerance(TestCase before, TestCase after) {
    List<Finding> found = new ArrayList<>();
    boolean excused = count(FAILS, after) > count(FAILS, before);
    if (count(CATCHES, after) > count(CATCHES, before) && !excused) {
      found.add(about("test.catches", after, lineOf(CATCHES, after)));
    }
    if (count(RETRIES, after) > count(RETRIES, before)) {
      found.add(about("test.retries", after, after.line()));
    }
    long was = longest(before);
    long is = longest(after);
    if (was > 0 && is > was) {
      found.add(about("test.timeout", after, after.line(), "old", "" + was, "now", "" + is));
    }
    int rows = rows(before);
    if (rows > 1 && rows(after) < rows) {
      found.add(about("test.rows", after, after.line()));
    }
    return found;
  }

  private static List<Finding> assertions(
      TestCase before, TestCase after, Function<TestCase, Integer> helped) {
    List<Assertion> gone = new ArrayList<>(Assertion.in(before.statements()));
    List<Assertion> fresh = new ArrayList<>(Assertion.in(after.statements()));
    int was = gone.size() + expected(before);
    int is = fresh.size() + expected(after);
    if (was > 0 && is == 0 && helped.apply(after) == 0) {
      return List.of(about("test.empty", after, after.line()));
    }
    Set<String> same = new TreeSet<>();
    fresh.forEach(assertion -> same.add(assertion.text()));
    List<Assertion> lost = new ArrayList<>(gone);
    for (Assertion assertion : gone) {
      fresh.stream()
          .filter(other -> other.text().equals(assertion.text()))
          .findFirst()
          .ifPresent(
              other -> {
                fresh.remove(other);
                lost.remove(assertion);
              });
    }
    List<Finding> found = new ArrayList<>();
    found.addAll(changed(lost, fresh, after));
    if (is < was && is + helped.apply(after) < was + helped.apply(before)) {
      found.add(about("test.fewer", after, after.line(), "old", "" + was, "now", "" + is));
    }
    return found;
  }

  /** Assertions that are about the same as one that is gone, and say less or something else. */
  private static List<Finding> changed(
      List<Assertion> lost, List<Assertion> fresh, TestCase after) {
    List<Finding> found = new ArrayList<>();
    for (Assertion old : List.copyOf(lost)) {
      Optional<Assertion> shape =
          fresh.stream().filter(now -> now.shape().equals(old.shape())).findFirst();
      if (shape.isPresent()) {
        fresh.remove(shape.get());
        lost.remove(old);
        found.add(
            about(
                "test.expects",
                after,
                shape.get().statement().line(),
                "old",
                old.text(),
                "now",
                shape.get().text()));
      }
    }
    for (Assertion old : lost) {
      Optional<Assertion> now = fresh.stream().filter(other -> sameSubject(old, other)).findFirst();
      if (now.isPresent()) {
        fresh.remove(now.get());
        if (now.get().strength() < old.strength() && !now.get().isOwn()) {
          found.add(
              about(
                  "test.weaker",
                  after,
                  now.get().statement().line(),
                  "old",
                  old.text(),
                  "now",
                  now.get().text()));
        } else if (opposite(old, now.get())) {
          found.add(
              about(
                  "test.expects",
                  after,
                  now.get().statement().line(),
                  "old",
                  old.text(),
                  "now",
                  now.get().text()));
        }
      }
    }
    return found;
  }

  private static boolean sameSubject(Assertion old, Assertion now) {
    Set<String> one = old.words();
    Set<String> two = now.words();
    Set<String> shared = new TreeSet<>(one);
    shared.retainAll(two);
    return !shared.isEmpty() && 2 * shared.size() >= Math.min(one.size(), two.size());
  }

  private static boolean opposite(Assertion old, Assertion now) {
    String a = old.statement().bare();
    String b = now.statement().bare();
    return plain(a, "true", "false").equals(plain(b, "true", "false"))
        || plain(a, "not\\b\\.?|!", "").equals(plain(b, "not\\b\\.?|!", ""));
  }

  private static String plain(String text, String from, String to) {
    return text.toLowerCase(Locale.ROOT).replaceAll(from, to);
  }

  private static boolean earlyReturn(TestCase test) {
    List<Statement> statements = test.statements();
    if (statements.isEmpty()) {
      return false;
    }
    int outer = statements.stream().mapToInt(Statement::depth).min().orElse(0);
    for (int i = 0; i < statements.size() - 1; i++) {
      if (statements.get(i).depth() == outer && RETURN.matcher(statements.get(i).bare()).find()) {
        boolean guarded = i > 0 && statements.get(i - 1).bare().matches("(?:if|else)\\b.*[^;]");
        if (!guarded) {
          return true;
        }
      }
    }
    return false;
  }

  /** Exceptions that annotations expect. */
  private static int expected(TestCase test) {
    return (int) Pattern.compile("\\bexpected\\w*\\s*=").matcher(test.header()).results().count();
  }

  private static int rows(TestCase test) {
    boolean table =
        test.header()
            .matches("(?s).*(?:Source|parametrize|each|TestCase|test_case|DataProvider|values).*");
    long rows = table ? ROW.matcher(test.header()).results().count() : 0;
    long literals =
        test.statements().stream().filter(s -> TABLE.matcher(s.bare()).matches()).count();
    return (int) (rows + literals);
  }

  private static long longest(TestCase test) {
    StringBuilder all = new StringBuilder(test.header());
    test.statements().forEach(statement -> all.append('\n').append(statement.text()));
    Matcher matcher = TIMEOUT.matcher(all);
    long longest = 0;
    while (matcher.find()) {
      String digits = matcher.group(1).replace("_", "");
      longest = Math.max(longest, digits.length() > 15 ? Long.MAX_VALUE : Long.parseLong(digits));
    }
    return longest;
  }

  private static int count(Pattern pattern, TestCase test) {
    long inBody = test.statements().stream().filter(s -> pattern.matcher(s.bare()).find()).count();
    return (int) inBody + (pattern.matcher(test.header()).find() ? 1 : 0);
  }

  private static int lineOf(Pattern pattern, TestCase test) {
    return test.statements().stream()
        .filter(statement -> pattern.matcher(statement.bare()).find())
        .mapToInt(Statement::line)
        .reduce((first, second) -> second)
        .orElse(test.line());
  }

  static Finding about(String rule, TestCase test, int line, String... pairs) {
    String[] all = new String[pairs.length + 2];
    all[0] = "test";
    all[1] = test.name();
    System.arraycopy(pairs, 0, all, 2, pairs.length);
    return Finding.of(rule, test.file(), line, all);
  }
}
