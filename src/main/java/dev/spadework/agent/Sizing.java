package dev.spadework.agent;

import dev.spadework.llm.Tokens;
import dev.spadework.task.Aside;
import dev.spadework.task.Parting;
import dev.spadework.task.Plan;
import dev.spadework.task.Task;
import java.util.List;
import java.util.Optional;

/**
 * Whether a plan is too large for one task. A step is taken for so many calls that each send the
 * opening and the files that the step names, nothing of it cached: more than most steps need, so
 * that the proposal comes before the money is gone and not after.
 */
final class Sizing {
  private static final int CALLS = 4;
  private static final int OPENING = 5_000;
  private static final int OUTPUT = 600;

  /** What was sent before costs one part in so many of its price, with most providers. */
  private static final int CACHED = 10;

  /** A file is read in parts where it is larger. */
  private static final long FILE = 4_000;

  private Sizing() {}

  /** What is proposed instead of the next plan of this task; empty if it is not too large. */
  static Optional<Aside.PlanSized> of(
      Notebook notebook, Plan plan, Site site, AgentSettings settings, Calls calls) {
    Task task = notebook.task();
    long input = 0;
    long paid = 0;
    for (Plan.Step step : plan.steps()) {
      long sent = OPENING + step.files().stream().mapToLong(file -> tokens(site, file)).sum();
      input += CALLS * sent;
      paid += sent + (CALLS - 1) * sent / CACHED;
    }
    int output = plan.steps().size() * CALLS * OUTPUT;
    long micros = calls.price(notebook, paid, output);
    // An estimate is rough: only half as much again as there is counts as too much.
    List<Integer> parts =
        Parting.cut(
            plan, settings.plan(), micros * 2 / 3, task.spend().remaining(task.budgetMicros()));
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Aside.PlanSized(
                task.planVersion() + 1, parts, plan.files().size(), input + output, micros));
  }

  private static long tokens(Site site, String file) {
    try {
      TreeFiles files = new TreeFiles(site.tree().files());
      return files.exists(file) ? Math.min(Tokens.estimate(files.read(file)), FILE) : 0;
    } catch (Tool.WrongCall e) {
      // Not there, not text or out of reach: it is not sent either.
      return 0;
    }
  }
}
