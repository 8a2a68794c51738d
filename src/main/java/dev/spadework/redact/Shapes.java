package dev.spadework.redact;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds what has the shape of a credential. Time is linear in the text: a form is tried only where
 * its beginning stands, and looks at a bounded stretch.
 */
final class Shapes {
  static final Shapes STANDARD = new Shapes();

  private static final int ASCII = 128;

  /** The longest stretch that a form may need. */
  private static final int REACH = 17_000;

  private record Shape(String kind, String beginning, boolean within, Pattern form) {
    boolean begins(String text, int at) {
      return text.regionMatches(within, at, beginning, 0, beginning.length())
          && (within || at == 0 || !word(text.charAt(at - 1)));
    }
  }

  /** By the first two characters. */
  private final Shape @Nullable [][] table = new Shape[ASCII * ASCII][];

  private Shapes() {
    for (String line : Credentials.Lines.of("shapes.txt")) {
      String[] parts = line.split(" \\| ", 3);
      Pattern form = Pattern.compile(parts[2].strip());
      for (String beginning : parts[1].strip().split("\\s+")) {
        boolean within = beginning.startsWith("~");
        add(new Shape(parts[0].strip(), within ? beginning.substring(1) : beginning, within, form));
      }
    }
  }

  private void add(Shape shape) {
    String two = shape.beginning.substring(0, 2);
    List<String> spellings =
        shape.within
            ? List.of(
                two.toLowerCase(Locale.ROOT),
                two.toUpperCase(Locale.ROOT),
                two.substring(0, 1).toUpperCase(Locale.ROOT) + two.substring(1),
                two.substring(0, 1).toLowerCase(Locale.ROOT)
                    + two.substring(1).toUpperCase(Locale.ROOT))
            : List.of(two);
    for (String each : spellings.stream().distinct().toList()) {
      int at = each.charAt(0) * ASCII + each.charAt(1);
      Shape[] there = table[at];
      Shape[] more = there == null ? new Shape[1] : Arrays.copyOf(there, there.length + 1);
      more[more.length - 1] = shape;
      table[at] = more;
    }
  }

  /** Whether the text holds a token as its issuer forms it. */
  boolean issued(String text) {
    List<Found> found = new ArrayList<>();
    issued(text, found, 1);
    return !found.isEmpty();
  }

  /** Everything that looks like a credential, in no order; stretches may overlap. */
  List<Found> in(String text) {
    List<Found> found = new ArrayList<>();
    issued(text, found, Integer.MAX_VALUE);
    PrivateKeys.in(text, found);
    Assignments.in(text, found);
    return found;
  }

  private void issued(String text, List<Found> found, int atMost) {
    Matcher matcher = null;
    for (int i = 0; i + 2 < text.length() && found.size() < atMost; i++) {
      char c = text.charAt(i);
      char d = text.charAt(i + 1);
      if (c >= ASCII || d >= ASCII) {
        continue;
      }
      Shape[] shapes = table[c * ASCII + d];
      if (shapes == null) {
        continue;
      }
      for (Shape shape : shapes) {
        if (!shape.begins(text, i)) {
          continue;
        }
        matcher = matcher == null ? shape.form.matcher(text) : matcher.usePattern(shape.form);
        matcher.useTransparentBounds(true).useAnchoringBounds(false);
        matcher.region(i, Math.min(text.length(), i + REACH));
        if (matcher.lookingAt()) {
          int group = matcher.groupCount() > 0 ? 1 : 0;
          found.add(new Found(shape.kind, matcher.start(group), matcher.end(group)));
          i = matcher.end() - 1;
          break;
        }
      }
    }
  }

  static boolean word(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
