package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Plan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How one version of a plan differs from the next, step by step.
 *
 * <p>Which steps belong together: each pair is weighed by the words that their titles share (six
 * tenths) and the files that they share (four tenths), each as the part that is common of all that
 * either has; where neither names files the titles alone count. The most alike are paired first,
 * then the nearest in place, each step once, down to four tenths. What is left was added or
 * dropped. A pair is kept if title and files are the same, else changed.
 *
 * @param changes in the order of the new plan; dropped steps at the end
 */
public record PlanDifference(List<Change> changes) {
  private static final double TITLE = 0.6;
  private static final double ALIKE = 0.4;
  private static final int LENGTH = 150;
  private static final int FILES = 5;

  /** What became of a step. */
  public enum Kind {
    KEPT,
    CHANGED,
    ADDED,
    DROPPED
  }

  /**
   * One step.
   *
   * @param number in the new plan, from 1; of a dropped one in the old plan
   * @param step as it is now; a dropped one as it was
   * @param before the step that it was; empty for an added one
   */
  public record Change(Kind kind, int number, Plan.Step step, Optional<Plan.Step> before) {}

  private record Pair(int old, int now, double weight) {}

  /** From one plan to the next. */
  public static PlanDifference of(Plan before, Plan now) {
    Map<Integer, Integer> partners = partners(before.steps(), now.steps());
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < now.steps().size(); i++) {
      Plan.Step step = now.steps().get(i);
      Optional<Plan.Step> was = Optional.ofNullable(partners.get(i)).map(before.steps()::get);
      Kind kind = was.map(old -> same(old, step) ? Kind.KEPT : Kind.CHANGED).orElse(Kind.ADDED);
      changes.add(new Change(kind, i + 1, step, was));
    }
    for (int i = 0; i < before.steps().size(); i++) {
      if (!partners.containsValue(i)) {
        Plan.Step step = before.steps().get(i);
        changes.add(new Change(Kind.DROPPED, i + 1, step, Optional.of(step)));
      }
    }
    return new PlanDifference(List.copyOf(changes));
  }

  /** A line for each step that differs, and one for those that do not. Untrusted text among it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    changes.stream().filter(c -> c.kind != Kind.KEPT).map(PlanDifference::line).forEach(lines::add);
    if (lines.isEmpty()) {
      return List.of(say("plan.same"));
    }
    String kept =
        changes.stream()
            .filter(change -> change.kind == Kind.KEPT)
            .map(change -> change.number + ". " + title(change.step))
            .collect(Collectors.joining("; "));
    if (!kept.isEmpty()) {
      lines.add(say("plan.kept", "steps", kept));
    }
    return lines;
  }

  private static String line(Change change) {
    String title = title(change.step);
    if (change.kind == Kind.DROPPED) {
      return say("plan.dropped", "number", change.number, "title", title);
    }
    if (change.kind == Kind.ADDED) {
      return change.step.files().isEmpty()
          ? say("plan.added", "number", change.number, "title", title)
          : say(
              "plan.added.files",
              "number",
              change.number,
              "title",
              title,
              "files",
              Code.list(change.step.files(), FILES));
    }
    return say("plan.changed", "number", change.number, "title", title, "how", how(change));
  }

  private static String how(Change change) {
    Plan.Step old = change.before.orElseThrow();
    List<String> parts = new ArrayList<>();
    if (!words(old).equals(words(change.step))) {
      parts.add(say("plan.changed.title", "title", title(old)));
    }
    List<String> more = without(change.step.files(), old.files());
    if (!more.isEmpty()) {
      parts.add(say("plan.changed.more", "files", Code.list(more, FILES)));
    }
    List<String> less = without(old.files(), change.step.files());
    if (!less.isEmpty()) {
      parts.add(say("plan.changed.less", "files", Code.list(less, FILES)));
    }
    return String.join("; ", parts);
  }

  /** Index in the new plan to index in the old one. */
  private static Map<Integer, Integer> partners(List<Plan.Step> before, List<Plan.Step> now) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      for (int j = 0; j < now.size(); j++) {
        double weight = weight(before.get(i), now.get(j));
        if (weight >= ALIKE) {
          pairs.add(new Pair(i, j, weight));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble((Pair pair) -> -pair.weight)
            .thenComparingInt(pair -> Math.abs(pair.old - pair.now)));
    Map<Integer, Integer> partners = new LinkedHashMap<>();
    for (Pair pair : pairs) {
      if (!partners.containsKey(pair.now) && !partners.containsValue(pair.old)) {
        partners.put(pair.now, pair.old);
      }
    }
    return partners;
  }

  private static double weight(Plan.Step a, Plan.Step b) {
    double titles = common(Set.copyOf(words(a)), Set.copyOf(words(b)));
    return a.files().isEmpty() && b.files().isEmpty()
        ? titles
        : TITLE * titles + (1 - TITLE) * common(Set.copyOf(a.files()), Set.copyOf(b.files()));
  }

  private static double common(Set<String> a, Set<String> b) {
    Set<String> all = new HashSet<>(a);
    all.addAll(b);
    long both = a.stream().filter(b::contains).count();
    return all.isEmpty() ? 0 : (double) both / all.size();
  }

  private static boolean same(Plan.Step a, Plan.Step b) {
    return words(a).equals(words(b)) && Set.copyOf(a.files()).equals(Set.copyOf(b.files()));
  }

  private static List<String> words(Plan.Step step) {
    return Stream.of(step.title().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static List<String> without(List<String> files, List<String> others) {
    return files.stream().filter(file -> !others.contains(file)).toList();
  }

  private static String title(Plan.Step step) {
    return Code.shortened(TestWords.oneLine(step.title()), LENGTH);
  }
}
