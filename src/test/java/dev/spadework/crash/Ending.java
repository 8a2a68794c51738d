package dev.spadework.crash;

import dev.spadework.task.Gate;
import dev.spadework.task.Gates;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a run ended, as far as it must be the same whether the bot died on the way or not.
 *
 * @param tasks phase, blame and reason, gates with their decisions, files of the branch
 * @param pulls title, draft or not
 * @param messages how many of each name
 * @param outcomes what the outcomes say
 */
record Ending(
    List<String> tasks, List<String> pulls, Map<String, Integer> messages, List<String> outcomes) {

  static Ending of(Town town, Scene scene) {
    List<Task> tasks = scene.tasks();
    Map<String, String> names = new LinkedHashMap<>();
    tasks.forEach(task -> names.put(task.id(), "T" + (names.size() + 1)));
    Map<String, Integer> messages = new TreeMap<>();
    List<String> outcomes = new ArrayList<>();
    Map<String, String> gates = new LinkedHashMap<>();
    Set<String> dearer =
        tasks.stream().flatMap(task -> dearer(task).stream()).collect(Collectors.toSet());
    Set<String> seen = new HashSet<>();
    for (Messages.Named each : Messages.of(town.slack)) {
      if (dearer.contains(each.name()) && seen.add(each.name())) {
        continue;
      }
      String name =
          each.name().startsWith("gate-")
              ? gates.computeIfAbsent(each.name(), any -> "gate " + (gates.size() + 1))
              : each.name();
      messages.merge(names.get(each.task()) + " " + name, 1, Integer::sum);
      if (each.name().equals("outcome")) {
        outcomes.add(plain(each.message().words(), names));
      }
    }
    List<String> pulls =
        town.github.pulls(Town.REPO).stream()
            .map(
                pull ->
                    pull.path("title").asText()
                        + (pull.path("draft").asBoolean() ? " (draft)" : "")
                        + " from "
                        + plain(pull.at("/head/ref").asText(), names))
            .sorted()
            .toList();
    outcomes.sort(null);
    return new Ending(
        tasks.stream().map(task -> told(town, task)).toList(), pulls, messages, outcomes);
  }

  /**
   * Questions for more money than the first. A call that death cut off counts at its worst case, so
   * that the cap is reached again.
   */
  private static List<String> dearer(Task task) {
    return task.spend().lost() == 0
        ? List.of()
        : task.gates().settled().stream()
            .map(Gates.Settled::gate)
            .filter(gate -> gate.kind() == Gate.Kind.MONEY)
            .skip(1)
            .map(gate -> "gate-" + gate.id())
            .toList();
  }

  private static String told(Town town, Task task) {
    List<String> dearer = dearer(task);
    StringBuilder told = new StringBuilder(task.phase().toString());
    task.ending()
        .ifPresent(end -> told.append(" ").append(end.kind()).append(" ").append(end.blame()));
    task.gates().settled().stream()
        .filter(settled -> !dearer.contains("gate-" + settled.gate().id()))
        .forEach(
            settled ->
                told.append("; ")
                    .append(settled.gate().kind())
                    .append(" ")
                    .append(settled.decided().choice()));
    told.append("; plan ").append(task.planVersion());
    String branch = town.origin.run("branch", "--list", "spadework/" + task.id() + "*").strip();
    if (!branch.isEmpty()) {
      told.append("; ").append(town.origin.run("rev-parse", branch + "^{tree}").strip());
      told.append("; commits ")
          .append(town.origin.run("rev-list", "--count", "main.." + branch).strip());
    }
    return told.toString();
  }

  /** Without what is another in each run: ids, numbers, times, calls that death cut off. */
  private static String plain(String words, Map<String, String> names) {
    String plain = words;
    for (Map.Entry<String, String> name : names.entrySet()) {
      plain = plain.replace(name.getKey(), name.getValue());
    }
    return plain
        .replaceAll("\\b[0-9a-f]{7,40}\\b", "sha")
        .replaceAll(" · \\d+ calls? without an answer, may have been paid too", "")
        .replaceAll("[0-9]+([.,:][0-9]+)*", "0")
        .replaceAll("0 (min|h) 0 (s|min)", "0 s");
  }
}
