package dev.spadework.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes secrets out of text on its way out. Immutable and safe for use by many threads; time is
 * linear in the text.
 *
 * <p>Two nets: the exact values that this process holds, in every form that text takes on its way
 * ({@link Needles}), and shapes that credentials are known to have ({@code redact/shapes.txt}).
 */
public final class Redactor {
  /** What stands in the place of a secret. */
  public static final String MARK = "[redacted]";

  /** A line of a value that has several, such as a private key, counts as a value from here on. */
  private static final int LINE = 20;

  private final List<String> values;
  private final Needles needles;

  private Redactor(List<String> values) {
    this.values = values;
    this.needles = new Needles(values.stream().flatMap(Redactor::pieces).distinct().toList());
  }

  /**
   * A redactor for the secrets that this process holds.
   *
   * @param secrets exact values; blank ones and those under six characters are passed over
   */
  public static Redactor of(Collection<String> secrets) {
    return new Redactor(
        secrets.stream()
            .map(String::strip)
            .filter(value -> value.length() >= Needles.SHORTEST)
            .distinct()
            .toList());
  }

  private static Stream<String> pieces(String value) {
    // In the environment, the lines of a key are often written with \n.
    String lines = value.replace("\\n", "\n");
    return lines.indexOf('\n') < 0
        ? Stream.of(value)
        : lines
            .lines()
            .map(String::strip)
            .filter(l -> l.length() >= LINE && !l.startsWith("-----"));
  }

  /** The text without the secrets of this process and without anything that looks like one. */
  public String clean(String text) {
    return marked(text, all(text));
  }

  /**
   * The text without the secrets of this process. For text that must survive otherwise unchanged,
   * such as a model's reply, whose signatures a shape could hit.
   */
  public String exact(String text) {
    return marked(text, own(text));
  }

  /** Whether {@link #clean} would change the text. */
  public boolean finds(String text) {
    return !all(text).isEmpty();
  }

  /** Whether a secret of this process is in the text. */
  public boolean holds(String text) {
    return !own(text).isEmpty();
  }

  /** No secret of this process takes more characters in any form, lines breaks not counted. */
  public int longest() {
    return needles.longest();
  }

  /** What {@link #clean} would take out, in the order of the text; no two overlap. */
  public List<Found> all(String text) {
    List<Found> found = new ArrayList<>(own(text));
    String seen = Ignored.withoutUnseen(text);
    List<Found> shapes = merged(Shapes.STANDARD.in(seen));
    found.addAll(seen.length() == text.length() ? shapes : Ignored.back(text, shapes, false));
    return merged(found);
  }

  private List<Found> own(String text) {
    String bare = Ignored.without(text);
    List<Found> found = merged(needles.in(bare));
    return bare.length() == text.length() ? found : Ignored.back(text, found, true);
  }

  private static List<Found> merged(List<Found> found) {
    if (found.size() < 2) {
      return found;
    }
    List<Found> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparingInt(Found::from).thenComparingInt(f -> -f.to()));
    List<Found> merged = new ArrayList<>();
    for (Found each : sorted) {
      Found last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && each.from() < last.to()) {
        merged.set(
            merged.size() - 1, new Found(last.kind(), last.from(), Math.max(last.to(), each.to())));
      } else {
        merged.add(each);
      }
    }
    return merged;
  }

  private static String marked(String text, List<Found> found) {
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    int at = 0;
    for (Found each : found) {
      clean.append(text, at, each.from()).append(MARK);
      at = each.to();
    }
    return clean.append(text, at, text.length()).toString();
  }

  @Override
  public String toString() {
    return "Redactor[" + values.size() + " values]";
  }
}
