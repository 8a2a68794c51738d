package dev.spadework.review;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tests that a change adds, alters or leaves alone in the files that it touches, as their
 * sources name them.
 *
 * @param fresh tests that were not there
 * @param altered tests that read otherwise now
 */
public record TestNames(List<Named> fresh, List<Named> altered) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * One test. In a language whose tests are not read, its file stands for it.
   *
   * @param name as the source has it, without what it stands in
   * @param asserts statements in it that can fail; -1 where that is not known
   * @param words names that it uses
   */
  public record Named(String file, String name, int asserts, Set<String> words) {
    /** Whether a runner's name for a test means this one. */
    public boolean is(String reported) {
      if (!whole(reported, name)) {
        return false;
      }
      String stem = stem(file);
      return name.equals(file) || whole(reported, stem) || !reported.matches("(?s).*[.:(/].*");
    }

    private static boolean whole(String text, String part) {
      return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(part) + "(?![A-Za-z0-9_])")
          .matcher(text)
          .find();
    }

    /** {@code PriceTest.addsTax}, for people. */
    public String shown() {
      return name.equals(file) ? file : stem(file) + "." + name;
    }
  }

  public TestNames {
    fresh = List.copyOf(fresh);
    altered = List.copyOf(altered);
  }

  /** Reads the two sides of each edit. */
  public static TestNames of(List<Edit> edits) {
    List<Named> fresh = new ArrayList<>();
    List<Named> altered = new ArrayList<>();
    for (Edit edit : edits) {
      if (edit.deleted() || !TestFiles.isTest(edit.path())) {
        continue;
      }
      List<TestCase> now = Cases.of(edit.path(), edit.textAfter());
      List<TestCase> was =
          edit.before().isPresent() ? Cases.of(edit.from(), edit.textBefore()) : List.of();
      if (now.isEmpty() && was.isEmpty() && TestFiles.isFound(edit.path()) && script(edit)) {
        Named file = new Named(edit.path(), edit.path(), -1, words(edit.textAfter()));
        (edit.before().isEmpty() ? fresh : altered).add(file);
      }
      for (TestCase test : now) {
        boolean known = was.stream().anyMatch(old -> old.name().equals(test.name()));
        boolean same =
            was.stream()
                .anyMatch(
                    old ->
                        old.name().equals(test.name())
                            && old.statements().stream()
                                .map(TestCase.Statement::text)
                                .toList()
                                .equals(
                                    test.statements().stream()
                                        .map(TestCase.Statement::text)
                                        .toList())
                            && old.header().equals(test.header()));
        if (!same) {
          (known ? altered : fresh).add(named(test));
        }
      }
    }
    return new TestNames(fresh, altered);
  }

  /** New and altered ones. */
  public List<Named> all() {
    List<Named> all = new ArrayList<>(fresh);
    all.addAll(altered);
    return all;
  }

  private static boolean script(Edit edit) {
    return Language.of(edit.path()) == Language.OTHER
        && edit.path().matches("(?i).*\\.(?:sh|bash|bats|rb|php|pl|lua|t|r|cs|scala|groovy|swift)");
  }

  private static Named named(TestCase test) {
    StringBuilder text = new StringBuilder(test.header());
    test.statements().forEach(statement -> text.append('\n').append(statement.text()));
    return new Named(
        test.file(),
        test.simpleName(),
        Assertion.in(test.statements()).size(),
        words(text.toString()));
  }

  static Set<String> words(String text) {
    Set<String> words = new LinkedHashSet<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return Set.copyOf(words);
  }

  static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
  }
}
