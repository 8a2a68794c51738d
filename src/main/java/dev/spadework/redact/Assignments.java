package dev.spadework.redact;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values that stand where a credential stands: after {@code password=}, in an address, in a header.
 * What is no value (a name, a call, a placeholder) is left alone.
 *
 * <p>Time is linear: a value ends at the next {@code =} or {@code :}, so none is read twice.
 */
final class Assignments {
  private static final int ASCII = 128;
  private static final int NAME_REST = 40;
  private static final int SHORTEST = 8;
  private static final int LONGEST = 4_000;

  /** Names have less, in bits a character; base64 of 40 characters has more. */
  private static final double WORDS_ENTROPY = 4.2;

  private static final String ADDRESS_WORD = "://";
  private static final String HEADER_WORD = "authorization";
  private static final String BEARER_WORD = "bearer ";

  /** In lower case; met in any. */
  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "apikey",
          "api_key",
          "api-key",
          "accesskey",
          "access_key",
          "access-key",
          "privatekey",
          "private_key",
          "_key",
          "_auth",
          "credential",
          HEADER_WORD,
          BEARER_WORD,
          ADDRESS_WORD);

  private static final String @Nullable [][] BY_START = byStart();

  private static final Pattern HEADER =
      Pattern.compile(
          "(?i)(?:authorization[\"']?\\s{0,3}[:=]\\s{0,3}[\"']?(?:basic|bearer|token|apikey|negotiate)?"
              + "|bearer)\\s{0,3}[\"']?([A-Za-z0-9+/=._~-]{8,4000})");

  private static final Pattern ADDRESS =
      Pattern.compile("://([^\\s/:@\"'<>()?,]{0,256}:[^\\s/@\"'<>?,]{1,256})@");

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "\\$\\{|\\{\\{|<|\\.\\.\\.|xxx|\\*\\*|example|change_?me|your|placeholder|redacted|dummy"
              + "|12345678(?:9|$)|abcdef");

  /** A file or a name with dots. */
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_$][\\w$-]*(?:(?:\\.|::|->|/)[A-Za-z_$][\\w$-]*)+");

  private final String text;
  private final List<Found> found;
  private @Nullable Matcher matcher;

  private Assignments(String text, List<Found> found) {
    this.text = text;
    this.found = found;
  }

  static void in(String text, List<Found> found) {
    Assignments assignments = new Assignments(text, found);
    for (int at = 0; at + 1 < text.length(); at++) {
      char c = text.charAt(at);
      char d = text.charAt(at + 1);
      String[] words = c < ASCII && d < ASCII ? BY_START[c * ASCII + d] : null;
      if (words != null) {
        for (String word : words) {
          if (text.regionMatches(true, at, word, 0, word.length())) {
            at = Math.max(at, assignments.met(word, at) - 1);
            break;
          }
        }
      }
    }
  }

  private static String @Nullable [][] byStart() {
    String[][] table = new String[ASCII * ASCII][];
    for (String word : WORDS) {
      for (char c : both(word.charAt(0))) {
        for (char d : both(word.charAt(1))) {
          String[] there = table[c * ASCII + d];
          int size = there == null ? 0 : there.length;
          if (size == 0 || !there[size - 1].equals(word)) {
            String[] more = there == null ? new String[1] : Arrays.copyOf(there, size + 1);
            more[size] = word;
            table[c * ASCII + d] = more;
          }
        }
      }
    }
    return table;
  }

  private static char[] both(char c) {
    return new char[] {c, Character.toUpperCase(c)};
  }

  /** Where the secret ends that this word leads to; 0 if it leads to none. */
  private int met(String word, int at) {
    return switch (word) {
      case ADDRESS_WORD -> form(ADDRESS, at, "password in an address");
      case HEADER_WORD, BEARER_WORD -> form(HEADER, at, "authorization header");
      default -> assigned(word, at + word.length());
    };
  }

  private int form(Pattern form, int at, String kind) {
    Matcher now = matcher == null ? form.matcher(text) : matcher.usePattern(form);
    matcher = now;
    now.region(at, Math.min(text.length(), at + LONGEST + 100));
    if (!now.lookingAt() || placeholder(now.group(1))) {
      return 0;
    }
    Randomness random = Randomness.of(now.group(1));
    if (form == HEADER && !random.random() && !random.mixed()) {
      return 0;
    }
    found.add(new Found(kind, now.start(1), now.end(1)));
    return now.end(1);
  }

  private int assigned(String word, int end) {
    int at = end;
    if (at < text.length() && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      if (text.charAt(at) != 's') {
        return 0;
      }
    }
    while (at < text.length() && at - end < NAME_REST && name(text.charAt(at))) {
      at++;
    }
    at = blanks(at < text.length() && "\"'`])".indexOf(text.charAt(at)) >= 0 ? at + 1 : at);
    int sign = at;
    while (at < text.length() && at - sign < 2 && "=:>".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == sign || text.charAt(sign) == '>') {
      return 0;
    }
    return value(word, blanks(at));
  }

  private int blanks(int from) {
    int at = from;
    while (at < text.length()
        && at - from < 4
        && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private int value(String word, int start) {
    boolean escaped = text.startsWith("\\\"", start);
    boolean quoted = escaped || start < text.length() && quote(text.charAt(start));
    int from = start + (escaped ? 2 : quoted ? 1 : 0);
    int to = from;
    while (to < text.length() && to - from < LONGEST && part(text.charAt(to), quoted)) {
      to++;
    }
    while (!quoted && to < text.length() && text.charAt(to) == '=' && to - from >= SHORTEST) {
      to++;
    }
    if (to - from < SHORTEST) {
      return 0;
    }
    char next = to < text.length() ? text.charAt(to) : ' ';
    boolean ends = quoted ? quote(next) || next == '\\' : "([{.<$=:".indexOf(next) < 0;
    if (ends && secret(word, text.substring(from, to), quoted)) {
      found.add(new Found(kind(word), from, to));
      return to;
    }
    return 0;
  }

  private static boolean part(char c, boolean quoted) {
    if (c <= ' ' || quote(c) || c == '\\') {
      return false;
    }
    return quoted || ",;&<>()[]{}|=:".indexOf(c) < 0;
  }

  private static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  private static boolean name(char c) {
    return Shapes.word(c) || c == '.' || c == '-';
  }

  private static String kind(String word) {
    return word.startsWith("pass") || word.equals("pwd") ? "password" : "secret value";
  }

  private static boolean secret(String word, String value, boolean quoted) {
    Randomness random = Randomness.of(value);
    boolean password = kind(word).equals("password");
    boolean like = random.random() || password && random.mixed() || UUID.matcher(value).matches();
    boolean named =
        random.signs() > 0 && random.entropy() < WORDS_ENTROPY && NAME.matcher(value).matches();
    return like && !named && !placeholder(value);
  }

  private static boolean placeholder(String value) {
    String low = value.toLowerCase(Locale.ROOT);
    return "$%{@".indexOf(low.charAt(0)) >= 0
        || low.contains(":password")
        || PLACEHOLDER.matcher(low).find();
  }
}
