package dev.spadework.review;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files are tests, and which of them their runner finds by itself. */
final class TestFiles {
  private static final Pattern DIRECTORY =
      Pattern.compile("(?i)(?:.*/)?(?:tests?|testing|testsuite|__tests__|specs?|e2e|testdata)/.*");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:Test|test_)[^/]*|conftest\\.py"
              + "|[^/]*(?:Tests?|TestCase|IT|Spec|_test|_spec|[.-]test|[.-]spec)\\.[A-Za-z]+");
  private static final Pattern RECORDED =
      Pattern.compile("(?i).*(?:\\.snap|\\.ambr|\\.golden|\\.approved\\.\\w+)|.*/__snapshots__/.*");

  /** What may follow the last underscore of a Go file's name and keeps it from other systems. */
  private static final Set<String> GO_SYSTEMS =
      Set.of(
          ("aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris"
                  + " wasip1 windows 386 amd64 arm arm64 loong64 mips mips64 ppc64 ppc64le riscv64"
                  + " s390x wasm")
              .split(" "));

  private TestFiles() {}

  static boolean isTest(String path) {
    return DIRECTORY.matcher(path).matches()
        || NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
  }

  /** Whether it holds what tests expect, written down by the tests themselves. */
  static boolean isRecorded(String path) {
    return RECORDED.matcher(path).matches();
  }

  /** Whether tests are to be read in it. Rust keeps them beside the code. */
  static boolean isRead(String path) {
    Language language = Language.of(path);
    return language == Language.RUST || language != Language.OTHER && isTest(path);
  }

  /** Whether the usual runner of its language looks into it by itself. */
  static boolean isFound(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String stem = name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    return switch (Language.of(path)) {
      case JAVA, KOTLIN -> stem.matches("Test.*|.*(Tests?|TestCase|IT|ITCase|Spec|TestSuite)");
      case PYTHON -> stem.matches("test_.*|.*_test|conftest|tests");
      case JAVASCRIPT ->
          stem.matches("(?i)(.*[.-])?(test|spec|cy|e2e)")
              || path.matches("(?i)(.*/)?(__tests__|tests?|specs?|e2e)/.*");
      case GO -> isFoundByGo(path, stem);
      case RUST, OTHER -> isTest(path);
    };
  }

  /** The same for a file that was renamed: in another language it is no test any more. */
  static boolean isFound(String from, String path) {
    return isFound(path) && Language.of(from) == Language.of(path);
  }

  private static boolean isFoundByGo(String path, String stem) {
    if (!stem.endsWith("_test") || stem.startsWith("_") || stem.startsWith(".")) {
      return false;
    }
    String bare = stem.substring(0, stem.length() - "_test".length());
    String last = bare.substring(bare.lastIndexOf('_') + 1).toLowerCase(Locale.ROOT);
    boolean elsewhere = bare.contains("_") && GO_SYSTEMS.contains(last);
    return !elsewhere && !path.matches("(.*/)?(testdata|vendor|[_.][^/]*)/.*");
  }
}
