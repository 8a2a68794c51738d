package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Ending;
import dev.spadework.task.Task;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a team should know in the morning: what waits for somebody first, then what became of the
 * rest. Made of the record alone.
 *
 * @param day such as {@code Thursday 26 November}
 * @param summary the rest of the first line; on a quiet day all there is
 * @param needs what waits for a person; the parked ones last
 */
public record Digest(
    String day,
    String summary,
    List<Need> needs,
    List<PullLine> open,
    List<PullLine> merged,
    List<PullLine> closed,
    List<String> stopped) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
  private static final int SHORT = 7;
  private static final int REASON = 240;

  /**
   * Which stretch of time a digest tells of.
   *
   * @param since when the one before was made; what happened then is not told again
   * @param at when this one is made: what is newer is told in the next
   */
  public record Span(Instant since, Instant at, ZoneId zone) {
    /** The first day whose money is told: that of the digest before. */
    public LocalDate firstDay() {
      LocalDate yesterday = LocalDate.ofInstant(at, zone).minusDays(1);
      LocalDate first = LocalDate.ofInstant(since, zone);
      return first.isAfter(yesterday) ? yesterday : first;
    }

    /** Begin of the week that is told of: on a Monday it is the one before. */
    public Instant week() {
      LocalDate day = LocalDate.ofInstant(at, zone).minusDays(1);
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
          .atStartOfDay(zone)
          .toInstant();
    }

    boolean covers(Optional<Instant> event) {
      return event.filter(e -> e.isAfter(since) && !e.isAfter(at)).isPresent();
    }
  }

  /**
   * The digest.
   *
   * @param stories all tasks that are not over, and those that ended since {@link Span#week()}
   * @param spentMicros from the first day of the span to the end of yesterday
   * @param dailyMicros what may be spent in a day
   */
  public static Digest of(
      List<Story> stories, Span span, long spentMicros, long dailyMicros, Names names) {
    List<Story> then = stories.stream().flatMap(story -> story.asOf(span.at).stream()).toList();
    List<Need> needs = Need.of(stories, span.at, span.zone, names);
    List<PullLine> open =
        then.stream().filter(Digest::isOpen).map(s -> PullLine.open(s, span.at)).toList();
    List<PullLine> merged =
        then.stream()
            .filter(story -> span.covers(story.seenAt(PullState.MERGED)))
            .map(PullLine::merged)
            .toList();
    List<PullLine> closed =
        then.stream()
            .filter(story -> span.covers(story.seenAt(PullState.CLOSED)))
            .map(PullLine::closed)
            .toList();
    List<String> stopped =
        then.stream()
            .filter(story -> span.covers(story.endedAt()))
            .flatMap(story -> stopped(story.task(), names).stream())
            .toList();
    String money = money(span, spentMicros, dailyMicros) + perMerged(then, span);
    boolean quiet = Stream.of(needs, merged, closed, stopped).allMatch(List::isEmpty);
    String summary =
        quiet
            ? say(
                "digest.quiet",
                "open",
                Counted.of(open.size(), "pull request"),
                "money",
                money(span, spentMicros, quietDay(spentMicros, dailyMicros)))
            : counts(needs, open, merged, closed, stopped) + " · " + money;
    return new Digest(
        DAY.format(span.at.atZone(span.zone)),
        summary,
        needs,
        quiet ? List.of() : open,
        merged,
        closed,
        stopped);
  }

  /** All of it as lines, for the terminal. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(day + " — " + summary);
    listed(say("digest.needs"), needs.stream().filter(n -> !n.parked()).map(Digest::line), lines);
    listed(say("digest.parked"), needs.stream().filter(Need::parked).map(Digest::line), lines);
    listed(say("digest.open"), open.stream().map(PullLine::text), lines);
    listed(say("digest.merged"), merged.stream().map(PullLine::text), lines);
    listed(say("digest.closed"), closed.stream().map(PullLine::text), lines);
    listed(say("digest.stopped"), stopped.stream(), lines);
    return lines;
  }

  private static String line(Need need) {
    return need.line() + need.settled().map(settled -> " — " + settled).orElse("");
  }

  private static void listed(String heading, Stream<String> items, List<String> lines) {
    List<String> all = items.map(item -> "• " + item).toList();
    if (!all.isEmpty()) {
      lines.add(heading);
      lines.addAll(all);
    }
  }

  private static boolean isOpen(Story story) {
    Task task = story.task();
    return task.delivery().pullRequest().filter(opened -> opened.number() > 0).isPresent()
        && task.delivery().pull().filter(seen -> seen.state() != PullState.OPEN).isEmpty();
  }

  private static String counts(
      List<Need> needs,
      List<PullLine> open,
      List<PullLine> merged,
      List<PullLine> closed,
      List<String> stopped) {
    List<String> counts = new ArrayList<>();
    long waiting = needs.stream().filter(need -> need.settled().isEmpty()).count();
    if (waiting == 0) {
      counts.add(say("digest.count.nothing"));
    } else {
      counts.add(
          waiting == 1 ? say("digest.count.one") : say("digest.count.several", "many", waiting));
    }
    if (!open.isEmpty()) {
      counts.add(say("digest.count.open", "pulls", Counted.of(open.size(), "pull request")));
    }
    if (!merged.isEmpty()) {
      counts.add(say("digest.count.merged", "many", merged.size()));
    }
    if (!closed.isEmpty()) {
      counts.add(say("digest.count.closed", "many", closed.size()));
    }
    if (!stopped.isEmpty()) {
      counts.add(say("digest.count.stopped", "many", stopped.size()));
    }
    return String.join(", ", counts);
  }

  /** Nothing spent is said without the budget that it was not taken from. */
  private static long quietDay(long spentMicros, long dailyMicros) {
    return spentMicros == 0 ? 0 : dailyMicros;
  }

  private static String money(Span span, long spentMicros, long dailyMicros) {
    LocalDate first = span.firstDay();
    LocalDate today = LocalDate.ofInstant(span.at, span.zone);
    long days = ChronoUnit.DAYS.between(first, today);
    String when = say("digest.yesterday");
    if (days > 1) {
      DateTimeFormatter name =
          days <= SHORT ? DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH) : DATE;
      when = say("digest.since", "day", name.format(first));
    }
    return dailyMicros == 0
        ? say("digest.money.bare", "spent", Money.usd(spentMicros), "when", when)
        : say(
            "digest.money",
            "spent",
            Money.usd(spentMicros),
            "budget",
            Money.round(dailyMicros * days),
            "when",
            when);
  }

  private static String perMerged(List<Story> then, Span span) {
    List<Story> merged =
        then.stream()
            .filter(
                story ->
                    story
                        .seenAt(PullState.MERGED)
                        .filter(at -> !at.isBefore(span.week()))
                        .isPresent())
            .toList();
    if (merged.isEmpty()) {
      return "";
    }
    long micros = merged.stream().mapToLong(story -> story.task().spend().micros()).sum();
    boolean monday = span.at.atZone(span.zone).getDayOfWeek() == DayOfWeek.MONDAY;
    return ", "
        + say(
            monday ? "digest.each.before" : "digest.each",
            "money",
            Money.usd(micros / merged.size()));
  }

  private static Optional<String> stopped(Task task, Names names) {
    Optional<Ending> ending = task.ending().filter(e -> e.kind() != Ending.Kind.DONE);
    return ending.map(
        end ->
            say(
                "digest.stopped.line",
                "task",
                Code.of(task.id()),
                "repo",
                task.request().repo(),
                "why",
                Code.shortened(why(end, names), REASON)));
  }

  private static String why(Ending ending, Names names) {
    String reason = TestWords.oneLine(ending.reason()).replaceAll("[.;]+$", "");
    String who = names.of(ending.by());
    return switch (ending.kind()) {
      case CANCELLED -> say("digest.stopped.by", "who", who);
      case REJECTED ->
          reason.isBlank() || reason.equals("rejected")
              ? say("digest.rejected.by", "who", who)
              : say("digest.rejected.why", "who", who, "why", reason);
      default ->
          ending.next().isBlank()
              ? reason
              : reason + "; " + TestWords.oneLine(ending.next()).replaceAll("\\.$", "");
    };
  }
}
