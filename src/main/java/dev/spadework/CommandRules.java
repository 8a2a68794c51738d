package dev.spadework;

import dev.spadework.sandbox.CommandPolicy;
import java.util.List;

/** The rules for commands in {@code spadework.yml}. */
final class CommandRules {
  /** Rules for all repositories. */
  static final String ALL = "sandbox.commands";

  /** What may stand below {@code commands}. */
  static final List<String> ACTIONS = List.of("allow", "ask", "never");

  private CommandRules() {}

  /** The policy of one repository: the product's rules, then those for all, then its own. */
  static CommandPolicy of(String repo, SettingsFile file, List<String> problems) {
    CommandPolicy all = with(CommandPolicy.standard(), ALL, file, problems);
    return with(all, "repos." + repo + ".commands", file, problems);
  }

  private static CommandPolicy with(
      CommandPolicy policy, String name, SettingsFile file, List<String> problems) {
    try {
      return policy.with(
          list(file, name, "allow"),
          list(file, name, "ask"),
          list(file, name, "never"),
          "`" + name + "` of the settings says so");
    } catch (IllegalArgumentException e) {
      String problem = name + ": " + e.getMessage();
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
      return policy;
    }
  }

  private static List<String> list(SettingsFile file, String name, String action) {
    return file.list(name + "." + action).orElse(List.of());
  }
}
