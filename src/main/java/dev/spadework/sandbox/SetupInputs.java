package dev.spadework.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The files of a tree that say which dependencies a setup command will fetch. */
final class SetupInputs {
  private static final Pattern MANIFEST =
      Pattern.compile(
          "pom\\.xml|extensions\\.xml|maven\\.config"
              + "|(?:build|settings)\\.gradle(?:\\.kts)?|gradle\\.properties|gradle\\.lockfile"
              + "|gradle-wrapper\\.properties|maven-wrapper\\.properties|.*\\.versions\\.toml"
              + "|package\\.json|package-lock\\.json|npm-shrinkwrap\\.json|yarn\\.lock|pnpm-lock\\.yaml"
              + "|requirements.*\\.txt|pyproject\\.toml|poetry\\.lock|uv\\.lock|Pipfile(?:\\.lock)?"
              + "|setup\\.(?:py|cfg)|go\\.(?:mod|sum)|Cargo\\.(?:toml|lock)|Gemfile(?:\\.lock)?"
              + "|composer\\.(?:json|lock)|mix\\.(?:exs|lock)|.*\\.sbt");
  private static final Set<String> NEVER_INTO =
      Set.of(".git", "node_modules", "target", "build", ".gradle", ".venv", "vendor");
  private static final int DEPTH = 12;
  private static final long LARGEST = 8L << 20;

  private SetupInputs() {}

  /** Adds name and content of each, in the order of their names. Links are not followed. */
  static void addTo(Hash hash, Path tree) throws SandboxException {
    try {
      Set<Path> files = new TreeSet<>();
      Files.walkFileTree(
          tree, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEPTH, finder(files));
      for (Path file : files) {
        hash.add(tree.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
        hash.add(Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new SandboxException("The tree " + tree + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static FileVisitor<Path> finder(Set<Path> found) {
    return new SimpleFileVisitor<>() {
      @Override
      public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        return NEVER_INTO.contains(directory.getFileName().toString())
            ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
      }

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        if (MANIFEST.matcher(file.getFileName().toString()).matches()
            && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && attributes.size() <= LARGEST) {
          found.add(file);
        }
        return FileVisitResult.CONTINUE;
      }
    };
  }
}
