package dev.spadework.context;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files of a repository, to tell a stack frame in them from one of a library. A log names files
 * in many ways (absolute on some machine, relative to a module, the bare name); all are looked up.
 */
public final class OwnFiles {
  /** Of a log whose repository is not known: any frame that is no runner's counts as own. */
  public static final OwnFiles UNKNOWN = new OwnFiles(List.of());

  private static final int MOST = 50_000;
  private static final int DEEPEST = 32;

  /** What tools put beside the sources; frames in it are not the repository's. */
  private static final Set<String> MADE =
      Set.of(
          ".git",
          "node_modules",
          "target",
          "build",
          "dist",
          ".gradle",
          ".venv",
          "venv",
          ".tox",
          "__pycache__",
          "vendor");

  private static final Pattern FOREIGN =
      Pattern.compile("^/(?:usr|lib|opt|nix)/|(?:^|/)(?:node_modules|(?:site|dist)-packages)/");

  private final Map<String, List<String>> byName = new HashMap<>();

  private OwnFiles(Collection<String> paths) {
    for (String path : paths) {
      byName.computeIfAbsent(name(path), key -> new ArrayList<>(1)).add(path);
    }
    byName.values().forEach(Collections::sort);
  }

  /**
   * Those of a list.
   *
   * @param paths relative to the root, with slashes
   */
  public static OwnFiles of(Collection<String> paths) {
    return paths.isEmpty() ? UNKNOWN : new OwnFiles(paths);
  }

  /** Those that lie under a directory now, at most 50,000; links are not followed. */
  public static OwnFiles under(Path root) {
    List<String> paths = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          Set.of(),
          DEEPEST,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
              boolean made = !path.equals(root) && MADE.contains(path.getFileName().toString());
              return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              paths.add(root.relativize(file).toString().replace('\\', '/'));
              return paths.size() < MOST ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException cause) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // The visitor passes over what it cannot read; only the root itself can be missing.
      return UNKNOWN;
    }
    return of(paths);
  }

  boolean known() {
    return !byName.isEmpty();
  }

  /**
   * The path in the repository of a file that a log names.
   *
   * @param type the class of a JVM frame, with its package; empty for other frames
   * @return empty if no file of the repository can be meant
   */
  Optional<String> path(String file, String type) {
    String named = file.replace('\\', '/').replaceFirst("^file://", "").replaceFirst("^\\./", "");
    List<String> same = byName.getOrDefault(name(named), List.of());
    if (same.isEmpty() || FOREIGN.matcher(named).find()) {
      return Optional.empty();
    }
    if (named.indexOf('/') >= 0) {
      return longest(same, named);
    }
    int dot = type.lastIndexOf('.');
    String inPackage = (dot < 0 ? "" : type.substring(0, dot + 1).replace('.', '/')) + named;
    Optional<String> exact = same.stream().filter(path -> ends(path, inPackage)).findFirst();
    // Only Java ties a package to a directory.
    return exact.isPresent() || named.endsWith(".java") ? exact : same.stream().findFirst();
  }

  /** The file that the name of a test or its class speaks of, if there is one. */
  Optional<String> named(String test) {
    for (String word : test.split("[\\s\\[\\]()]+|::")) {
      int slash = word.lastIndexOf('/');
      Optional<String> path =
          slash < 0 && word.indexOf('.') < 0 ? Optional.empty() : path(word, "");
      for (int end = word.length(); path.isEmpty() && slash < 0 && end > 0; ) {
        String type = word.substring(0, end).replaceFirst("\\$.*", "");
        int from = type.lastIndexOf('.') + 1;
        path = from == 0 ? Optional.empty() : path(type.substring(from) + ".java", type);
        end = word.lastIndexOf('.', end - 1);
      }
      if (path.isPresent()) {
        return path;
      }
    }
    return Optional.empty();
  }

  /** The one that shares most of its end with the name. */
  private static Optional<String> longest(List<String> paths, String named) {
    String best = "";
    for (String path : paths) {
      boolean meant = ends(named, path) || ends(path, named);
      if (meant && path.length() > best.length()) {
        best = path;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static boolean ends(String path, String end) {
    return path.endsWith(end)
        && (path.length() == end.length() || path.charAt(path.length() - end.length() - 1) == '/');
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
