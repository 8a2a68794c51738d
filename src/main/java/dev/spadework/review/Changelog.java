package dev.spadework.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a changelog that came with a package says of breaking between two versions. Its text is
 * untrusted: it is shown to people, and no verdict rests on it.
 */
public final class Changelog {
  private static final String NUMBER = "v?(\\d+(?:\\.\\d+){1,3}(?:[-+.][\\w.]+)?|\\d+\\.x)";

  /** A heading names a version and little else: its package, a date, a link. */
  private static final Pattern HEADING =
      Pattern.compile(
          "^(?:#{1,4}\\s*|={2,}\\s*|\\*{2,3}\\s*)?(?:<a [^>]*></a>)?(?:[\\w.@/-]+\\s+)??(?i:version|release[sd]?)?\\s*\\[?"
              + NUMBER
              + "(?:\\b|\\])(?:\\]\\([^)]*\\)|\\])?[\\s:*=–—-]*(?:\\(?[\\w,./ -]{0,30}\\)?)[\\s:*=]*$");

  private static final Pattern BREAKING_PART =
      Pattern.compile(
          "(?i)^[#=*\\s⚠]*(?:breaking(?: changes?)?|removed|removals|incompatib\\w+( changes)?)[\\s:*=]*$");
  private static final Pattern PART =
      Pattern.compile("^\\s*(?:#{1,6}\\s|={2,}|\\*\\*[^*]+\\*\\*\\s*$|[A-Z][\\w ]{2,30}:\\s*$)");
  private static final Pattern BREAKING =
      Pattern.compile(
          "(?i)\\bbreaking\\b|\\bbackwards?[- ]incompatib|\\bincompatib|\\bno longer\\b"
              + "|\\b(?:remov(?:e[sd]?|al|ing)|drop(?:s|ped)?|delet(?:e[sd]?|ing))\\b"
              + "|\\brenam(?:e[sd]?|ing)\\b|\\bnow (?:requires?|throws?)\\b"
              + "|\\b(?:requires?|minimum)\\b.*\\b(?:java|jdk|node|python|rust|go|php)\\b");
  private static final int LONGEST = 200;

  private Changelog() {}

  /**
   * Its lines about what breaks, after {@code was} up to {@code is}.
   *
   * @return empty if it has no heading for a version in between, so that nothing was read
   */
  public static Optional<List<String>> breaking(String text, String was, String is) {
    Set<String> lines = new LinkedHashSet<>();
    boolean inside = false;
    boolean part = false;
    boolean read = false;
    for (String whole : text.lines().toList()) {
      String line = whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST) + "…";
      Matcher heading = HEADING.matcher(line.strip());
      if (heading.matches()) {
        inside = between(heading.group(1), was, is);
        read |= inside;
        part = false;
      } else if (inside && BREAKING_PART.matcher(line.strip()).matches()) {
        part = true;
      } else if (inside && PART.matcher(line).find()) {
        part = false;
      } else if (inside && !line.isBlank() && (part || BREAKING.matcher(line).find())) {
        lines.add(line.strip());
      }
    }
    return read ? Optional.of(new ArrayList<>(lines)) : Optional.empty();
  }

  private static boolean between(String version, String was, String is) {
    long[] numbers = Manifests.numbers(version);
    return Arrays.compare(numbers, Manifests.numbers(was)) > 0
        && Arrays.compare(numbers, Manifests.numbers(is)) <= 0;
  }
}
