package dev.spadework.context;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a file is, by its path. */
enum Kind {
  SOURCE,
  TEST,
  /** Documentation, configuration, data. */
  OTHER,
  /** Built from other files or brought from elsewhere: nobody edits it by hand. */
  FOREIGN;

  private static final Set<String> TEST_DIRECTORIES =
      Set.of(
          "test",
          "tests",
          "__tests__",
          "spec",
          "specs",
          "testing",
          "testdata",
          "fixtures",
          "__mocks__",
          "__snapshots__",
          "e2e",
          "it",
          "benchmark",
          "benchmarks");
  private static final Set<String> FOREIGN_DIRECTORIES =
      Set.of("dist", "vendor", "node_modules", "third_party", "generated", "bower_components");
  private static final Pattern TEST_NAME =
      Pattern.compile(
          "(?:Test|test_|conftest)[A-Za-z0-9_]*\\.\\w+"
              + "|\\w+(?:Tests?|TestCase|IT|Spec)\\.(?:java|kt|kts|scala|groovy|cs|swift|php)"
              + "|.*(?:_test|_spec|[.-]test|[.-]spec|\\.test-d)\\.\\w+");

  /** Names of packages of main code say nothing of tests: a library may be there for them. */
  private static final Pattern BELOW_MAIN =
      Pattern.compile("(?<=(?:^|/)src/(?:main|[a-z]{1,20}Main)/).*$|[^/]*$");

  private static final Set<String> CODE =
      Set.of(
          ("java kt kts scala groovy clj py pyi rb php pl lua r jl js jsx mjs cjs ts tsx mts cts"
                  + " vue svelte go rs c h cc cpp cxx hpp hh m mm swift cs fs vb dart ex exs erl"
                  + " hs ml mli elm nim zig sh bash sql proto graphql css scss less html ftl")
              .split(" "));

  static Kind of(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String[] directories = path.substring(0, path.length() - name.length()).split("/");
    if (name.contains(".min.")
        || List.of(directories).stream().anyMatch(FOREIGN_DIRECTORIES::contains)) {
      return FOREIGN;
    }
    for (String part : BELOW_MAIN.matcher(path).replaceFirst("").split("/")) {
      if (TEST_DIRECTORIES.contains(part.toLowerCase(Locale.ROOT))) {
        return TEST;
      }
    }
    if (TEST_NAME.matcher(name).matches()) {
      return TEST;
    }
    String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return CODE.contains(extension) ? SOURCE : OTHER;
  }
}
