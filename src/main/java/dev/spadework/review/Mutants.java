package dev.spadework.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks code in small ways that need no parser: a condition is turned round, an operator or a
 * constant exchanged, a value that is returned replaced, a statement dropped. These are the
 * operators that suffice in Offutt and others, "An Experimental Determination of Sufficient Mutant
 * Operators" (TOSEM 1996), as far as lines show them.
 */
public final class Mutants {
  private record Change(Pattern pattern, UnaryOperator<String> to) {}

  private static final Map<String, String> OPPOSITES = opposites();

  private static final List<Change> CHANGES =
      List.of(
          new Change(
              Pattern.compile("===|!==|==|!=|<=|>=|&&|\\|\\||(?<=\\s)[<>](?=\\s)"), OPPOSITES::get),
          new Change(Pattern.compile("(?<=\\s)-(?:eq|ne|lt|ge|gt|le|z|n)(?=\\s)"), OPPOSITES::get),
          new Change(Pattern.compile("(?<=[\\w)\\]] )[-+*/%](?= [\\w(\\[$\"'])"), OPPOSITES::get),
          new Change(Pattern.compile("\\b(?:and|or)\\b(?=\\s)"), OPPOSITES::get),
          new Change(Pattern.compile("\\b(?:true|false|True|False)\\b"), OPPOSITES::get),
          new Change(Pattern.compile("\\bnot in\\b|\\bis not\\b"), OPPOSITES::get),
          new Change(
              Pattern.compile("(?<![\\w.$])\\d{1,9}(?![\\w.])"),
              digits -> String.valueOf(Long.parseLong(digits) + 1)));

  private static final Pattern CONDITION =
      Pattern.compile("^(\\s*(?:\\}\\s*else\\s+)?(?:if|while)\\s*)\\((.*)\\)(\\s*\\{?\\s*)$");
  private static final Pattern PYTHON_CONDITION =
      Pattern.compile("^(\\s*(?:if|elif|while)\\s+)(.+)(:\\s*)$");
  private static final Pattern RETURN = Pattern.compile("^(\\s*return\\s+)([^;{}]+?)(;?\\s*)$");
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s*(?!(?:return|break|continue|throw|raise|import|from|package|def|class|else|case"
              + "|assert|local|export|const|let|var|final|use|fi|done|esac|then|do)\\b)"
              + "(?:[\\w.\\[\\]$]+\\s*(?:[-+*/%]?=)\\s*[^={].*|[\\w.]+(?:\\+\\+|--)"
              + "|[\\w.]+\\(.*\\)(?:\\.\\w+\\(.*\\))*);?\\s*");

  private Mutants() {}

  private static Map<String, String> opposites() {
    Map<String, String> all = new LinkedHashMap<>();
    String[][] pairs = {
      {"==", "!="},
      {"===", "!=="},
      {"<", ">="},
      {">", "<="},
      {"&&", "||"},
      {"and", "or"},
      {"+", "-"},
      {"*", "/"},
      {"true", "false"},
      {"True", "False"},
      {"-eq", "-ne"},
      {"-lt", "-ge"},
      {"-gt", "-le"},
      {"-z", "-n"}
    };
    for (String[] pair : pairs) {
      all.put(pair[0], pair[1]);
      all.put(pair[1], pair[0]);
    }
    all.put("%", "*");
    all.put("not in", "in");
    all.put("is not", "is");
    return Map.copyOf(all);
  }

  /**
   * At most so many mutants of these lines, spread over them; the same seed chooses the same ones.
   */
  public static List<Mutant> of(
      Map<String, String> texts, Map<String, Set<Integer>> lines, int most, long seed) {
    Map<String, List<Mutant>> byLine = new LinkedHashMap<>();
    texts.forEach(
        (path, text) -> {
          for (Mutant mutant : all(path, text, lines.getOrDefault(path, Set.of()))) {
            byLine
                .computeIfAbsent(path + ":" + mutant.line(), any -> new ArrayList<>())
                .add(mutant);
          }
        });
    Random random = new Random(seed);
    List<List<Mutant>> places = new ArrayList<>(byLine.values());
    Collections.shuffle(places, random);
    places.forEach(place -> Collections.shuffle(place, random));
    List<Mutant> chosen = new ArrayList<>();
    for (int round = 0; chosen.size() < most; round++) {
      int now = round;
      List<Mutant> next =
          places.stream().filter(place -> place.size() > now).map(place -> place.get(now)).toList();
      if (next.isEmpty()) {
        break;
      }
      next.stream().limit(most - chosen.size()).forEach(chosen::add);
    }
    return chosen;
  }

  private static List<Mutant> all(String path, String text, Set<Integer> lines) {
    Masked source = Masked.of(text, Language.of(path));
    String[] raw = text.split("\n", -1);
    String[] bare = source.bare().split("\n", -1);
    List<Mutant> found = new ArrayList<>();
    for (int line : lines) {
      if (line > raw.length || !code(path, raw[line - 1], bare[line - 1])) {
        continue;
      }
      for (String now : broken(path, raw[line - 1], bare[line - 1])) {
        String[] copy = raw.clone();
        copy[line - 1] = now;
        found.add(
            new Mutant(path, line, raw[line - 1].strip(), now.strip(), String.join("\n", copy)));
      }
    }
    return found;
  }

  private static boolean code(String path, String raw, String bare) {
    boolean remark = Language.of(path) == Language.OTHER && raw.strip().startsWith("#");
    return !bare.isBlank()
        && !remark
        && !bare.strip().matches("(?:@|import\\b|package\\b|from\\b|#include|use\\b).*");
  }

  private static List<String> broken(String path, String raw, String bare) {
    List<String> all = new ArrayList<>();
    for (Change change : CHANGES) {
      Matcher matcher = change.pattern.matcher(bare);
      for (MatchResult place : matcher.results().toList()) {
        String to = change.to.apply(place.group());
        // The same columns in the text with its strings; a match of blanks would be none there.
        if (to != null && raw.startsWith(place.group(), place.start())) {
          all.add(raw.substring(0, place.start()) + to + raw.substring(place.end()));
        }
      }
    }
    boolean python = Language.of(path) == Language.PYTHON;
    Matcher condition = (python ? PYTHON_CONDITION : CONDITION).matcher(raw);
    if (condition.matches() && !condition.group(2).matches(".*(?:[=<>]|&&|\\|\\|).*")) {
      String not = python ? "not (" : "(!(";
      String end = python ? ")" : "))";
      all.add(condition.group(1) + not + condition.group(2) + end + condition.group(3));
    }
    Matcher returned = RETURN.matcher(raw);
    boolean loose = python || Language.of(path) == Language.JAVASCRIPT;
    if (returned.matches() && loose) {
      all.add(returned.group(1) + (python ? "None" : "undefined") + returned.group(3));
    }
    Matcher string = Pattern.compile("\"[^\"\\\\]+\"").matcher(raw);
    if (raw.strip().startsWith("return") && string.find()) {
      all.add(raw.substring(0, string.start()) + "\"\"" + raw.substring(string.end()));
    }
    dropped(path, raw, bare).ifPresent(all::add);
    return all.stream().distinct().filter(now -> !now.equals(raw)).toList();
  }

  private static java.util.Optional<String> dropped(String path, String raw, String bare) {
    Language language = Language.of(path);
    boolean whole =
        STATEMENT.matcher(bare).matches()
            && balanced(bare)
            && (language == Language.PYTHON
                || language == Language.OTHER
                || language == Language.GO
                || bare.strip().endsWith(";"));
    if (!whole) {
      return java.util.Optional.empty();
    }
    String indent = raw.substring(0, raw.length() - raw.stripLeading().length());
    return java.util.Optional.of(
        switch (language) {
          case PYTHON -> indent + "pass";
          case OTHER -> path.matches(".*\\.(?:sh|bash)") ? indent + ":" : "";
          default -> "";
        });
  }

  private static boolean balanced(String bare) {
    int depth = 0;
    for (char c : bare.toCharArray()) {
      depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
    }
    return depth == 0;
  }
}
