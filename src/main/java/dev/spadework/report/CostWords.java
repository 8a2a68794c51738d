package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What model calls used, in words. */
public final class CostWords {
  private CostWords() {}

  /** {@code 3 calls · 12,400 tokens in (8,000 cached), 900 out · $0.04}. */
  public static String of(Cost cost) {
    return say(
        "cost.used",
        "calls",
        Counted.of(cost.calls(), "call"),
        "tokens",
        tokens(cost.usage()),
        "money",
        Money.usd(cost.micros()));
  }

  /** Thinking is output: it is billed as such. */
  static String tokens(Usage usage) {
    return say(
        "cost.tokens",
        "in",
        number(usage.input()),
        "cached",
        number(usage.cached()),
        "out",
        number(usage.output() + usage.thinking()));
  }

  /** A task's calls: a line for each role, one for all, and the budget. */
  public static String task(Task task, List<Entry> entries) {
    Map<TaskEvent.Purpose, Cost> roles = Cost.byPurpose(entries);
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "cost.task",
            "task",
            Code.of(task.id()),
            "money",
            Money.usd(task.spend().micros()),
            "budget",
            Money.usd(task.budgetMicros())));
    roles.forEach(
        (role, cost) -> lines.add(say("cost.role", "role", name(role), "used", of(cost))));
    if (roles.isEmpty()) {
      lines.add(say("cost.none"));
    }
    Map<String, Cost> models = Cost.byModel(entries);
    if (models.size() > 1) {
      models.forEach(
          (model, cost) -> lines.add(say("cost.model", "model", Code.of(model), "used", of(cost))));
    }
    if (task.spend().lost() > 0) {
      lines.add(say("cost.lost", "calls", Counted.of(task.spend().lost(), "call")));
    }
    return String.join("\n", lines);
  }

  private static String name(TaskEvent.Purpose role) {
    return switch (role) {
      case PLAN -> say("cost.role.plan");
      case WORK -> say("cost.role.work");
      case SUMMARY -> say("cost.role.summary");
    };
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
