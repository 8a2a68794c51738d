package dev.spadework.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ignore rules that hold in one directory of a tree: its own, then those of the directories
 * above it. The last rule that matches decides. See gitignore(5).
 *
 * <p>The rules at the base commit come first and the tree's own after them: a tree may ignore more
 * and may take back with {@code !}, but losing a line does not flood a snapshot with build output.
 */
final class Ignores {
  /** Of each file only so many bytes are read. */
  static final int LONGEST_FILE = 256 * 1024;

  private record Rule(Glob glob, boolean negated, boolean onlyFolders, boolean byName) {
    boolean matches(String inFolder, String name, boolean folder) {
      return (folder || !onlyFolders) && glob.matches(byName ? name : inFolder);
    }
  }

  static final Ignores NONE = new Ignores(null, 0, List.of());

  private final @Nullable Ignores above;
  private final int depth;
  private final List<Rule> rules;

  private Ignores(@Nullable Ignores above, int depth, List<Rule> rules) {
    this.above = above;
    this.depth = depth;
    this.rules = rules;
  }

  /**
   * The rules inside a directory.
   *
   * @param folder raw path of the directory, with a slash at the end; empty for the root
   * @param files contents of its ignore files, the weaker first
   */
  Ignores in(String folder, List<byte[]> files) {
    List<Rule> own = new ArrayList<>();
    files.forEach(file -> parse(Names.raw(file), own));
    return own.isEmpty() ? this : new Ignores(this, folder.length(), own);
  }

  /** Whether the rules name this raw path; those above it have been asked already. */
  boolean ignored(String path, boolean folder) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (Ignores level = this; level != null; level = level.above) {
      String inFolder = path.substring(level.depth);
      for (int i = level.rules.size() - 1; i >= 0; i--) {
        if (level.rules.get(i).matches(inFolder, name, folder)) {
          return !level.rules.get(i).negated;
        }
      }
    }
    return false;
  }

  private static void parse(String file, List<Rule> rules) {
    String text = file.startsWith("\u00ef\u00bb\u00bf") ? file.substring(3) : file;
    for (String line : text.split("\n")) {
      String trimmed = trim(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
      if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
        rule(trimmed).ifPresent(rules::add);
      }
    }
  }

  private static Optional<Rule> rule(String line) {
    boolean negated = line.startsWith("!");
    String pattern = negated ? line.substring(1) : line;
    boolean onlyFolders = pattern.endsWith("/");
    if (onlyFolders) {
      pattern = pattern.substring(0, pattern.length() - 1);
    }
    boolean byName = pattern.indexOf('/') < 0;
    if (pattern.startsWith("/")) {
      pattern = pattern.substring(1);
    }
    return pattern.isEmpty()
        ? Optional.empty()
        : Glob.of(pattern).map(glob -> new Rule(glob, negated, onlyFolders, byName));
  }

  /** Spaces at the end do not count unless the first of them is escaped. */
  private static String trim(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) == ' ') {
      end--;
    }
    int slashes = 0;
    while (end - slashes > 0 && line.charAt(end - slashes - 1) == '\\') {
      slashes++;
    }
    return line.substring(0, slashes % 2 == 1 && end < line.length() ? end + 1 : end);
  }
}
