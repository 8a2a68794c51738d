package dev.spadework.redact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which files of a repository hold credentials: {@code redact/credentials.txt}. Immutable and safe
 * for use by many threads. A pure function of path and content.
 */
public final class Credentials {
  /** Of a file no more is looked at, in bytes. */
  public static final int HEAD = 64 * 1024;

  private static final Table TABLE = Table.read();

  /** What the name of a file says. */
  public enum ByName {
    /** Nothing speaks for credentials. */
    HARMLESS,
    /** Withheld, whatever it holds. */
    WITHHELD,
    /** {@link Credentials#inText} decides. */
    READ
  }

  private record Rule(NamePatterns names, List<Pattern> texts) {
    static Rule of(String names, String texts) {
      return new Rule(
          NamePatterns.of(names),
          Stream.of(texts.split(" && ")).map(String::strip).map(Pattern::compile).toList());
    }

    boolean holds(String text) {
      return texts.stream().allMatch(each -> each.matcher(text).find());
    }
  }

  private record Table(
      NamePatterns never, Set<String> fixtures, NamePatterns names, List<Rule> rules) {
    static Table read() {
      StringBuilder never = new StringBuilder();
      StringBuilder always = new StringBuilder();
      Set<String> fixtures = new HashSet<>();
      List<Rule> rules = new ArrayList<>();
      for (String line : Lines.of("credentials.txt")) {
        String[] parts = line.split(" \\| ", 3);
        switch (parts[0].strip()) {
          case "never" -> never.append(' ').append(parts[1]);
          case "fixtures" -> fixtures.addAll(List.of(parts[1].strip().split("\\s+")));
          default -> {
            if (parts.length < 3) {
              always.append(' ').append(parts[1]);
            } else {
              rules.add(Rule.of(parts[1], parts[2]));
            }
          }
        }
      }
      return new Table(
          NamePatterns.of(never.toString()),
          Set.copyOf(fixtures),
          NamePatterns.of(always.toString()),
          List.copyOf(rules));
    }
  }

  /** The lines of a table of this package, without comments. */
  static final class Lines {
    private Lines() {}

    static List<String> of(String name) {
      try (InputStream in = Credentials.class.getResourceAsStream("/redact/" + name);
          BufferedReader reader =
              new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        return reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList();
      } catch (IOException e) {
        throw new UncheckedIOException("the table " + name + " cannot be read", e);
      }
    }
  }

  private final NamePatterns carried;

  private Credentials(NamePatterns carried) {
    this.carried = carried;
  }

  /**
   * The rules, but for files that somebody vouches for.
   *
   * @param carried patterns of paths that are never withheld: {@code *} within one part, {@code **}
   *     over any; one without a slash is a name in any directory, one with a slash a whole path
   */
  public static Credentials but(List<String> carried) {
    return new Credentials(NamePatterns.whole(carried));
  }

  /**
   * What the name alone says.
   *
   * @param path with slashes, from the root of the repository
   */
  public ByName byName(String path) {
    String low = path.toLowerCase(Locale.ROOT);
    if (TABLE.never.match(low) || carried.match(low)) {
      return ByName.HARMLESS;
    }
    boolean fixture = fixture(low);
    if (TABLE.names.match(low)) {
      return fixture ? ByName.READ : ByName.WITHHELD;
    }
    return TABLE.rules.stream().anyMatch(rule -> rule.names.match(low))
        ? ByName.READ
        : ByName.HARMLESS;
  }

  /**
   * Whether a file for which {@link ByName#READ} was said holds credentials.
   *
   * @param head its first {@link #HEAD} bytes
   */
  public boolean inText(String path, byte[] head) {
    String low = path.toLowerCase(Locale.ROOT);
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (fixture(low)) {
      return Shapes.STANDARD.issued(text);
    }
    return TABLE.rules.stream()
        .filter(rule -> rule.names.match(low))
        .anyMatch(rule -> rule.holds(text));
  }

  private static boolean fixture(String low) {
    for (int from = 0, to; (to = low.indexOf('/', from)) >= 0; from = to + 1) {
      if (TABLE.fixtures.contains(low.substring(from, to))) {
        return true;
      }
    }
    return false;
  }
}
