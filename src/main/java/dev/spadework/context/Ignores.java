package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules of one {@code .gitignore} (gitignore(5)), for paths relative to its directory. The last
 * rule that matches decides.
 */
final class Ignores {
  /** Rules beyond this are not read: no honest file has as many, and each costs time per path. */
  private static final int MOST_RULES = 2_000;

  private static final int LONGEST_RULE = 500;

  private record Rule(Glob glob, boolean negated, boolean directoryOnly, boolean wholePath) {}

  private final List<Rule> rules;

  private Ignores(List<Rule> rules) {
    this.rules = rules;
  }

  static Ignores of(String text) {
    List<Rule> rules = new ArrayList<>();
    text.lines().limit(MOST_RULES).forEach(line -> rule(line).ifPresent(rules::add));
    return new Ignores(List.copyOf(rules));
  }

  /** Whether the path is ignored; empty where no rule speaks of it. */
  Optional<Boolean> ignores(String path, boolean directory) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if ((directory || !rule.directoryOnly) && rule.glob.matches(rule.wholePath ? path : name)) {
        return Optional.of(!rule.negated);
      }
    }
    return Optional.empty();
  }

  private static Optional<Rule> rule(String line) {
    String glob = withoutTrailingBlanks(line);
    if (glob.isEmpty() || glob.startsWith("#") || glob.length() > LONGEST_RULE) {
      return Optional.empty();
    }
    boolean negated = glob.startsWith("!");
    if (negated) {
      glob = glob.substring(1);
    }
    boolean directoryOnly = glob.endsWith("/");
    if (directoryOnly) {
      glob = glob.substring(0, glob.length() - 1);
    }
    boolean wholePath = glob.contains("/");
    if (glob.startsWith("/")) {
      glob = glob.substring(1);
    }
    return glob.isEmpty()
        ? Optional.empty()
        : Optional.of(new Rule(Glob.of(glob), negated, directoryOnly, wholePath));
  }

  private static String withoutTrailingBlanks(String line) {
    String kept = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    while (kept.endsWith(" ") && !kept.endsWith("\\ ")) {
      kept = kept.substring(0, kept.length() - 1);
    }
    return kept;
  }
}
