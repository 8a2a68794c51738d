package dev.spadework.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Paths that reach further than code, from {@code review/paths.txt}. */
final class Paths {
  private static final Pattern SECTION = Pattern.compile("\\[([a-z.]+)( planned)?]");

  /**
   * A pattern and its kind.
   *
   * @param plannable whether it need not ask where the task is about it
   */
  record Rule(String kind, boolean plannable, Pattern pattern) {
    boolean fits(String plain) {
      return pattern.matcher(plain).matches();
    }
  }

  private static final List<Rule> RULES = load("/review/paths.txt");

  private Paths() {}

  /** The kinds of a path, each once, in the order of the file. */
  static List<Rule> of(String path) {
    String plain = plain(path);
    List<Rule> fit = new ArrayList<>();
    for (Rule rule : RULES) {
      if (rule.fits(plain) && fit.stream().noneMatch(has -> has.kind.equals(rule.kind))) {
        fit.add(rule);
      }
    }
    return fit;
  }

  /** Whether one of these patterns, written as in the file, fits the path. */
  static boolean guarded(List<String> patterns, String path) {
    String plain = plain(path);
    return patterns.stream().anyMatch(pattern -> pattern(plain(pattern)).matcher(plain).matches());
  }

  static boolean readable(String pattern) {
    try {
      pattern(plain(pattern));
      return true;
    } catch (PatternSyntaxException e) {
      return false;
    }
  }

  /**
   * The path as a file system that is lenient about names would read it: HFS+ drops what is
   * invisible, Windows drops dots and blanks at the end of a name, and both know no case.
   */
  static String plain(String path) {
    String text = Normalizer.normalize(path, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    text = text.replaceAll("[\\p{Cf}\\p{Cc}\\x{34F}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01EF}]", "");
    return text.replace('\\', '/').replaceAll("(?<=[^./])[. ]+(?=/|$)", "");
  }

  private static List<Rule> load(String name) {
    List<Rule> rules = new ArrayList<>();
    String kind = "";
    boolean plannable = false;
    for (String line : lines(name)) {
      Matcher section = SECTION.matcher(line);
      if (section.matches()) {
        kind = section.group(1);
        plannable = section.group(2) != null;
      } else {
        rules.add(new Rule(kind, plannable, pattern(line)));
      }
    }
    return List.copyOf(rules);
  }

  /** The lines of a resource that are neither blank nor a remark. */
  static List<String> lines(String name) {
    try (InputStream in = Paths.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("there is no " + name);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder("(?:.*/)?");
    String body = glob.endsWith("/") ? glob.substring(0, glob.length() - 1) : glob;
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if (c == '*' && body.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (c == '*') {
        regex.append("[^/]*");
      } else if (c == '[' && body.indexOf(']', i) > 0) {
        int end = body.indexOf(']', i);
        regex.append(body, i, end + 1);
        i = end;
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    if (glob.endsWith("/")) {
      regex.append("/.*");
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }
}
