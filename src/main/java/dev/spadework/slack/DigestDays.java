package dev.spadework.slack;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * On which days there is a digest, and when. A day has one, whatever its clock does: a time that
 * the clock leaves out comes as much later, of one that it shows twice the first counts.
 */
record DigestDays(LocalTime at, ZoneId zone, Set<DayOfWeek> days) {
  private static final int WEEK = 7;

  /** The day whose digest should be there by now. */
  Optional<LocalDate> due(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    return days.contains(today.getDayOfWeek()) && !time(today).isAfter(now)
        ? Optional.of(today)
        : Optional.empty();
  }

  /** When a day's digest comes. */
  Instant time(LocalDate day) {
    return day.atTime(at).atZone(zone).toInstant();
  }

  /** When the next digest after this time comes; empty if there are no days. */
  Optional<Instant> next(Instant now) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    for (int i = 0; i <= WEEK; i++) {
      LocalDate day = today.plusDays(i);
      if (days.contains(day.getDayOfWeek()) && time(day).isAfter(now)) {
        return Optional.of(time(day));
      }
    }
    return Optional.empty();
  }

  /** When the digest before this day's came, or should have. */
  Instant before(LocalDate day) {
    for (int i = 1; i <= WEEK; i++) {
      if (days.contains(day.minusDays(i).getDayOfWeek())) {
        return time(day.minusDays(i));
      }
    }
    return time(day.minusDays(1));
  }
}
