package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Grants;
import dev.spadework.task.Limits;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;

/** The question at a limit: whose it is, how much is left, what Continue adds. */
public final class MoneyCard {
  private MoneyCard() {}

  /**
   * The next call could pass a limit.
   *
   * @param worstMicros the most that the call can cost, in millionths of a US dollar
   * @param subject of the gate, which says what Continue adds
   */
  public static Question of(Task task, Limits limits, long worstMicros, String subject) {
    List<String> details = new ArrayList<>();
    details.add(progress(task));
    if (task.spend().lostMicros() > 0) {
      details.add(
          say(
              "gate.money.lost",
              "calls",
              Counted.of(task.spend().lost(), "call"),
              "worst",
              Money.usd(task.spend().lostMicros())));
    }
    details.add(
        say(
            Grants.aboutDay(subject) ? "gate.money.continue.day" : "gate.money.continue",
            "more",
            Money.usd(Grants.more(subject, task)),
            "calls",
            Grants.CALLS,
            "time",
            Durations.words(Grants.TIME)));
    return new Question(question(task, limits, worstMicros), details);
  }

  private static String question(Task task, Limits limits, long worstMicros) {
    String used = Money.usd(task.spend().micros());
    String worst = Money.usd(worstMicros);
    if (task.spend().countedMicros() + worstMicros > task.budgetMicros()) {
      return say(
          "gate.money", "budget", Money.usd(task.budgetMicros()), "used", used, "worst", worst);
    }
    if (worstMicros > limits.reserve().leftMicros()) {
      return reserve(limits.reserve(), used, worst);
    }
    return task.spend().calls() >= limits.maxCalls() + task.grants().calls()
        ? say("gate.money.calls", "calls", task.spend().calls(), "used", used)
        : say(
            "gate.money.time",
            "time",
            Durations.words(task.spend().activeAt(limits.now(), task)),
            "used",
            used);
  }

  private static String reserve(Reserve reserve, String used, String worst) {
    String left = Money.usd(Math.max(reserve.leftMicros(), 0));
    String cap = Money.usd(reserve.capMicros());
    if (reserve.repo().isPresent()) {
      return say(
          "gate.money.repo",
          "repo",
          reserve.repo().get(),
          "left",
          left,
          "cap",
          cap,
          "used",
          used,
          "worst",
          worst);
    }
    return reserve
        .person()
        .map(
            who ->
                say(
                    "gate.money.person",
                    "who",
                    "@" + who,
                    "left",
                    left,
                    "cap",
                    cap,
                    "used",
                    used,
                    "worst",
                    worst))
        .orElseGet(
            () -> say("gate.money.day", "left", left, "cap", cap, "used", used, "worst", worst));
  }

  private static String progress(Task task) {
    String steps =
        task.plan()
            .map(
                plan ->
                    say(
                        "gate.money.steps",
                        "done",
                        task.stepsDone().size(),
                        "steps",
                        plan.steps().size()))
            .orElseGet(() -> say("gate.money.unplanned"));
    String tests =
        task.testing()
            .last()
            .map(run -> say("gate.money.tests", "result", TestWords.result(run)))
            .orElseGet(() -> say("gate.money.untested"));
    return steps + " " + tests;
  }
}
