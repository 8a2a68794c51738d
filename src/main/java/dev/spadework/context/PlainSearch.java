package dev.spadework.context;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The search in plain Java, for machines without ripgrep. */
final class PlainSearch {
  private static final int LARGEST_IGNORE_FILE = 1 << 18;
  private static final int DEEPEST = 200;
  private static final Pattern POSIX_CLASS =
      Pattern.compile("\\[:(alpha|digit|alnum|upper|lower|punct|space):]");

  /** A {@code .gitignore} and the directory (with a slash, or empty) that it speaks of. */
  private record Scope(String prefix, Ignores ignores) {}

  private record Run(
      Pattern pattern, Selection selection, int limit, Deadline deadline, List<Hit> hits) {
    boolean full() {
      return hits.size() >= limit;
    }
  }

  private final Path root;

  PlainSearch(Path root) {
    this.root = root;
  }

  List<Hit> find(String pattern, Selection selection, int limit)
      throws BadPattern, InterruptedException {
    Run run = new Run(compile(pattern), selection, limit, new Deadline(), new ArrayList<>());
    try {
      walk(run, root, "", List.of(), 0);
    } catch (TooLong e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw Search.tooSlow(pattern);
    } catch (StackOverflowError e) {
      // The JDK's matcher recurses for groups; a long line of an untrusted file can exhaust it.
      throw Search.invalid(pattern, "too deeply nested for the lines it meets");
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return run.hits;
  }

  private static Pattern compile(String pattern) throws BadPattern {
    String translated =
        POSIX_CLASS
            .matcher(pattern.replace("(?P<", "(?<"))
            .replaceAll(
                found ->
                    "\\\\p{"
                        + Character.toUpperCase(found.group(1).charAt(0))
                        + found.group(1).substring(1)
                        + "}");
    try {
      return Pattern.compile(translated, Pattern.UNICODE_CHARACTER_CLASS);
    } catch (PatternSyntaxException e) {
      throw Search.invalid(pattern, e.getDescription());
    }
  }

  private void walk(Run run, Path directory, String prefix, List<Scope> above, int depth)
      throws InterruptedException {
    List<Scope> scopes = withOwn(directory, prefix, above);
    for (Path child : children(directory)) {
      run.deadline.check();
      String name = child.getFileName().toString();
      String path = prefix + name;
      boolean isDirectory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
      if (run.full() || name.equals(".git") || ignored(path, isDirectory, scopes)) {
        continue;
      }
      if (isDirectory && depth < DEEPEST) {
        walk(run, child, path + "/", scopes, depth + 1);
      } else if (!isDirectory && run.selection.takes(path)) {
        Optional<String> text = Tree.read(child, Search.LARGEST_FILE);
        if (text.isPresent()) {
          match(run, path, text.get());
        }
      }
    }
  }

  private static void match(Run run, String path, String text) throws InterruptedException {
    Matcher matcher = run.pattern.matcher("");
    int found = 0;
    int line = 1;
    for (int start = 0; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      String content = text.substring(start, last);
      if (matcher.reset(new Watched(content, run.deadline)).find()) {
        run.hits.add(Search.hit(path, line, content));
        if (run.full() || ++found == Search.MOST_PER_FILE) {
          return;
        }
      }
      start = end + 1;
    }
  }

  private static List<Scope> withOwn(Path directory, String prefix, List<Scope> above) {
    Optional<String> own = Tree.read(directory.resolve(".gitignore"), LARGEST_IGNORE_FILE);
    if (own.isEmpty()) {
      return above;
    }
    List<Scope> scopes = new ArrayList<>(above);
    scopes.add(new Scope(prefix, Ignores.of(own.get())));
    return List.copyOf(scopes);
  }

  private static boolean ignored(String path, boolean directory, List<Scope> scopes) {
    for (int i = scopes.size() - 1; i >= 0; i--) {
      Scope scope = scopes.get(i);
      Optional<Boolean> said =
          scope.ignores.ignores(path.substring(scope.prefix.length()), directory);
      if (said.isPresent()) {
        return said.get();
      }
    }
    return false;
  }

  private static List<Path> children(Path directory) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(children::add);
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      // Unreadable, as ripgrep treats it: nothing to find there.
      return List.of();
    }
    children.sort((a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b)));
    return children;
  }

  private static byte[] bytes(Path path) {
    return path.getFileName().toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Time is up. Carries no trace: it is thrown out of the JDK's matcher as a signal. */
  private static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super(null, null, false, false);
    }
  }

  /** How long one search has been running. */
  private static final class Deadline {
    private final long end = System.nanoTime() + Search.LONGEST.toNanos();
    private int looks;

    void check() throws InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (System.nanoTime() - end > 0) {
        throw new TooLong();
      }
    }

    void look() {
      if ((++looks & 0xFFFF) == 0
          && (Thread.currentThread().isInterrupted() || System.nanoTime() - end > 0)) {
        throw new TooLong();
      }
    }
  }

  /** A line whose every reading is counted, so that a pattern that backtracks without end stops. */
  private record Watched(CharSequence text, Deadline deadline) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      deadline.look();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
