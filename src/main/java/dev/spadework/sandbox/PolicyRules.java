package dev.spadework.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The rules of {@code sandbox/policy.txt}, which says what they mean, and those of the settings.
 */
final class PolicyRules {
  private static final String RESOURCE = "/sandbox/policy.txt";

  private final List<PolicyRule> rules = new ArrayList<>();
  private final List<PolicyRule> own = new ArrayList<>();
  private final List<Mention> mentions = new ArrayList<>();
  private final Map<String, Set<String>> groups = new HashMap<>();
  private final List<String> inside = new ArrayList<>();
  private final List<PolicyRule> runs = new ArrayList<>();
  private final Map<String, Set<String>> valued = new HashMap<>();
  private final List<PolicyRule> inline = new ArrayList<>();
  private final List<Pattern> launches = new ArrayList<>();

  private record Mention(String program, PolicyRule rule, Pattern pattern) {}

  private PolicyRules() {}

  static PolicyRules read() {
    try (InputStream stream = PolicyRules.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException(RESOURCE + " is not in this jar");
      }
      PolicyRules rules = new PolicyRules();
      new String(stream.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .forEach(rules::add);
      rules.rules.forEach(rules::mention);
      return rules;
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
  }

  /**
   * These and further ones.
   *
   * @throws IllegalArgumentException if one of them would allow what never runs
   */
  PolicyRules with(List<PolicyRule> more) {
    PolicyRules all = new PolicyRules();
    all.rules.addAll(rules);
    all.own.addAll(own);
    all.mentions.addAll(mentions);
    groups.forEach((name, programs) -> all.groups.put(name, new HashSet<>(programs)));
    all.inside.addAll(inside);
    all.runs.addAll(runs);
    all.valued.putAll(valued);
    all.inline.addAll(inline);
    all.launches.addAll(launches);
    for (PolicyRule rule : more) {
      refuseNever(rule);
      all.own.add(rule);
      all.mention(rule);
    }
    return all;
  }

  private void refuseNever(PolicyRule rule) {
    if (rule.action() == Verdict.Action.ALLOW) {
      rules.stream()
          .filter(each -> each.action() == Verdict.Action.NEVER && rule.within(each))
          .findFirst()
          .ifPresent(
              never -> {
                throw new IllegalArgumentException(
                    "\""
                        + rule.name()
                        + "\" cannot be allowed: `"
                        + never.name()
                        + "` never runs; take the line out");
              });
    }
  }

  private void mention(PolicyRule rule) {
    if (rule.action() == Verdict.Action.NEVER) {
      mentions.add(new Mention(rule.program().replaceAll("\\*.*", ""), rule, rule.mention()));
    }
  }

  /** Whether a program is of this group: wrapper, shell, strings, reads, variable, scripts. */
  boolean is(String group, String program) {
    return groups.getOrDefault(group, Set.of()).contains(program);
  }

  /** Whether a path lies in a directory that may be deleted from freely, and is not the whole. */
  boolean isInside(String path) {
    return inside.stream()
        .anyMatch(
            directory -> path.startsWith(directory + "/") && !rest(path, directory).isEmpty());
  }

  private static String rest(String path, String directory) {
    return path.substring(directory.length()).replaceAll("[/.*]+", "");
  }

  /** Whether the rest of such a command is a command. */
  boolean runs(String program, List<String> arguments) {
    List<String> plain = plain(program, arguments);
    return runs.stream().anyMatch(rule -> rule.fits(program, plain, arguments) != Globs.Fit.NO);
  }

  /** The options after which such a program takes code; empty if it takes none. */
  Optional<List<String>> inline(String program) {
    return inline.stream()
        .filter(rule -> Globs.compiled(rule.program()).matcher(program).matches())
        .map(PolicyRule::words)
        .findFirst();
  }

  /** Whether code of some language seems to start programs, or to hide what it does. */
  boolean launches(String code) {
    return launches.stream().anyMatch(pattern -> pattern.matcher(code).find());
  }

  /** The first command that never runs which a text speaks of. */
  Optional<PolicyRule> mentioned(String text) {
    return mentions.stream()
        .filter(each -> text.contains(each.program) && each.pattern.matcher(text).find())
        .map(Mention::rule)
        .findFirst();
  }

  /**
   * What the rules say. Of our own the first that fits decides; never is never. Those of the
   * settings come before what is only asked about.
   */
  Verdict judge(String program, List<String> arguments) {
    List<String> plain = plain(program, arguments);
    Optional<PolicyRule> built = first(rules, program, plain, arguments);
    Optional<PolicyRule> strict =
        own.stream()
            .filter(rule -> rule.action() != Verdict.Action.ALLOW)
            .filter(rule -> rule.fits(program, plain, arguments) == Globs.Fit.YES)
            .max((a, b) -> a.action().compareTo(b.action()));
    boolean allowed =
        own.stream()
            .filter(rule -> rule.action() == Verdict.Action.ALLOW)
            .anyMatch(rule -> rule.fits(program, plain, arguments) == Globs.Fit.YES);
    if (built.isPresent() && built.get().action() == Verdict.Action.NEVER) {
      return built.get().verdict();
    }
    if (strict.isPresent()) {
      return strict.get().verdict();
    }
    Verdict maybe = maybe(program, plain, arguments, allowed);
    return allowed ? maybe : built.map(PolicyRule::verdict).orElse(Verdict.ALLOWED).or(maybe);
  }

  private static Optional<PolicyRule> first(
      List<PolicyRule> rules, String program, List<String> plain, List<String> arguments) {
    return rules.stream()
        .filter(rule -> rule.fits(program, plain, arguments) == Globs.Fit.YES)
        .findFirst();
  }

  private Verdict maybe(
      String program, List<String> plain, List<String> arguments, boolean allowed) {
    for (List<PolicyRule> each : List.of(rules, own)) {
      for (PolicyRule rule : each) {
        boolean strict =
            rule.action() == Verdict.Action.NEVER
                || rule.action() == Verdict.Action.ASK && !allowed;
        if (strict && rule.fits(program, plain, arguments) == Globs.Fit.MAYBE) {
          return Verdict.ask("whether it is `" + rule.name() + "` is known only when it runs");
        }
      }
    }
    return Verdict.ALLOWED;
  }

  private void add(String line) {
    List<String> words = List.of(line.split("\\s+"));
    List<String> rest = words.subList(1, words.size());
    String text = line.substring(words.get(0).length());
    switch (words.get(0)) {
      case "wrapper", "shell", "strings", "reads", "variable", "scripts" ->
          groups.computeIfAbsent(words.get(0), any -> new HashSet<>()).addAll(rest);
      case "inside" -> inside.addAll(rest);
      case "value" -> valued.put(rest.get(0), Set.copyOf(rest.subList(1, rest.size())));
      case "runs" -> runs.add(PolicyRule.of(Verdict.Action.ASK, text, "it runs a command"));
      case "inline" -> inline.add(PolicyRule.of(Verdict.Action.ASK, text, "it takes code"));
      case "launches" -> launches.add(Pattern.compile(text.strip()));
      default -> rules.add(rule(words.get(0), text));
    }
  }

  private static PolicyRule rule(String action, String text) {
    PolicyRule rule =
        PolicyRule.of(Verdict.Action.valueOf(action.toUpperCase(Locale.ROOT)), text, "");
    if (rule.reason().isEmpty()) {
      throw new IllegalStateException(RESOURCE + ": \"" + text + "\" has no reason");
    }
    return rule;
  }

  private List<String> plain(String program, List<String> arguments) {
    Set<String> takeNext = valued.getOrDefault(program, Set.of());
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (takeNext.contains(argument)) {
        i++;
      } else if (!argument.startsWith("-") || argument.indexOf(ShellWords.MANY) >= 0) {
        plain.add(argument);
      }
    }
    return plain;
  }
}
