package dev.spadework.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that say which versions a project depends on, and how a change moves them. */
public final class Manifests {
  private static final Pattern MANIFEST =
      Pattern.compile(
          "(?:.*/)?(?:pom\\.xml|package\\.json|build\\.gradle(?:\\.kts)?|settings\\.gradle(?:\\.kts)?"
              + "|gradle\\.properties|[\\w.-]+\\.versions\\.toml|requirements[\\w.-]*\\.(?:txt|in)"
              + "|pyproject\\.toml|setup\\.(?:py|cfg)|Pipfile|go\\.mod|Cargo\\.toml|Gemfile"
              + "|composer\\.json|mix\\.exs|extensions\\.xml)");
  private static final Pattern LOCK =
      Pattern.compile(
          "(?:.*/)?(?:package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml"
              + "|gradle\\.lockfile|poetry\\.lock|uv\\.lock|Pipfile\\.lock|go\\.sum|Cargo\\.lock"
              + "|Gemfile\\.lock|composer\\.lock|mix\\.lock)");
  private static final Map<String, List<String>> LOCKS =
      Map.of(
          "package.json",
              List.of("package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml"),
          "pyproject.toml", List.of("poetry.lock", "uv.lock"),
          "Pipfile", List.of("Pipfile.lock"),
          "go.mod", List.of("go.sum"),
          "Cargo.toml", List.of("Cargo.lock"),
          "Gemfile", List.of("Gemfile.lock"),
          "composer.json", List.of("composer.lock"),
          "build.gradle", List.of("gradle.lockfile"));

  private static final String VERSION = "[v^~>=<! ]*(\\d+(?:\\.[\\w]+)*(?:[-+.][\\w.]+)?)";
  private static final Pattern XML =
      Pattern.compile(
          "<artifactId>\\s*([\\w.-]+)\\s*</artifactId>\\s*<version>\\s*"
              + VERSION
              + "\\s*</version>"
              + "|<([\\w.-]*[vV]ersion[\\w.-]*|[\\w.-]+\\.version)>\\s*"
              + VERSION
              + "\\s*</");
  private static final Pattern JSON =
      Pattern.compile("\"(@?[\\w./-]+)\"\\s*:\\s*\"" + VERSION + "\"");
  private static final Pattern LINE =
      Pattern.compile(
          "(?m)^\\s*(?:require\\s+)?[\"']?([A-Za-z][\\w./-]*)(?:\\[[\\w,]+])?[\"']?\\s*"
              + "(?:=\\s*\\{[^}\\n]*?\\bversion\\s*=|===?|[~<>^]=?|=|:|\\s)\\s*"
              + "[\"']?"
              + VERSION);
  private static final Pattern COORDINATES =
      Pattern.compile("[\"']([\\w.-]+:[\\w.-]+):" + VERSION + "[\"']");

  private static final Pattern NUMBERS = Pattern.compile("\\d{1,12}");

  private Manifests() {}

  /** What a dependency was at and is at. */
  public record Moved(String path, String name, String was, String is) {
    /** {@code jackson-databind 2.15.0 → 2.17.2}. */
    public String words() {
      return name + " " + was + " → " + is;
    }

    /** Whether the first number that counts grew: callers may have to change. */
    public boolean major() {
      long[] a = numbers(was);
      long[] b = numbers(is);
      return a[0] != b[0] || a[0] == 0 && a[1] != b[1];
    }

    /** Whether it is an older version than before. */
    public boolean down() {
      return java.util.Arrays.compare(numbers(is), numbers(was)) < 0;
    }
  }

  static long[] numbers(String version) {
    long[] numbers = new long[4];
    Matcher digits = NUMBERS.matcher(version);
    for (int i = 0; i < numbers.length && digits.find(); i++) {
      numbers[i] = Long.parseLong(digits.group());
    }
    return numbers;
  }

  /** Whether people write versions into it. */
  public static boolean isManifest(String path) {
    return MANIFEST.matcher(path).matches();
  }

  /** Whether a tool writes the exact versions into it. */
  public static boolean isLock(String path) {
    return LOCK.matcher(path).matches();
  }

  /** Where the locks of a manifest lie if it has any. */
  public static List<String> locksOf(String manifest) {
    int at = manifest.lastIndexOf('/') + 1;
    String name = manifest.substring(at).replaceFirst("\\.kts$", "");
    return LOCKS.getOrDefault(name, List.of()).stream()
        .map(lock -> manifest.substring(0, at) + lock)
        .toList();
  }

  /** The versions in manifests that read otherwise than before. */
  public static List<Moved> moved(List<Edit> edits) {
    List<Moved> moved = new ArrayList<>();
    for (Edit edit : edits) {
      if (isManifest(edit.path()) && edit.before().isPresent() && edit.after().isPresent()) {
        Map<String, String> was = versions(edit.path(), edit.textBefore());
        Map<String, String> is = versions(edit.path(), edit.textAfter());
        was.forEach(
            (name, version) -> {
              String now = is.get(name);
              if (now != null && !now.equals(version)) {
                moved.add(new Moved(edit.path(), name, version, now));
              }
            });
      }
    }
    return moved;
  }

  /** Versions by name. */
  static Map<String, String> versions(String path, String text) {
    Map<String, String> found = new LinkedHashMap<>();
    Pattern pattern = path.endsWith(".xml") ? XML : path.endsWith(".json") ? JSON : LINE;
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      boolean property = matcher.groupCount() > 2 && matcher.group(1) == null;
      found.putIfAbsent(
          property ? matcher.group(3) : matcher.group(1),
          property ? matcher.group(4) : matcher.group(2));
    }
    Matcher coordinates = COORDINATES.matcher(text);
    while (path.contains("gradle") && coordinates.find()) {
      found.putIfAbsent(coordinates.group(1), coordinates.group(2));
    }
    return found;
  }
}
