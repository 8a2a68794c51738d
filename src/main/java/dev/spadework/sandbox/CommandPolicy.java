package dev.spadework.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Says which commands may run, which need a person and which never run. Pure; the rules are in
 * {@code sandbox/policy.txt}.
 *
 * <p>It is a courtesy to people, not the wall: a program can hide anything from it. The wall is the
 * sandbox, which has no network, no credentials and nothing of the host but the tree.
 */
public final class CommandPolicy {
  private static final PolicyRules RULES = PolicyRules.read();
  private static final int DEEPEST = 6;
  private static final int LONGEST = 100_000;
  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "fi", "done");
  private static final Set<String> NOT_COMMANDS = Set.of("for", "select", "function", "[[");
  private static final Set<String> MOVES = Set.of("cd", "pushd", "popd");
  private static final Set<String> FIND_RUNS = Set.of("-exec", "-execdir", "-ok", "-okdir");

  private final int depth;

  /** Whether the shell may have left the tree, so that a relative path may lie outside. */
  private boolean away;

  private CommandPolicy(int depth, boolean away) {
    this.depth = depth;
    this.away = away;
  }

  /** The strictest of what is to be said of each command in a command line. */
  public static Verdict judge(String command) {
    return new CommandPolicy(0, false).line(command);
  }

  private Verdict line(String command) {
    if (depth > DEEPEST || command.length() > LONGEST) {
      return Verdict.ask("it is too long or too deeply nested to be understood");
    }
    try {
      // Bash makes connections of files by these names, in redirections above all.
      Verdict verdict =
          command.contains("/dev/tcp/") || command.contains("/dev/udp/")
              ? Verdict.ask("it reaches into the network")
              : Verdict.ALLOWED;
      for (List<String> words : ShellWords.commands(command)) {
        verdict = verdict.or(simple(words));
      }
      return verdict;
    } catch (ShellWords.NotUnderstood e) {
      return Verdict.ask("it cannot be understood: " + e.getMessage());
    }
  }

  private Verdict simple(List<String> words) {
    int first = 0;
    while (first < words.size()
        && (KEYWORDS.contains(words.get(first))
            || ASSIGNMENT.matcher(words.get(first)).matches())) {
      first++;
    }
    if (first == words.size() || NOT_COMMANDS.contains(words.get(first))) {
      return Verdict.ALLOWED;
    }
    String program = words.get(first).substring(words.get(first).lastIndexOf('/') + 1);
    return program(program, words.subList(first + 1, words.size()));
  }

  private Verdict program(String program, List<String> arguments) {
    if (program.equals("case")) {
      return Verdict.ask("it cannot be understood: `case`");
    }
    if (program.indexOf(ShellWords.UNKNOWN) >= 0 || program.matches(".*[*?{].*|\\[.+")) {
      return Verdict.ask("which program it runs is known only when it runs");
    }
    Optional<Verdict> rule = RULES.judge(program, arguments);
    if (rule.isPresent() && rule.get().action() == Verdict.Action.ALLOW) {
      return rule.get();
    }
    Verdict verdict = rule.orElse(Verdict.ALLOWED);
    if (RULES.isShell(program)) {
      return verdict.or(shell(arguments));
    }
    if (program.equals("eval")) {
      return verdict.or(deeper().line(String.join(" ", arguments)));
    }
    if (RULES.isWrapper(program)) {
      return verdict.or(wrapped(arguments));
    }
    if (MOVES.contains(program)) {
      away |= leaves(arguments);
    }
    if (program.equals("rm")) {
      return verdict.or(remove(arguments));
    }
    return program.equals("find") ? verdict.or(find(arguments)) : verdict;
  }

  /** Where the wrapped command starts depends on the wrapper's options, so every start is tried. */
  private Verdict wrapped(List<String> arguments) {
    Verdict verdict = Verdict.ALLOWED;
    for (int start = 0; start < arguments.size(); start++) {
      List<String> rest = arguments.subList(start + 1, arguments.size());
      if (RULES.isWrapper(arguments.get(start))) {
        // What it wraps comes up in this loop as well.
        verdict = verdict.or(RULES.judge(arguments.get(start), rest).orElse(Verdict.ALLOWED));
      } else if (!arguments.get(start).startsWith("-")) {
        verdict = verdict.or(deeper().simple(arguments.subList(start, arguments.size())));
      }
    }
    return verdict;
  }

  private Verdict shell(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (argument.matches("-[a-zA-Z]*c[a-zA-Z]*")) {
        if (i + 1 == arguments.size() || arguments.get(i + 1).indexOf(ShellWords.UNKNOWN) >= 0) {
          return Verdict.ask("which commands it runs is known only when it runs");
        }
        return deeper().line(arguments.get(i + 1));
      }
      if (!argument.startsWith("-") && !argument.startsWith("+")) {
        return Verdict.ALLOWED; // a script, which runs in the sandbox like any other program
      }
    }
    return arguments.contains("--version")
        ? Verdict.ALLOWED
        : Verdict.ask("it runs commands from its input, which cannot be seen");
  }

  private Verdict remove(List<String> arguments) {
    List<String> targets = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    boolean recursive =
        arguments.stream().anyMatch(word -> word.matches("-[a-zA-Z]*[rR][a-zA-Z]*|--rec.*"));
    if (!recursive) {
      return Verdict.ALLOWED;
    }
    if (targets.isEmpty()) {
      return Verdict.ask("it deletes directories that cannot be seen");
    }
    for (String target : targets) {
      if (outside(target) || away && !RULES.isInside(target)) {
        return Verdict.ask("it deletes directories outside the tree, or may");
      }
      if (target.matches("[./*]*")) {
        return Verdict.ask("it deletes the whole tree");
      }
    }
    return Verdict.ALLOWED;
  }

  private Verdict find(List<String> arguments) {
    Verdict verdict = Verdict.ALLOWED;
    boolean roots = true;
    boolean abroad = away;
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      roots &= !argument.startsWith("-") && !argument.equals("(") && !argument.equals("!");
      abroad |= roots && outside(argument);
      if (argument.equals("-delete") && abroad) {
        return Verdict.ask("it deletes files outside the tree, or may");
      }
      if (FIND_RUNS.contains(argument)) {
        CommandPolicy inner = deeper();
        inner.away |= abroad;
        verdict = verdict.or(inner.simple(arguments.subList(i + 1, arguments.size())));
      }
    }
    return verdict;
  }

  private static boolean leaves(List<String> arguments) {
    List<String> targets = arguments.stream().filter(word -> !word.startsWith("-")).toList();
    return targets.isEmpty()
        || targets.stream().anyMatch(target -> outside(target) && !target.equals("/work"));
  }

  /** Whether a path lies outside the tree, or may. */
  private static boolean outside(String path) {
    boolean unknown = path.indexOf(ShellWords.UNKNOWN) >= 0;
    boolean braces = path.contains("{") && path.contains(",");
    boolean upwards = List.of(path.split("/")).contains("..");
    boolean absolute = path.startsWith("/") && !RULES.isInside(path);
    return unknown || braces || upwards || absolute || path.startsWith("~");
  }

  private CommandPolicy deeper() {
    return new CommandPolicy(depth + 1, away);
  }
}
