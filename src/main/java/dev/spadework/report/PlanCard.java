package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan that people are asked about; a later version says how it differs from the one before. */
public final class PlanCard {
  private static final int FILES = 8;

  private PlanCard() {}

  /**
   * A plan that a person has to look at.
   *
   * @param threshold confidence below which every plan is shown
   */
  public static Question unsure(Task task, double threshold) {
    Plan plan = task.plan().orElseThrow();
    List<String> details = new ArrayList<>();
    int number = 0;
    for (String question : plan.questions()) {
      number++;
      details.add(
          say("gate.plan.question", "number", number, "question", TestWords.oneLine(question)));
    }
    plan.judgement().stream()
        .map(item -> say("gate.plan.judgement", "item", TestWords.oneLine(item)))
        .forEach(details::add);
    details.addAll(outline(task, plan));
    details.addAll(news(task));
    return new Question(question(plan, threshold), details);
  }

  /** A plan that somebody asked to approve. */
  public static Question approve(Task task) {
    Plan plan = task.plan().orElseThrow();
    // Whoever has read the version before reads what is new; the files stand with their steps.
    List<String> details = new ArrayList<>(news(task));
    details.add(size(task, plan));
    int number = 0;
    for (Plan.Step step : plan.steps()) {
      number++;
      String title = TestWords.oneLine(step.title());
      details.add(
          step.files().isEmpty()
              ? say("gate.plan.step", "number", number, "title", title)
              : say(
                  "gate.plan.step.files",
                  "number",
                  number,
                  "title",
                  title,
                  "files",
                  Code.list(step.files(), FILES)));
    }
    details.addAll(grounds(plan));
    return new Question(
        task.planVersion() > 1
            ? say("gate.plan.asked.again", "version", task.planVersion())
            : say("gate.plan.asked"),
        details);
  }

  /** How the plan differs from the one before; empty for the first. */
  static List<String> news(Task task) {
    if (task.planBefore().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(say("plan.news", "version", task.planVersion() - 1));
    lines.addAll(PlanDifference.of(task.planBefore().get(), task.plan().orElseThrow()).lines());
    return lines;
  }

  private static String question(Plan plan, double threshold) {
    // Where it is sure enough and asks for another reason, the figure would only puzzle.
    return plan.confidence() < threshold
        ? say(
            "gate.plan.unsure",
            "confidence",
            decimal(plan.confidence()),
            "threshold",
            decimal(threshold))
        : say("gate.plan.open");
  }

  private static List<String> outline(Task task, Plan plan) {
    List<String> lines = new ArrayList<>();
    String name = name(task);
    String steps = Counted.of(plan.steps().size(), "step");
    int files = plan.files().size();
    lines.add(
        files == 0
            ? say("gate.plan.outline.bare", "plan", name, "steps", steps)
            : say(
                "gate.plan.outline",
                "plan",
                name,
                "steps",
                steps,
                "names",
                Code.list(plan.files(), FILES),
                "files",
                Counted.of(files, "file")));
    lines.addAll(grounds(plan));
    return lines;
  }

  private static String size(Task task, Plan plan) {
    String steps = Counted.of(plan.steps().size(), "step");
    return plan.files().isEmpty()
        ? say("gate.plan.outline.bare", "plan", name(task), "steps", steps)
        : say(
            "gate.plan.size",
            "plan",
            name(task),
            "steps",
            steps,
            "files",
            Counted.of(plan.files().size(), "file"));
  }

  private static String name(Task task) {
    return task.planVersion() > 1
        ? say("plan.version", "version", task.planVersion())
        : say("plan");
  }

  /** What it rests on. */
  private static List<String> grounds(Plan plan) {
    List<String> lines = new ArrayList<>();
    if (!plan.assumptions().isEmpty()) {
      lines.add(
          say(
              "gate.plan.assumptions",
              "assumptions",
              TestWords.oneLine(String.join("; ", plan.assumptions()).replace(".; ", "; "))));
    }
    if (!plan.risk().isBlank()) {
      lines.add(say("gate.plan.risk", "risk", TestWords.oneLine(plan.risk())));
    }
    return lines;
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
