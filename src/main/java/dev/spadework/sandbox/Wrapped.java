package dev.spadework.sandbox;

import java.util.ArrayList;
import java.util.List;

/** The arguments of a program that runs its arguments, with what it adds to them. */
final class Wrapped {
  private Wrapped() {}

  static List<String> arguments(String program, List<String> arguments) {
    return program.equals("xargs") || program.equals("parallel") ? fed(arguments) : arguments;
  }

  /** Whether the command may begin here: nothing stands before it but options with their values. */
  static boolean mayBegin(PolicyRules rules, List<String> arguments, int start) {
    boolean option = false;
    boolean first = true;
    for (String each : arguments.subList(0, start)) {
      if (rules.is("wrapper", each.substring(each.lastIndexOf('/') + 1))) {
        return true;
      }
      boolean is = each.startsWith("-");
      first &= is || option;
      option = is && (each.length() == 2 || each.startsWith("--") && !each.contains("="));
    }
    return first;
  }

  /** Words from the input stand at the end, or wherever a word of their own stands for them. */
  private static List<String> fed(List<String> arguments) {
    String many = String.valueOf(ShellWords.MANY);
    List<String> all = new ArrayList<>();
    String place = "{}";
    boolean placed = arguments.stream().anyMatch(each -> each.contains("{}"));
    for (int i = 0; i < arguments.size(); i++) {
      String each = arguments.get(i);
      boolean named = each.equals("-I") || each.equals("-J");
      if (named && i + 1 < arguments.size()) {
        place = arguments.get(++i);
        placed = true;
      } else if (each.startsWith("-I") || each.startsWith("-i") || each.startsWith("--replace")) {
        String own = each.replaceFirst("^(-[Ii]|--replace=?)", "");
        place = own.isEmpty() ? "{}" : own;
        placed = true;
      } else {
        all.add(place.isEmpty() ? each : each.replace(place, many));
      }
    }
    if (!placed) {
      all.add(many);
    }
    return all;
  }
}
