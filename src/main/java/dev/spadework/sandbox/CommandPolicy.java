package dev.spadework.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says which commands may run, which need a person and which never run. Pure and immutable; the
 * rules are in {@code sandbox/policy.txt}, and settings may add to them.
 *
 * <p>It is a courtesy to people, not the wall: a program can hide anything from it, and the files
 * that a command runs are not read. The wall is the sandbox, which has no network, no credentials
 * and nothing of the host but the tree.
 */
public final class CommandPolicy {
  private static final CommandPolicy STANDARD = new CommandPolicy(PolicyRules.read());

  private final PolicyRules rules;

  private CommandPolicy(PolicyRules rules) {
    this.rules = rules;
  }

  /** The rules that come with the product. */
  public static CommandPolicy standard() {
    return STANDARD;
  }

  /**
   * This policy with more rules, each a program, words that must follow it, and perhaps {@code :
   * reason}.
   *
   * @param allow what is asked about and need not be; what never runs stays so
   * @param ask what needs a person from now on
   * @param never what is refused from now on
   * @param whose reason of rules that give none, as half a sentence
   * @throws IllegalArgumentException with one line for whoever wrote them, if one is no rule or
   *     would allow what never runs
   */
  public CommandPolicy with(
      List<String> allow, List<String> ask, List<String> never, String whose) {
    List<PolicyRule> more = new ArrayList<>();
    allow.forEach(text -> more.add(PolicyRule.of(Verdict.Action.ALLOW, text, whose)));
    ask.forEach(text -> more.add(PolicyRule.of(Verdict.Action.ASK, text, whose)));
    never.forEach(text -> more.add(PolicyRule.of(Verdict.Action.NEVER, text, whose)));
    return more.isEmpty() ? this : new CommandPolicy(rules.with(more));
  }

  /** The strictest of what is to be said of each command in a command line. */
  public Verdict judge(String command) {
    return judge(command, name -> Optional.empty());
  }

  /**
   * The strictest of what is to be said of each command in a command line.
   *
   * @param scripts the command line behind a name that the repository's own package file gives it
   */
  public Verdict judge(String command, Function<String, Optional<String>> scripts) {
    return new Judge(rules, scripts, command).judge();
  }
}
