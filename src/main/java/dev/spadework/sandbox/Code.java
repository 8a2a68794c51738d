package dev.spadework.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Code that is given to an interpreter of another language on the command line or its input. */
final class Code {
  private static final String FIRST = "FIRST";
  private static final Pattern SED =
      Pattern.compile("(?:^|[\\d$;{}\n/])\\s*e(?:\\s|$|;)|/[gIpm\\d]*e[gIpm\\d]*(?:$|[;\\s}])");

  private Code() {}

  static Verdict judge(PolicyRules rules, String program, List<String> arguments, String whole) {
    if (program.equals("sed") && arguments.stream().anyMatch(each -> SED.matcher(each).find())) {
      return Verdict.ask("`sed` may run commands by `e`");
    }
    Optional<List<String>> options = rules.inline(program);
    if (options.isEmpty()) {
      return Verdict.ALLOWED;
    }
    List<String> codes = codes(options.get(), arguments);
    boolean input =
        arguments.stream().allMatch(each -> each.startsWith("-"))
            && !options.get().contains(FIRST)
            && codes.isEmpty();
    if (input) {
      // From its input: a here-document, or what another command prints.
      codes.add(whole);
    }
    for (String code : codes) {
      if (!input && !Globs.known(code)) {
        return Verdict.ask("what its code does is known only when it runs");
      }
      if (rules.launches(code) || rules.mentioned(code).isPresent()) {
        return Verdict.ask("its code may start other programs");
      }
    }
    return Verdict.ALLOWED;
  }

  private static List<String> codes(List<String> options, List<String> arguments) {
    List<String> codes = new ArrayList<>();
    if (options.contains(FIRST)) {
      codes.addAll(arguments);
    }
    for (int i = 0; i < arguments.size(); i++) {
      String each = arguments.get(i);
      for (String option : options) {
        boolean cluster =
            option.length() == 2
                && each.matches("-[A-Za-z0-9]*" + option.charAt(1) + "(?s:.*)")
                && !each.startsWith("--");
        if (each.equals(option) || cluster) {
          codes.addAll(arguments.subList(i, arguments.size()));
        } else if (each.startsWith(option + "=")) {
          codes.add(each);
        }
      }
    }
    return codes;
  }
}
