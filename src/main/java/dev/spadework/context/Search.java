package dev.spadework.context;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds lines that match a pattern in a work tree. Ripgrep does it where it is installed, plain
 * Java where it is not; both give the same hits in the same order (by path, then by line).
 *
 * <p>The tree is untrusted: symbolic links are not followed, binary files and files over {@link
 * #LARGEST_FILE} are passed over, {@code .gitignore} files of the tree are honoured and nothing
 * outside of it is read. Hidden files are searched, {@code .git} is not.
 */
public final class Search {
  /** Characters of a line that a hit shows. */
  public static final int LONGEST_LINE = 300;

  /** Bytes. Larger files are generated or data, and a search in them floods the answer. */
  static final int LARGEST_FILE = 1 << 20;

  /** Hits shown of one file, so that one file cannot use up the limit of a search. */
  static final int MOST_PER_FILE = 50;

  static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int LONGEST_PATTERN = 1_000;

  // Ripgrep's engine has none of these; plain Java must not accept what ripgrep refuses.
  private static final Pattern FOREIGN =
      Pattern.compile("\\(\\?(?:=|!|<=|<!|>)|(?<!\\\\)(?:\\\\\\\\)*\\\\[1-9]");
  private static final Pattern LINE_END = Pattern.compile("\\n|\\r|(?<!\\\\)(?:\\\\\\\\)*\\\\[nr]");

  private static final Logger log = LoggerFactory.getLogger(Search.class);

  private final Path tree;
  private final Optional<Path> ripgrep;

  private Search(Path tree, Optional<Path> ripgrep) {
    this.tree = tree;
    this.ripgrep = ripgrep;
  }

  /** A search in the files under {@code tree}, as they are when {@link #find} runs. */
  public static Search in(Path tree) {
    return in(tree, installed(System.getenv("PATH")));
  }

  static Search in(Path tree, Optional<Path> ripgrep) {
    return new Search(tree, ripgrep);
  }

  /**
   * The first {@code limit} lines that match.
   *
   * @param pattern a regular expression without look-around, back-references and line ends
   * @param glob which files, as in {@code .gitignore} ({@code *.java}, {@code src/**}, {@code
   *     !docs}, {@code *.{ts,tsx}}), or a directory
   * @throws BadPattern if the pattern or the glob cannot be used, or matching takes too long
   */
  public List<Hit> find(String pattern, Optional<String> glob, int limit)
      throws BadPattern, InterruptedException {
    check(pattern);
    Selection selection = Selection.of(glob);
    if (limit <= 0) {
      return List.of();
    }
    if (ripgrep.isPresent()) {
      try {
        return new Ripgrep(ripgrep.get(), tree).find(pattern, selection, limit);
      } catch (IOException e) {
        log.atWarn().addKeyValue("cause", e.getMessage()).log("ripgrep_unusable");
      }
    }
    return new PlainSearch(tree).find(pattern, selection, limit);
  }

  private static void check(String pattern) throws BadPattern {
    if (pattern.isBlank()) {
      throw new BadPattern("The search pattern is empty; give the text or the expression to find.");
    }
    if (pattern.length() > LONGEST_PATTERN || pattern.indexOf('\0') >= 0) {
      throw new BadPattern(
          "The search pattern is longer than "
              + LONGEST_PATTERN
              + " characters or holds a NUL; search for a shorter part of it.");
    }
    if (LINE_END.matcher(pattern).find()) {
      throw new BadPattern(
          "The search pattern holds a line end; a pattern is matched within one line at a time.");
    }
    Matcher foreign = FOREIGN.matcher(pattern);
    if (foreign.find()) {
      throw new BadPattern(
          "The search pattern uses \""
              + foreign.group()
              + "\"; look-around and back-references are not supported, search for a plainer"
              + " pattern.");
    }
  }

  static BadPattern invalid(String pattern, String cause) {
    return new BadPattern(
        "\""
            + pattern
            + "\" is not a regular expression ("
            + cause
            + "); put a backslash before ( ) [ ] { } . * + ? ^ $ | to search for them literally.");
  }

  static BadPattern tooSlow(String pattern) {
    return new BadPattern(
        "The search for \""
            + pattern
            + "\" took longer than "
            + LONGEST.toSeconds()
            + " s; use a plainer pattern or a glob.");
  }

  static Hit hit(String path, int line, String text) {
    return new Hit(path, line, shown(text));
  }

  private static String shown(String line) {
    String text = line.startsWith("\uFEFF") ? line.substring(1) : line;
    if (text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    if (text.length() <= LONGEST_LINE) {
      return text;
    }
    int end = LONGEST_LINE - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static Optional<Path> installed(String path) {
    for (String directory : (path == null ? "" : path).split(File.pathSeparator)) {
      // A relative entry would let the tree we stand in provide the program.
      if (directory.startsWith("/") && Files.isExecutable(Path.of(directory, "rg"))) {
        return Optional.of(Path.of(directory, "rg"));
      }
    }
    return Optional.empty();
  }
}
