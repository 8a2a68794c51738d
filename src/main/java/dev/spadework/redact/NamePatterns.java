package dev.spadework.redact;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Patterns of paths in lower case. Most are plain names, which cost one look into a table; the rest
 * are few.
 */
final class NamePatterns {
  private final Set<String> names = new HashSet<>();
  private final Set<String> extensions = new HashSet<>();
  private final List<Pattern> rest = new ArrayList<>();

  private NamePatterns() {}

  /** Separated by blanks; those with a slash are matched against the end of a path. */
  static NamePatterns of(String all) {
    NamePatterns patterns = new NamePatterns();
    for (String each : all.strip().split("\\s+")) {
      patterns.add(each.toLowerCase(Locale.ROOT), "(?:.*/)?");
    }
    return patterns;
  }

  /** Those with a slash are matched against the whole path. */
  static NamePatterns whole(List<String> all) {
    NamePatterns patterns = new NamePatterns();
    for (String each : all) {
      patterns.add(each.strip().replaceFirst("^\\.?/", "").toLowerCase(Locale.ROOT), "");
    }
    return patterns;
  }

  private void add(String pattern, String before) {
    boolean byName = pattern.indexOf('/') < 0;
    if (byName && pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      names.add(pattern);
    } else if (byName && pattern.matches("\\*\\.[^.*?]+")) {
      extensions.add(pattern.substring(2));
    } else if (!pattern.isEmpty()) {
      rest.add(Pattern.compile((byName ? "(?:.*/)?" : before) + regex(pattern), Pattern.DOTALL));
    }
  }

  boolean match(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return names.contains(name)
        || extensions.contains(name.substring(name.lastIndexOf('.') + 1)) && name.indexOf('.') >= 0
        || rest.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (glob.startsWith("**/", i)) {
        regex.append("(?:.*/)?");
        i += 2;
      } else if (glob.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '?') {
        regex.append("[^/]");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
