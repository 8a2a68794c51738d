package dev.spadework.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Judges one command line. To be used once. */
final class Judge {
  private static final int DEEPEST = 6;
  private static final int LONGEST = 100_000;

  /** Longer words are not looked through; only the text of a file is so long. */
  private static final int LONGEST_WORD = 20_000;

  /** Commands and possible commands that are looked at, so that nesting costs no time. */
  private static final int MOST = 3_000;

  private static final int WORDS = 20;

  private static final Pattern ASSIGNMENT =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*\\+?=.*", Pattern.DOTALL);
  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "else", "elif", "do", "while", "until", "!", "{", "}", "fi", "done");
  private static final Set<String> LOOPS = Set.of("for", "select");
  private static final Set<String> MOVES = Set.of("cd", "pushd", "popd");
  private static final Set<String> SOURCES = Set.of(".", "source");

  /** Builtins that take a name of a variable and look into its brackets as arithmetic does. */
  private static final Set<String> SUBSCRIPTS =
      Set.of(
          "printf",
          "test",
          "[",
          "[[",
          "let",
          "read",
          "unset",
          "declare",
          "typeset",
          "local",
          "export",
          "readonly",
          "mapfile",
          "readarray",
          "getopts",
          "wait");

  private final PolicyRules rules;
  private final Function<String, Optional<String>> scripts;
  private final String whole;
  private final Deletions deletions;
  private final Shells shells;
  private boolean named;
  private int left = MOST;
  private int depth;

  Judge(PolicyRules rules, Function<String, Optional<String>> scripts, String whole) {
    this.rules = rules;
    this.scripts = scripts;
    this.whole = whole;
    deletions = new Deletions(rules);
    shells = new Shells(this);
  }

  Verdict judge() {
    if (whole.length() > LONGEST) {
      return tooMuch();
    }
    // Bash makes connections of files by these names, in redirections above all.
    Verdict verdict =
        whole.contains("/dev/tcp/") || whole.contains("/dev/udp/")
            ? Verdict.ask("it reaches into the network")
            : Verdict.ALLOWED;
    named = rules.mentioned(whole).isPresent();
    return verdict.or(line(whole));
  }

  private static Verdict tooMuch() {
    return Verdict.ask("it is too long or too deeply nested to be understood");
  }

  /** A command line inside this one. */
  Verdict line(String command) {
    if (depth > DEEPEST) {
      return tooMuch();
    }
    depth++;
    try {
      Verdict verdict = Verdict.ALLOWED;
      for (List<String> words : ShellWords.commands(command)) {
        verdict = verdict.or(simple(words));
      }
      return verdict;
    } catch (ShellWords.NotUnderstood e) {
      return Verdict.ask("it cannot be understood: " + e.getMessage());
    } finally {
      depth--;
    }
  }

  private Verdict simple(List<String> words) {
    Verdict verdict = Verdict.ALLOWED;
    int first = 0;
    while (first < words.size()) {
      String word = words.get(first);
      if (ASSIGNMENT.matcher(word).matches()) {
        verdict = verdict.or(assignment(word));
      } else if (!KEYWORDS.contains(word)) {
        break;
      }
      first++;
    }
    if (first == words.size()) {
      return verdict;
    }
    List<String> rest = words.subList(first + 1, words.size());
    if (LOOPS.contains(words.get(first))) {
      int body = rest.indexOf("do");
      return body < 0 ? verdict : verdict.or(simple(rest.subList(body, rest.size())));
    }
    if (words.get(first).equals("function")) {
      return rest.isEmpty() ? verdict : verdict.or(simple(rest.subList(1, rest.size())));
    }
    return verdict.or(program(words.get(first), rest));
  }

  private Verdict assignment(String word) {
    String name = word.substring(0, word.indexOf('=')).replace("+", "");
    String value = word.substring(word.indexOf('=') + 1);
    if (rules.is("variable", name)) {
      return Verdict.ask("it sets " + name + ", which changes what other programs run");
    }
    return value.contains("$(") || value.contains("`") || value.contains("@P")
        ? Verdict.ask("it keeps a command in a variable")
        : Verdict.ALLOWED;
  }

  /** Whether the whole line speaks of what never runs. */
  boolean named() {
    return named;
  }

  /** What is to be said of a program with these arguments, and of what it runs in turn. */
  private Verdict program(String path, List<String> arguments) {
    if (spent(arguments)) {
      return tooMuch();
    }
    String program = path.substring(path.lastIndexOf('/') + 1);
    if (program.equals("case")) {
      return Verdict.ask("it cannot be understood: `case`");
    }
    if (!Globs.known(program)) {
      return Verdict.ask("which program it runs is known only when it runs");
    }
    if (program.equals("command") && !arguments.isEmpty() && arguments.get(0).matches("-[vV]")) {
      return Verdict.ALLOWED; // looks a program up
    }
    Verdict verdict =
        rules
            .judge(program, arguments)
            .or(hidden(path, program, arguments))
            .or(Code.judge(rules, program, arguments, whole));
    if (rules.is("shell", program)) {
      return verdict.or(shells.shell(arguments));
    }
    if (SOURCES.contains(program)) {
      return verdict.or(arguments.isEmpty() ? Verdict.ALLOWED : shells.script(arguments.get(0)));
    }
    if (program.equals("eval") || program.equals("trap")) {
      return verdict.or(shells.text(program, arguments));
    }
    if (program.equals("git")) {
      verdict = verdict.or(GitOptions.judge(arguments));
    }
    if (rules.is("scripts", program)) {
      verdict = verdict.or(packaged(arguments));
    }
    if (rules.is("wrapper", program) || rules.runs(program, arguments)) {
      verdict = verdict.or(wrapped(Wrapped.arguments(program, arguments)));
    }
    if (rules.is("strings", program)) {
      verdict = verdict.or(shells.strings(arguments));
    }
    if (MOVES.contains(program)) {
      deletions.move(arguments);
    }
    if (program.equals("find")) {
      return verdict.or(find(arguments));
    }
    return program.equals("rm") ? verdict.or(deletions.remove(arguments)) : verdict;
  }

  /** Whether looking at these words too would take too long. */
  private boolean spent(List<String> arguments) {
    left -= 1 + arguments.size() / WORDS;
    return left < 0;
  }

  /** What never runs may stand in an argument, for some program that this policy does not know. */
  private Verdict hidden(String path, String program, List<String> arguments) {
    if (SUBSCRIPTS.contains(program)
        && arguments.stream().anyMatch(each -> each.contains("$(") || each.contains("`"))) {
      return Verdict.ask("a command may hide in a variable's name");
    }
    if (program.equals("alias") && arguments.stream().anyMatch(each -> each.contains("="))) {
      return Verdict.ask("it gives a command another name");
    }
    if (rules.is("reads", program)) {
      return Verdict.ALLOWED;
    }
    for (String each : arguments) {
      if (each.length() > LONGEST_WORD) {
        return tooMuch();
      }
      Optional<PolicyRule> rule = rules.mentioned(each);
      if (rule.isPresent()) {
        return Verdict.ask("it speaks of `" + rule.get().name() + "`, which never runs");
      }
    }
    boolean open = arguments.stream().anyMatch(each -> !Globs.known(each));
    return named && (open || path.contains("/"))
        ? Verdict.ask("it may run what never runs: the line speaks of it")
        : Verdict.ALLOWED;
  }

  /** Where the wrapped command starts depends on the wrapper's options, so every start is tried. */
  private Verdict wrapped(List<String> arguments) {
    Verdict verdict = Verdict.ALLOWED;
    for (int start = 0; start < arguments.size() && left >= 0; start++) {
      String first = arguments.get(start);
      List<String> rest = arguments.subList(start + 1, arguments.size());
      if (first.startsWith("-")) {
        continue;
      }
      if (rules.is("wrapper", first.substring(first.lastIndexOf('/') + 1))) {
        // What it wraps comes up in this loop as well.
        if (spent(rest)) {
          return tooMuch();
        }
        verdict = verdict.or(rules.judge(first, rest));
        verdict = verdict.or(rules.is("strings", first) ? shells.strings(rest) : Verdict.ALLOWED);
      } else if (Globs.known(first) || Wrapped.mayBegin(rules, arguments, start)) {
        verdict = verdict.or(deeper(arguments.subList(start, arguments.size())));
      }
    }
    return left < 0 ? tooMuch() : verdict;
  }

  private Verdict deeper(List<String> words) {
    if (depth > DEEPEST * 4) {
      return tooMuch();
    }
    depth++;
    try {
      return simple(words);
    } finally {
      depth--;
    }
  }

  /** {@code npm run name}: the command line is in the repository's own file. */
  private Verdict packaged(List<String> arguments) {
    List<String> plain = arguments.stream().filter(each -> !each.startsWith("-")).toList();
    Verdict verdict = Verdict.ALLOWED;
    List<String> names = new ArrayList<>(plain.subList(0, Math.min(2, plain.size())));
    for (String name : names) {
      for (String each : List.of("pre" + name, name, "post" + name)) {
        Optional<String> text = Globs.known(each) ? scripts.apply(each) : Optional.empty();
        if (text.isPresent() && --left >= 0) {
          verdict = verdict.or(line(text.get()));
        }
      }
    }
    return verdict;
  }

  private Verdict find(List<String> arguments) {
    Verdict verdict = deletions.find(arguments);
    boolean before = deletions.away();
    for (int i = 0; i < arguments.size() && left >= 0; i++) {
      if (Deletions.FIND_RUNS.contains(arguments.get(i))) {
        deletions.away(before || deletions.findsOutside(arguments));
        verdict = verdict.or(deeper(arguments.subList(i + 1, arguments.size())));
        deletions.away(before);
      }
    }
    return left < 0 ? tooMuch() : verdict;
  }
}
