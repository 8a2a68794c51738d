package dev.spadework.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One rule of the policy.
 *
 * @param program which program, with {@code *} for any characters
 * @param words which words of its arguments, see {@code sandbox/policy.txt}
 */
record PolicyRule(Verdict.Action action, String program, List<String> words, String reason) {
  private static final String ANYWHERE = "**";
  private static final int NEAR = 80;

  /**
   * Reads what stands after the action.
   *
   * @param standard the reason of one that gives none
   * @throws IllegalArgumentException with the right form
   */
  static PolicyRule of(Verdict.Action action, String text, String standard) {
    String[] parts = text.strip().split("\\s+:\\s+", 2);
    List<String> words = List.of(parts[0].strip().split("\\s+"));
    if (words.get(0).isEmpty() || words.get(0).equals(":") || words.get(0).startsWith("-")) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no rule: write a program, words that must follow it, and : reason");
    }
    return new PolicyRule(
        action,
        words.get(0),
        words.subList(1, words.size()),
        parts.length > 1 ? parts[1].strip() : standard);
  }

  Verdict verdict() {
    return new Verdict(action, "`" + name() + "`: " + reason);
  }

  String name() {
    return (program + " " + String.join(" ", words)).replace(" **", "").strip();
  }

  /**
   * Whether it is about this command.
   *
   * @param plain the arguments that are no options
   */
  Globs.Fit fits(String name, List<String> plain, List<String> all) {
    Globs.Fit fit = Globs.fit(program, name);
    boolean anywhere = false;
    int next = 0;
    for (String wanted : words) {
      if (fit == Globs.Fit.NO) {
        return fit;
      }
      if (wanted.equals(ANYWHERE)) {
        anywhere = true;
      } else if (wanted.startsWith("-")) {
        fit = least(fit, option(wanted, all));
      } else {
        Globs.Fit here = next < plain.size() ? Globs.fit(wanted, plain.get(next)) : Globs.Fit.NO;
        while (here == Globs.Fit.NO && anywhere && next < plain.size() && !open(plain.get(next))) {
          next++;
          here = next < plain.size() ? Globs.fit(wanted, plain.get(next)) : Globs.Fit.NO;
        }
        if (here != Globs.Fit.YES && next < plain.size() && open(plain.get(next))) {
          // It may become any words, so all that is wanted from here on may be among them.
          boolean may = anywhere || here == Globs.Fit.MAYBE;
          return may ? Globs.Fit.MAYBE : Globs.Fit.NO;
        }
        fit = least(fit, here);
        next++;
      }
    }
    return fit;
  }

  private static boolean open(String word) {
    return word.indexOf(ShellWords.MANY) >= 0;
  }

  private static Globs.Fit option(String wanted, List<String> all) {
    Globs.Fit best = Globs.Fit.NO;
    for (String each : all) {
      Globs.Fit fit = Globs.fit(wanted, each);
      Globs.Fit valued = Globs.fit(wanted + "=*", each);
      best = most(best, most(fit, valued));
    }
    return best;
  }

  private static Globs.Fit least(Globs.Fit a, Globs.Fit b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private static Globs.Fit most(Globs.Fit a, Globs.Fit b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  /** Whether all commands that this rule is about are among those of the other. */
  boolean within(PolicyRule other) {
    List<String> mine = words.stream().filter(word -> !word.equals(ANYWHERE)).toList();
    List<String> plain = mine.stream().filter(word -> !word.startsWith("-")).toList();
    return other.fits(program, plain, mine) == Globs.Fit.YES;
  }

  /** Finds this command in a text of any kind. */
  Pattern mention() {
    List<String> parts = new ArrayList<>();
    parts.add("(?<![\\w.-])" + loose(program) + "(?![\\w./-])");
    for (String word : words) {
      if (!word.equals(ANYWHERE)) {
        parts.add("(?<![\\w.])" + loose(word) + "(?![\\w-])");
      }
    }
    return Pattern.compile(String.join("[^;|&\n]{0," + NEAR + "}?", parts));
  }

  private static String loose(String word) {
    return List.of(word.split("\\*", -1)).stream()
        .map(Pattern::quote)
        .collect(Collectors.joining("[\\w:.-]{0,40}"));
  }
}
