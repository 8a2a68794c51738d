package dev.spadework.sandbox;

import java.util.List;
import java.util.Set;

/** Deletes that are recursive, and may reach outside of the tree. */
final class Deletions {
  static final Set<String> FIND_RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");

  private final PolicyRules rules;

  /** Whether the shell may have left the tree, so that a relative path may lie outside. */
  private boolean away;

  Deletions(PolicyRules rules) {
    this.rules = rules;
  }

  boolean away() {
    return away;
  }

  void away(boolean now) {
    away = now;
  }

  /** The shell goes to another directory. */
  void move(List<String> arguments) {
    List<String> targets = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    away |=
        targets.isEmpty()
            || targets.stream().anyMatch(target -> outside(target) && !target.equals("/work"));
  }

  Verdict remove(List<String> arguments) {
    List<String> targets = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    boolean recursive =
        arguments.stream()
            .anyMatch(
                word ->
                    word.matches("-[a-zA-Z]*[rR][a-zA-Z]*|--r.*")
                        || word.indexOf(ShellWords.MANY) >= 0);
    if (!recursive) {
      return Verdict.ALLOWED;
    }
    if (targets.isEmpty()) {
      return Verdict.ask("it deletes directories that cannot be seen");
    }
    for (String each : targets) {
      String target = Globs.written(each);
      if (outside(each) || away && !rules.isInside(target)) {
        return Verdict.ask("it deletes directories outside the tree, or may");
      }
      if (target.matches("[./*?]*")) {
        return Verdict.ask("it deletes the whole tree");
      }
    }
    return Verdict.ALLOWED;
  }

  Verdict find(List<String> arguments) {
    return arguments.contains("-delete") && (away || findsOutside(arguments))
        ? Verdict.ask("it deletes files outside the tree, or may")
        : Verdict.ALLOWED;
  }

  /** Whether one of the directories where a find starts lies outside, or may. */
  boolean findsOutside(List<String> arguments) {
    return arguments.stream()
        .takeWhile(each -> !each.startsWith("-") && !each.equals("(") && !each.equals("!"))
        .anyMatch(this::outside);
  }

  /** Whether a path lies outside the tree, or may. */
  private boolean outside(String word) {
    String path = Globs.written(word);
    boolean unknown = path.indexOf(ShellWords.UNKNOWN) >= 0;
    boolean braces = path.contains("{") && path.contains(",");
    boolean upwards = List.of(path.split("/")).contains("..");
    boolean absolute = path.startsWith("/") && !rules.isInside(path);
    return unknown || braces || upwards || absolute || path.startsWith("~");
  }
}
