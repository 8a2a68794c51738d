package dev.spadework.context;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes texts apart, once each. Not for use by several threads.
 *
 * <p>Texts that nobody edits by hand are refused: those that say that they were generated, and
 * those whose lines are far too long or whose words too many, such as minified ones and data.
 */
final class Preparing {
  /** Bytes. */
  static final int LARGEST_FILE = 512 * 1024;

  private static final int SHORTEST = 8;
  private static final int LONGEST = 30;

  /** A text is data when it is larger than this, in characters, and its lines longer than these. */
  private static final int DATA = 16 * 1024;

  private static final int DATA_LINE = 1_000;

  /** Data, too, has more different words than people use in one text. */
  private static final int MOST_WORDS = 20_000;

  /** Generators say what they are in the first lines. */
  private static final int HEAD = 1_000;

  // The line that Go's tools look for; others have taken it over.
  private static final Pattern GENERATED =
      Pattern.compile("(?m)^\\W{0,8}Code generated .{0,200} DO NOT EDIT\\.?\\W{0,8}$");

  /** Identifiers come again and again; so many are remembered, which is some ten megabytes. */
  private static final int MOST_IDENTIFIERS = 50_000;

  private static final int LONGEST_IDENTIFIER = 80;

  private final Map<String, long[]> identifiers = new HashMap<>();

  /** What the text shows; empty if it is none to show to anybody. */
  Optional<Prepared> of(String text) {
    return generated(text)
        ? Optional.empty()
        : Optional.of(new Reading(text).all()).filter(all -> all.words().length <= MOST_WORDS);
  }

  /** The keys of the words of a line of text, in order. */
  long[] keys(String text) {
    Reading reading = new Reading(text);
    Ints places = new Ints();
    reading.words(text, 0, text.length(), places);
    long[] words = reading.words.keys();
    int[] all = places.all();
    long[] keys = new long[all.length];
    for (int i = 0; i < all.length; i++) {
      keys[i] = words[all[i]];
    }
    return keys;
  }

  private static boolean generated(String text) {
    if (text.length() > DATA) {
      long lines = 1 + text.chars().filter(c -> c == '\n').count();
      if (text.length() / lines > DATA_LINE) {
        return true;
      }
    }
    return GENERATED.matcher(text.substring(0, Math.min(HEAD, text.length()))).find();
  }

  private long[] identifier(String identifier) {
    if (identifier.length() > LONGEST_IDENTIFIER) {
      return split(identifier);
    }
    long[] known = identifiers.get(identifier);
    if (known == null) {
      known = split(identifier);
      if (identifiers.size() == MOST_IDENTIFIERS) {
        identifiers.clear();
      }
      identifiers.put(identifier, known);
    }
    return known;
  }

  private static long[] split(String identifier) {
    return Terms.of(identifier).stream().mapToLong(Words::key).toArray();
  }

  /** One text that is being read. */
  private final class Reading {
    private final String text;
    private final Words words = new Words();
    private final Ints starts = new Ints();
    private final Ints terms = new Ints();
    private final Ints termLines = new Ints();
    private final Ints declared = new Ints();
    private final Ints declaredLines = new Ints();
    private int[] begins = new int[0];

    Reading(String text) {
      this.text = text;
    }

    Prepared all() {
      List<String> names = new ArrayList<>();
      BitSet declaring = new BitSet();
      int line = 0;
      for (int start = 0; start < text.length(); line++) {
        int end = text.indexOf('\n', start);
        end = end < 0 ? text.length() : end;
        starts.add(start);
        words(text, start, end, terms);
        fill(termLines, terms.size(), line);
        Declarations.in(text.substring(start, end), names);
        names.forEach(name -> words(name, 0, name.length(), declared));
        declaring.set(line, !names.isEmpty());
        names.clear();
        fill(declaredLines, declared.size(), line);
        start = end + 1;
      }
      begins = starts.all();
      int[] ends = ends();
      Parts parts = Parts.of(text, begins, ends, declaring);
      return new Prepared(
          words.keys(),
          begins,
          text.length(),
          terms.all(),
          termLines.all(),
          declared.all(),
          declaredLines.all(),
          ends,
          parts.ends(),
          parts.looks());
    }

    private static void fill(Ints lines, int size, int line) {
      while (lines.size() < size) {
        lines.add(line);
      }
    }

    void words(String from, int first, int last, Ints out) {
      for (int start = first; start < last; ) {
        if (!Terms.part(from.charAt(start))) {
          start++;
          continue;
        }
        int end = start + 1;
        while (end < last && Terms.part(from.charAt(end))) {
          end++;
        }
        for (long key : identifier(from.substring(start, end))) {
          out.add(words.number(key));
        }
        start = end;
      }
    }

    /** Pieces end where a declaration or a paragraph ends, if one does in time. */
    private int[] ends() {
      Ints ends = new Ints();
      for (int from = 0; from < begins.length; ) {
        from = end(from);
        ends.add(from);
      }
      return ends.all();
    }

    private int end(int from) {
      int best = Math.min(begins.length, from + LONGEST);
      if (best == begins.length) {
        return best;
      }
      int bestIndent = Integer.MAX_VALUE;
      for (int line = from + SHORTEST; line <= from + LONGEST; line++) {
        // A boundary lies before a line that follows a blank one; the less indented, the better.
        if (indent(line - 1) < 0 && indent(line) >= 0 && indent(line) <= bestIndent) {
          best = line;
          bestIndent = indent(line);
        }
      }
      return best;
    }

    /** Blanks before the first character of a line; -1 for a blank line. */
    private int indent(int line) {
      int end = line + 1 < begins.length ? begins[line + 1] : text.length();
      for (int i = begins[line]; i < end; i++) {
        if (!Character.isWhitespace(text.charAt(i))) {
          return i - begins[line];
        }
      }
      return -1;
    }
  }
}
