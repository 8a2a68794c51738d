package dev.spadework.redact;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes secrets out of text on its way out. Immutable and safe for use by many threads.
 *
 * <p>Two nets: the exact values that this process holds, and shapes that credentials are known to
 * have. The shapes follow the published formats of the issuers and gitleaks' default rules.
 */
public final class Redactor {
  /** What stands in the place of a secret. */
  public static final String MARK = "[redacted]";

  /** Shorter values are too common in ordinary text to be taken out by value. */
  private static final int SHORTEST = 6;

  private static final List<Pattern> SHAPES =
      Stream.of(
              "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
              "\\b(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\\b",
              "\\bgh[pousr]_[A-Za-z0-9]{36,255}\\b",
              "\\bgithub_pat_[A-Za-z0-9_]{22,255}\\b",
              "\\bglpat-[A-Za-z0-9_-]{20,}",
              "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
              "\\bxapp-\\d-[A-Za-z0-9-]{10,}",
              "\\bAIza[A-Za-z0-9_-]{35}",
              "\\bsk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{20,}",
              "\\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}",
              "\\bnpm_[A-Za-z0-9]{36}\\b",
              "\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}",
              "(?<=://)[^\\s/:@\"']{1,256}:[^\\s/@\"']{1,256}(?=@)",
              "(?i)(?<=authorization: (?:basic|bearer) )[A-Za-z0-9+/=._~-]{8,}")
          .map(Pattern::compile)
          .toList();

  private final List<String> values;

  private Redactor(List<String> values) {
    this.values = values;
  }

  /**
   * A redactor for the secrets that this process holds.
   *
   * @param secrets exact values; blank ones and those under six characters are passed over
   */
  public static Redactor of(Collection<String> secrets) {
    // Longest first, so that a secret that contains another leaves no tail behind.
    return new Redactor(
        secrets.stream()
            .map(String::strip)
            .filter(value -> value.length() >= SHORTEST)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** The text without the secrets of this process and without anything that looks like one. */
  public String clean(String text) {
    String clean = exact(text);
    for (Pattern shape : SHAPES) {
      clean = shape.matcher(clean).replaceAll(MARK);
    }
    return clean;
  }

  /**
   * The text without the secrets of this process. For text that must survive otherwise unchanged,
   * such as a model's reply, whose signatures a shape could hit.
   */
  public String exact(String text) {
    String clean = text;
    for (String value : values) {
      clean = clean.replace(value, MARK);
    }
    return clean;
  }

  /** Whether {@link #clean} would change the text. */
  public boolean finds(String text) {
    return !clean(text).equals(text);
  }

  @Override
  public String toString() {
    return "Redactor[" + values.size() + " values]";
  }
}
