package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When people are reminded of a question, and when it is left to the digest. Reminders come on
 * working days between nine and six; a late one, after a stop of ours, as well.
 *
 * @param remindAfter from when the question was asked
 * @param parkAfter from when it was asked, but never sooner than {@code remindAfter} after a
 *     reminder
 * @param zone whose working hours
 */
record Patience(Duration remindAfter, Duration parkAfter, ZoneId zone) {
  private static final LocalTime OPENS = LocalTime.of(9, 0);
  private static final LocalTime CLOSES = LocalTime.of(18, 0);

  /** A reminder that is due just before closing may come this much after. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final Duration ALMOST_A_MINUTE = Duration.ofMinutes(1).minusMillis(1);

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH);

  /** When a question asked then is called to mind; empty: it is parked before. */
  Optional<Instant> remindAt(Instant asked) {
    ZonedDateTime at =
        asked.plus(remindAfter).plus(ALMOST_A_MINUTE).atZone(zone).truncatedTo(ChronoUnit.MINUTES);
    if (!at.toLocalTime().isBefore(CLOSES)) {
      at = at.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone);
    }
    while (free(at.toLocalDate())) {
      at = at.toLocalDate().plusDays(1).atTime(OPENS).atZone(zone);
    }
    if (at.toLocalTime().isBefore(OPENS)) {
      at = at.toLocalDate().atTime(OPENS).atZone(zone);
    }
    Instant due = at.toInstant();
    return due.isAfter(asked.plus(parkAfter)) ? Optional.empty() : Optional.of(due);
  }

  /** Whether the reminder is to go out now. */
  boolean remindsNow(Instant asked, Instant now) {
    return remindAt(asked).filter(due -> !now.isBefore(due)).isPresent() && working(now);
  }

  /** Whether the question is to be parked now. */
  boolean parksNow(Instant asked, Optional<Instant> reminded, Instant now) {
    if (reminded.isEmpty() && remindAt(asked).isPresent()) {
      return false;
    }
    boolean answerable = reminded.filter(then -> now.isBefore(then.plus(remindAfter))).isEmpty();
    return answerable && !now.isBefore(asked.plus(parkAfter));
  }

  private boolean working(Instant now) {
    ZonedDateTime at = now.atZone(zone);
    return !free(at.toLocalDate())
        && !at.toLocalTime().isBefore(OPENS)
        && at.minus(GRACE).toLocalTime().isBefore(CLOSES);
  }

  private static boolean free(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** {@code today 14:30}, {@code tomorrow 09:00}, {@code Monday 09:00}, seen from then. */
  String when(Instant at, Instant from) {
    LocalDate day = at.atZone(zone).toLocalDate();
    LocalDate present = from.atZone(zone).toLocalDate();
    String time = time(at);
    if (day.equals(present)) {
      return say("when.today", "time", time);
    }
    if (day.equals(present.plusDays(1))) {
      return say("when.tomorrow", "time", time);
    }
    return day.isAfter(present) && day.isBefore(present.plusDays(7))
        ? say("when.day", "day", DAY.format(day), "time", time)
        : say("when.date", "day", DAY.format(day), "date", DATE.format(day), "time", time);
  }

  /** The day and the time, whenever it is read. */
  String date(Instant at) {
    LocalDate day = at.atZone(zone).toLocalDate();
    return say("when.date", "day", DAY.format(day), "date", DATE.format(day), "time", time(at));
  }

  /** {@code 10:42}. */
  String time(Instant at) {
    return LocalTime.ofInstant(at, zone).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}
