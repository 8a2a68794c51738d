package dev.spadework.review;

import dev.spadework.review.TestCase.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a change does to the tests of a repository. */
final class Tests {
  private static final Pattern CALLED = Pattern.compile("\\b([a-zA-Z_]\\w{2,})\\s*\\(");
  private static final Pattern LOOSE_MARKER =
      Pattern.compile(
          "@(?:Disabled|Ignore)\\b|\\bt\\.Skip|pytest\\.(?:mark\\.)?(?:skip|xfail)"
              + "|\\b(?:it|test|describe)\\.(?:skip|todo|only)\\b|\\bx(?:it|describe|specify)\\b"
              + "|#\\[ignore|\\bpending\\b|\\bskip\\b|\\bmarkTestSkipped\\b|\\[(?:Ignore|Fact\\(Skip)");

  private final Change change;
  private final List<TestCase> before = new ArrayList<>();
  private final List<TestCase> after = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> moved = new HashSet<>();
  private final Map<String, Integer> helpers = new HashMap<>();

  private Tests(Change change) {
    this.change = change;
    for (Edit edit : change.edits()) {
      if (TestFiles.isRead(edit.from()) && edit.before().isPresent()) {
        before.addAll(Cases.of(edit.from(), edit.textBefore()));
        names.put(edit.from(), edit.path());
      }
      if (TestFiles.isRead(edit.path()) && !edit.deleted()) {
        after.addAll(Cases.of(edit.path(), edit.textAfter()));
        Helpers.count(edit.path(), edit.textAfter(), helpers);
      }
    }
  }

  static List<Finding> weakened(Change change) {
    Tests tests = new Tests(change);
    List<Finding> findings = new ArrayList<>(tests.files());
    findings.addAll(tests.cases());
    return findings;
  }

  private List<Finding> cases() {
    Pairs pairs = Pairs.of(before, after, names);
    List<Finding> findings = new ArrayList<>();
    for (TestCase gone : pairs.gone()) {
      boolean group = gone.only() && gone.statements().isEmpty();
      boolean ran = gone.off().isEmpty() || gone.sometimes();
      if (ran && !moved.contains(gone.file()) && !group) {
        findings.add(Finding.of("test.deleted", gone.file(), 0, "test", gone.name()));
      }
    }
    Function<TestCase, Integer> helped = this::helped;
    pairs.pairs().forEach((b, a) -> findings.addAll(Weaker.of(b, a, helped)));
    for (TestCase fresh : pairs.fresh()) {
      if (fresh.only()) {
        findings.add(Weaker.about("test.only", fresh, fresh.line()));
      } else if (fresh.off().isPresent() && !fresh.sometimes()) {
        findings.add(Weaker.about("test.newoff", fresh, fresh.line(), "marker", fresh.off().get()));
      }
    }
    return findings;
  }

  /** How much the helpers assert that a test calls: an assertion that moved there is not gone. */
  private int helped(TestCase test) {
    int count = 0;
    for (Statement statement : test.statements()) {
      Matcher matcher = CALLED.matcher(statement.bare());
      while (matcher.find()) {
        count += helpers.getOrDefault(matcher.group(1), 0);
      }
    }
    return count;
  }

  private List<Finding> files() {
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      boolean test = TestFiles.isTest(edit.from()) || TestFiles.isRecorded(edit.from());
      if (!test || edit.before().isEmpty()) {
        continue;
      }
      String from = edit.from();
      boolean code = Language.of(from) != Language.OTHER;
      if (edit.deleted()) {
        if (!code || Cases.of(from, edit.textBefore()).isEmpty()) {
          findings.add(Finding.of("testfile.deleted", from, 0));
        }
      } else if (TestFiles.isFound(from) && !TestFiles.isFound(from, edit.path())) {
        findings.add(Finding.of("testfile.moved", edit.path(), 0, "old", from));
        moved.add(from);
      } else if (TestFiles.isRecorded(from) && !edit.removed().isEmpty()) {
        findings.add(Finding.of("testfile.recorded", edit.path(), line(edit)));
      } else if (!code && isScript(from)) {
        script(edit).ifPresent(findings::add);
      } else if (Language.of(from) == Language.GO) {
        constrained(edit).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /** A test in a language that is not read: its lines are all there is to go by. */
  private static Optional<Finding> script(Edit edit) {
    for (Edit.Line line : edit.added()) {
      if (LOOSE_MARKER.matcher(line.text()).find() || TestConfig.swallows(line.text())) {
        return Optional.of(Finding.of("testfile.script", edit.path(), line.number()));
      }
    }
    long lost = edit.removed().stream().filter(line -> !line.text().isBlank()).count();
    return lost > 0
        ? Optional.of(Finding.of("testfile.script", edit.path(), line(edit)))
        : Optional.empty();
  }

  private static boolean isScript(String path) {
    return path.matches(
        "(?i).*\\.(?:sh|bash|bats|rb|php|cs|fs|vb|scala|groovy|swift|m|mm|c|cc|cpp|cxx|ex|exs|erl|clj"
            + "|dart|hs|lua|pl|t|r|jl|vue|svelte|feature|robot)");
  }

  private static Optional<Finding> constrained(Edit edit) {
    Optional<String> was = AnnotatedCases.constraint(edit.textBefore());
    Optional<String> is = AnnotatedCases.constraint(edit.textAfter());
    return is.isPresent() && !is.equals(was)
        ? Optional.of(Finding.of("testfile.constrained", edit.path(), 1, "marker", is.get()))
        : Optional.empty();
  }

  private static int line(Edit edit) {
    return edit.added().stream().mapToInt(Edit.Line::number).findFirst().orElse(0);
  }
}
