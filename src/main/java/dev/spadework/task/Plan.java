package dev.spadework.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the planner means to do.
 *
 * @param risk in the planner's words
 * @param confidence from 0 to 1
 * @param judgement product, architecture, security or secret questions that a person has to settle
 */
public record Plan(
    String summary,
    List<Step> steps,
    List<String> assumptions,
    List<String> questions,
    String risk,
    double confidence,
    List<String> judgement) {
  /** One step and the files that it will touch. */
  public record Step(String title, List<String> files) {}

  /** Every file that the plan names, in its order. */
  public Set<String> files() {
    Set<String> files = new LinkedHashSet<>();
    steps.forEach(step -> files.addAll(step.files()));
    return files;
  }

  /** Those of these paths that it does not name. */
  public List<String> beyond(List<String> changed) {
    Set<String> planned = files();
    return changed.stream().filter(path -> !planned.contains(path)).toList();
  }

  /** Whether a person has to look at it before work starts. */
  public boolean unsure(double threshold) {
    return !questions.isEmpty() || !judgement.isEmpty() || confidence < threshold;
  }
}
