package dev.spadework.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A package manager whose own commands find what is outdated and fetch newer versions. The commands
 * are scripts in {@code resources/updates}.
 */
enum Ecosystem {
  MAVEN("pom\\.xml", "maven"),
  GRADLE("(?:build|settings)\\.gradle(?:\\.kts)?", "gradle"),
  NODE("package\\.json", "npm", "node"),
  PYTHON("requirements[\\w.-]*\\.txt|pyproject\\.toml|setup\\.py|Pipfile", "pip"),
  CARGO("Cargo\\.toml", "cargo"),
  GO("go\\.mod", "go");

  private static final int PLACES = 4;
  private static final int DEEPEST = 2;
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?:.*/)?(?:tests?|testdata|fixtures|examples?|samples?|src|vendor|node_modules|docs)/.*");

  private final Pattern manifest;
  private final List<String> scripts;

  Ecosystem(String manifest, String... scripts) {
    this.manifest = Pattern.compile(manifest);
    this.scripts = List.of(scripts);
  }

  /** Where its manifests lie: the uppermost directories that have one, the root is empty. */
  List<String> places(List<String> paths) {
    List<String> found = new ArrayList<>();
    for (String path : paths.stream().sorted(Ecosystem::upperFirst).toList()) {
      int at = path.lastIndexOf('/') + 1;
      String folder = path.substring(0, at);
      boolean plain = folder.matches("[A-Za-z0-9._/-]*") && depth(folder) <= DEEPEST;
      if (plain
          && manifest.matcher(path.substring(at)).matches()
          && !BESIDE.matcher(path).matches()
          && found.stream().noneMatch(folder::startsWith)
          && found.size() < PLACES) {
        found.add(folder);
      }
    }
    return List.copyOf(found);
  }

  /**
   * The commands for one of its places.
   *
   * @param files what lies there, by plain name
   */
  String commands(List<String> files) {
    StringBuilder all = new StringBuilder();
    for (String script : scripts) {
      boolean npm = script.equals("npm");
      all.append(
          script(
              npm && files.contains("pnpm-lock.yaml")
                  ? "pnpm"
                  : npm && files.contains("yarn.lock") ? "yarn" : script));
    }
    return all.toString();
  }

  /** A script of {@code resources/updates}. */
  static String script(String name) {
    try (InputStream in = Ecosystem.class.getResourceAsStream("/updates/" + name + ".sh")) {
      if (in == null) {
        throw new IllegalStateException("updates/" + name + ".sh is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int upperFirst(String one, String other) {
    int byDepth = Integer.compare(depth(one), depth(other));
    return byDepth == 0 ? one.compareTo(other) : byDepth;
  }

  private static int depth(String path) {
    return (int) path.chars().filter(each -> each == '/').count();
  }
}
