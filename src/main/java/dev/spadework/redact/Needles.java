package dev.spadework.redact;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds known values in every form that text takes on its way: as they are, escaped, base64, hex,
 * broken over lines, and cut. One pass, whatever their number (Rabin and Karp, 1987).
 */
final class Needles {
  /** Shorter values are too common in ordinary text to be taken out by value. */
  static final int SHORTEST = 6;

  /** A beginning or an end of this length is recognised on its own. */
  private static final int PIECE = 12;

  private static final int CUTTABLE = 20;
  private static final int FACTOR = 31;
  private static final int OUT = (int) Math.pow(FACTOR, SHORTEST - 1);

  /**
   * What is looked for.
   *
   * @param text found exactly
   * @param whole the form that it is the beginning or the end of
   */
  private record Needle(String text, String whole, boolean end) {}

  private final Map<Integer, List<Needle>> byHash = new HashMap<>();
  private final long[] maybe = new long[1024];
  private int longest;

  Needles(Collection<String> values) {
    Map<String, Needle> all = new LinkedHashMap<>();
    for (String value : values) {
      for (String form : forms(value)) {
        String bare = Ignored.without(form);
        if (bare.length() >= SHORTEST) {
          all.put(bare, new Needle(bare, bare, false));
          longest = Math.max(longest, bare.length());
        }
      }
    }
    for (String whole : List.copyOf(all.keySet())) {
      if (whole.length() >= CUTTABLE) {
        String tail = whole.substring(whole.length() - PIECE);
        all.putIfAbsent(
            whole.substring(0, PIECE), new Needle(whole.substring(0, PIECE), whole, false));
        all.putIfAbsent(tail, new Needle(tail, whole, true));
      }
    }
    for (Needle needle : all.values()) {
      int hash = hash(needle.text, 0);
      byHash.computeIfAbsent(hash, any -> new ArrayList<>()).add(needle);
      maybe[(hash & 0xFFFF) >> 6] |= 1L << hash;
    }
  }

  /** No form of a value is longer, in characters. */
  int longest() {
    return longest;
  }

  /** Stretches of a text from which {@link Ignored} has been taken out. */
  List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    if (byHash.isEmpty() || text.length() < SHORTEST) {
      return found;
    }
    int hash = hash(text, 0);
    for (int at = 0; ; at++) {
      if ((maybe[(hash & 0xFFFF) >> 6] >> hash & 1) != 0) {
        met(text, at, hash, found);
      }
      if (at + SHORTEST >= text.length()) {
        return found;
      }
      hash = (hash - text.charAt(at) * OUT) * FACTOR + text.charAt(at + SHORTEST);
    }
  }

  private void met(String text, int at, int hash, List<Found> found) {
    for (Needle needle : byHash.getOrDefault(hash, List.of())) {
      if (text.startsWith(needle.text, at)) {
        int from = at;
        int to = at + needle.text.length();
        if (needle.end) {
          from = at - common(text, at, needle.whole);
        } else {
          while (to < text.length()
              && to - at < needle.whole.length()
              && text.charAt(to) == needle.whole.charAt(to - at)) {
            to++;
          }
        }
        found.add(new Found("own secret", from, to));
      }
    }
  }

  /** How many characters before the place agree with what stands before the end of the form. */
  private static int common(String text, int at, String whole) {
    int back = 0;
    int start = whole.length() - PIECE;
    while (back < at
        && back < start
        && text.charAt(at - back - 1) == whole.charAt(start - back - 1)) {
      back++;
    }
    return back;
  }

  private static int hash(String text, int at) {
    int hash = 0;
    for (int i = 0; i < SHORTEST; i++) {
      hash = hash * FACTOR + text.charAt(at + i);
    }
    return hash;
  }

  private static List<String> forms(String value) {
    List<String> forms = new ArrayList<>(List.of(value));
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    if (bytes.length < 8) {
      return forms;
    }
    forms.add(Escapes.json(value));
    forms.addAll(Escapes.url(value));
    forms.add(Escapes.html(value));
    forms.add(HexFormat.of().formatHex(bytes));
    forms.add(HexFormat.of().withUpperCase().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + bytes.length];
      System.arraycopy(bytes, 0, shifted, before, bytes.length);
      String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      // The first and last characters depend on what stands around the value.
      int to = text.length() - (shifted.length % 3 == 0 ? 0 : 1);
      String inner = text.substring(before == 0 ? 0 : before + 1, to);
      forms.add(inner);
      forms.add(inner.replace('+', '-').replace('/', '_'));
    }
    return forms;
  }
}
