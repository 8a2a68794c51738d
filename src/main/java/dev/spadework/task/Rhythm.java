package dev.spadework.task;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that comes on certain days of the week at a time of the day. A day has one, whatever
 * its clock does: a time that the clock leaves out comes as much later, of one that it shows twice
 * the first counts.
 *
 * @param days may be empty: it never comes
 */
public record Rhythm(LocalTime at, ZoneId zone, Set<DayOfWeek> days) {
  private static final int WEEK = 7;
  private static final int NOON = 12;
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.range(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private static final String DAY =
      "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?";
  private static final Pattern BEGINS =
      Pattern.compile(
          "(?<days>(?:week)?days?|weekends?|%1$s(?:(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)%1$s)*)\\b"
                  .formatted(DAY)
              + "(?<rest>.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern TIME =
      Pattern.compile(
          "\\s+(?:at\\s+)?(?:(?<hour>\\d{1,2})(?::(?<minute>\\d{2}))?\\s?(?<half>[ap]m)?"
              + "|(?<word>noon|midnight))(?![\\w:])(?<rest>.*)",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A value; the days are copied. */
  public Rhythm {
    days = Set.copyOf(days);
  }

  /**
   * A rhythm that a text began with, and what followed it.
   *
   * @param at empty: days are named, but no time that there is
   */
  public record Read(Set<DayOfWeek> days, Optional<LocalTime> at, String rest) {}

  /**
   * Reads {@code weekday 03:00 …}, {@code day at 9am …}, {@code monday, thursday 14:30 …}. A bare
   * number is no time.
   *
   * @return empty if the text does not begin with days
   */
  public static Optional<Read> read(String text) {
    Matcher found = BEGINS.matcher(text.strip());
    if (!found.matches()) {
      return Optional.empty();
    }
    Set<DayOfWeek> days = days(found.group("days").toLowerCase(Locale.ROOT));
    Matcher timed = TIME.matcher(found.group("rest"));
    Optional<LocalTime> at = timed.matches() ? time(timed) : Optional.empty();
    String rest = at.isPresent() ? timed.group("rest") : found.group("rest");
    return Optional.of(new Read(days, at, rest.strip()));
  }

  private static Set<DayOfWeek> days(String words) {
    if (words.startsWith("weekend")) {
      return WEEKEND;
    } else if (words.startsWith("weekday")) {
      return WEEKDAYS;
    } else if (words.startsWith("day")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    return Arrays.stream(words.split("\\s*,\\s*(?:and\\s+)?|\\s+and\\s+"))
        .map(Rhythm::day)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(DayOfWeek.class)));
  }

  private static DayOfWeek day(String word) {
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().substring(0, 3).equalsIgnoreCase(word.substring(0, 3)))
        .findFirst()
        .orElseThrow();
  }

  private static Optional<LocalTime> time(Matcher found) {
    String word = found.group("word");
    if (word != null) {
      return Optional.of(word.equalsIgnoreCase("noon") ? LocalTime.NOON : LocalTime.MIDNIGHT);
    }
    String half = found.group("half");
    String minutes = found.group("minute");
    if (half == null && minutes == null) {
      return Optional.empty();
    }
    int hour = Integer.parseInt(found.group("hour"));
    int minute = minutes == null ? 0 : Integer.parseInt(minutes);
    if (half != null && (hour < 1 || hour > NOON)) {
      return Optional.empty();
    }
    if (half != null) {
      hour = hour % NOON + (half.equalsIgnoreCase("pm") ? NOON : 0);
    }
    return hour < 24 && minute < 60 ? Optional.of(LocalTime.of(hour, minute)) : Optional.empty();
  }

  /** {@code weekday 03:00}: {@link #read} reads it again. */
  public String words() {
    return dayWords() + " " + CLOCK.format(at);
  }

  private String dayWords() {
    if (days.size() == WEEK) {
      return "day";
    } else if (days.equals(WEEKDAYS)) {
      return "weekday";
    } else if (days.equals(WEEKEND)) {
      return "weekend";
    }
    return days.stream()
        .sorted()
        .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .collect(Collectors.joining(", "));
  }

  /** The day on which it has come already, or comes now. */
  public Optional<LocalDate> due(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return days.contains(today.getDayOfWeek()) && !time(today).isAfter(now)
        ? Optional.of(today)
        : Optional.empty();
  }

  /** When it comes on a day. */
  public Instant time(LocalDate day) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  /** When it comes next after this time; empty if there are no days. */
  public Optional<Instant> next(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (int i = 0; i <= WEEK; i++) {
      LocalDate day = today.plusDays(i);
      if (days.contains(day.getDayOfWeek()) && time(day).isAfter(now)) {
        return Optional.of(time(day));
      }
    }
    return Optional.empty();
  }

  /** When it came, or should have, the last time before this day; the day before if never. */
  public Instant before(LocalDate day) {
    for (int i = 1; i <= WEEK; i++) {
      if (days.contains(day.minusDays(i).getDayOfWeek())) {
        return time(day.minusDays(i));
      }
    }
    return time(day.minusDays(1));
  }
}
