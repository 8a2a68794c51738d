package dev.spadework.sandbox;

import java.util.List;
import java.util.regex.Pattern;

/** Programs to which a command line is given as a text. */
final class Shells {
  /**
   * {@code env -S} takes a text apart by rules of its own: a quote may be escaped inside quotes.
   */
  private static final Pattern SPLITS = Pattern.compile("(?s)-[A-Za-z0-9]*S.*|--split.*");

  private static final Pattern QUOTES = Pattern.compile("[\\\\'\"$]");

  private final Judge judge;

  Shells(Judge judge) {
    this.judge = judge;
  }

  private static Verdict unseen() {
    return Verdict.ask("which commands it runs is known only when it runs");
  }

  /** Each argument may be a command line of its own. */
  Verdict strings(List<String> arguments) {
    if (arguments.stream().anyMatch(each -> SPLITS.matcher(each).matches())
        && arguments.stream().anyMatch(each -> QUOTES.matcher(each).find())) {
      return unseen();
    }
    Verdict verdict = Verdict.ALLOWED;
    for (String each : arguments) {
      String text = each.startsWith("-") ? each.replaceFirst("^-+[A-Za-z-]*=?", "") : each;
      if (text.matches("(?s).*[\\s;|&<>()$`'\"\\\\].*")) {
        verdict = verdict.or(Globs.known(text) ? judge.line(text) : unseen());
      }
    }
    return verdict;
  }

  Verdict text(String program, List<String> arguments) {
    List<String> lines =
        program.equals("eval")
            ? List.of(String.join(" ", arguments))
            : arguments.stream().filter(each -> !each.startsWith("-")).limit(1).toList();
    Verdict verdict = Verdict.ALLOWED;
    for (String each : lines) {
      verdict = verdict.or(Globs.known(each) ? judge.line(each) : unseen());
    }
    return verdict;
  }

  Verdict shell(List<String> arguments) {
    if (arguments.equals(List.of("--version"))) {
      return Verdict.ALLOWED;
    }
    boolean commands = false;
    boolean input = true;
    Verdict verdict = Verdict.ALLOWED;
    for (String each : arguments) {
      if (!Globs.known(each) && (commands || input)) {
        return unseen();
      }
      if (each.matches("[-+][A-Za-z]+") || each.startsWith("--")) {
        commands |= each.matches("-[A-Za-z]*c[A-Za-z]*");
        input &= !each.matches("-[A-Za-z]*c[A-Za-z]*");
        if (each.matches("-[A-Za-z]*s[A-Za-z]*")) {
          return Verdict.ask("it runs commands from its input, which cannot be seen");
        }
      } else if (commands) {
        verdict = verdict.or(judge.line(each));
      } else {
        // A script, or the value of an option; scripts run in the sandbox like any other program.
        verdict = verdict.or(script(each));
        input = false;
      }
    }
    return input ? Verdict.ask("it runs commands from its input, which cannot be seen") : verdict;
  }

  Verdict script(String path) {
    boolean stream = path.equals("-") || path.startsWith("/dev/") || path.startsWith("/proc/");
    return !Globs.known(path) || stream || judge.named() ? unseen() : Verdict.ALLOWED;
  }
}
