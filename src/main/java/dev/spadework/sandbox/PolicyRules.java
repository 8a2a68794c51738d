package dev.spadework.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of {@code sandbox/policy.txt}, which says what they mean. */
final class PolicyRules {
  private static final String RESOURCE = "/sandbox/policy.txt";
  private static final String ANYWHERE = "**";

  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> wrappers = new HashSet<>();
  private final Set<String> shells = new HashSet<>();
  private final List<String> inside = new ArrayList<>();
  private final Map<String, Set<String>> valued = new HashMap<>();

  private record Rule(Pattern program, List<String> words, Verdict verdict) {}

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
      return rules;
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " cannot be read", e);
    }
  }

  boolean isWrapper(String program) {
    return wrappers.contains(program);
  }

  boolean isShell(String program) {
    return shells.contains(program);
  }

  /** Whether a path lies in a directory that may be deleted from freely, and is not the whole. */
  boolean isInside(String path) {
    return inside.stream()
        .anyMatch(
            directory -> path.startsWith(directory + "/") && !rest(path, directory).isEmpty());
  }

  /** What the first fitting rule says; empty when none fits. */
  Optional<Verdict> judge(String program, List<String> arguments) {
    List<String> plain = plain(program, arguments);
    return rules.stream()
        .filter(rule -> rule.program.matcher(program).matches())
        .filter(rule -> fits(rule.words, plain, arguments))
        .map(Rule::verdict)
        .findFirst();
  }

  private static String rest(String path, String directory) {
    return path.substring(directory.length()).replaceAll("[/.*]+", "");
  }

  private void add(String line) {
    String[] parts = line.split(" : ", 2);
    List<String> words = List.of(parts[0].strip().split("\\s+"));
    List<String> rest = words.subList(1, words.size());
    switch (words.get(0)) {
      case "wrapper" -> wrappers.addAll(rest);
      case "shell" -> shells.addAll(rest);
      case "inside" -> inside.addAll(rest);
      case "value" -> valued.put(rest.get(0), new HashSet<>(rest.subList(1, rest.size())));
      default -> {
        if (parts.length != 2 || rest.isEmpty()) {
          throw new IllegalStateException(
              RESOURCE + ": \"" + line + "\": write action program words : reason");
        }
        Verdict.Action action = Verdict.Action.valueOf(words.get(0).toUpperCase(Locale.ROOT));
        rules.add(
            new Rule(
                glob(rest.get(0)),
                rest.subList(1, rest.size()),
                new Verdict(
                    action, "`" + String.join(" ", rest).replace(" **", "") + "`: " + parts[1])));
      }
    }
  }

  private List<String> plain(String program, List<String> arguments) {
    Set<String> takeNext = valued.getOrDefault(program, Set.of());
    List<String> plain = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (takeNext.contains(argument)) {
        i++;
      } else if (!argument.startsWith("-")) {
        plain.add(argument);
      }
    }
    return plain;
  }

  private static boolean fits(List<String> wanted, List<String> plain, List<String> all) {
    boolean anywhere = false;
    int next = 0;
    for (String word : wanted) {
      if (word.equals(ANYWHERE)) {
        anywhere = true;
      } else if (word.startsWith("-")) {
        if (!all.contains(word)) {
          return false;
        }
      } else {
        Pattern pattern = glob(word);
        while (anywhere && next < plain.size() && !pattern.matcher(plain.get(next)).matches()) {
          next++;
        }
        if (next >= plain.size() || !pattern.matcher(plain.get(next)).matches()) {
          return false;
        }
        next++;
      }
    }
    return true;
  }

  private static Pattern glob(String word) {
    return Pattern.compile(
        String.join(".*", Arrays.stream(word.split("\\*", -1)).map(Pattern::quote).toList()),
        Pattern.DOTALL);
  }
}
