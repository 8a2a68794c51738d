package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Tasks.Spent;
import dev.spadework.report.CostWords;
import dev.spadework.report.Money;
import dev.spadework.report.Why;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code why} and {@code cost}: what the record says about how and for how much. */
final class Explaining {
  /** Characters; Slack shows about so many of a message without folding it. */
  private static final int SHORT = 2_600;

  /** Characters; Slack takes about 13,000 in a message, and escaping makes some of them longer. */
  private static final int WHOLE = 11_000;

  private static final int SHOWN = 10;

  private final SlackSettings settings;
  private final Journal journal;
  private final People people;
  private final Mrkdwn mrkdwn;
  private final Clock clock;

  Explaining(SlackSettings settings, Journal journal, People people, Mrkdwn mrkdwn, Clock clock) {
    this.settings = settings;
    this.journal = journal;
    this.people = people;
    this.mrkdwn = mrkdwn;
    this.clock = clock;
  }

  String why(String id, boolean all) {
    Optional<Task> task = journal.task(id);
    return mrkdwn.of(
        task.map(
                found ->
                    new Why(people, settings.zone())
                        .of(found, journal.entries(id), clock.instant(), all ? WHOLE : SHORT))
            .orElseGet(() -> TaskVerbs.unknown(id)));
  }

  String cost(String id) {
    Optional<Task> task = journal.task(id);
    return mrkdwn.of(
        task.map(found -> CostWords.task(found, journal.entries(id)))
            .orElseGet(() -> TaskVerbs.unknown(id)));
  }

  /** Today and this week, against the limits, by person and by repository. */
  String costs() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), settings.zone());
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    List<Spent> day = journal.tasks().spent(start(today));
    List<Spent> week = journal.tasks().spent(start(monday));
    List<String> lines = new ArrayList<>();
    lines.add(
        say(
            "cost.day",
            "money",
            Money.usd(total(day)),
            "budget",
            Money.usd(settings.allowance().dayMicros())));
    lines.add(say("cost.week", "money", Money.usd(total(week))));
    if (!week.isEmpty()) {
      String most = Money.usd(settings.allowance().personDayMicros());
      if (!day.isEmpty()) {
        lines.add(
            say("cost.people", "list", listed(day, s -> people.of(s.person())), "budget", most));
      }
      lines.add(say("cost.repos", "list", listed(week, Spent::repo)));
      lines.add(
          say(
              "cost.roles",
              "list",
              CostWords.roles(
                  journal.tasks().paid(start(monday)).stream()
                      .map(
                          paid ->
                              new CostWords.Role(
                                  paid.role(), paid.model(), paid.calls(), paid.micros()))
                      .toList())));
    }
    return mrkdwn.of(String.join("\n", lines));
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(settings.zone()).toInstant();
  }

  private static long total(List<Spent> spent) {
    return spent.stream().mapToLong(Spent::micros).sum();
  }

  private static String listed(List<Spent> spent, Function<Spent, String> by) {
    Map<String, Long> sums = new LinkedHashMap<>();
    spent.forEach(one -> sums.merge(by.apply(one), one.micros(), Long::sum));
    List<String> parts =
        sums.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(sum -> say("cost.part", "name", sum.getKey(), "money", Money.usd(sum.getValue())))
            .toList();
    String shown = String.join(", ", parts.subList(0, Math.min(SHOWN, parts.size())));
    int more = parts.size() - SHOWN;
    return more > 0 ? say("list.more", "shown", shown, "more", more) : shown;
  }
}
