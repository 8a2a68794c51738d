package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestDaysTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static DigestDays at(String time, Set<DayOfWeek> days) {
    return new DigestDays(LocalTime.parse(time), BERLIN, days);
  }

  private static Optional<LocalDate> due(DigestDays days, String now) {
    return days.due(Instant.parse(now));
  }

  @Test
  void itComesAtItsTimeAndStaysDueForTheDay() {
    DigestDays days = at("09:00", WORKDAYS);
    LocalDate thursday = LocalDate.of(2026, 11, 26);
    assertThat(due(days, "2026-11-26T07:59:59Z")).isEmpty();
    assertThat(due(days, "2026-11-26T08:00:00Z")).contains(thursday);
    assertThat(due(days, "2026-11-26T22:59:59Z")).contains(thursday);
    assertThat(due(days, "2026-11-26T23:00:00Z")).isEmpty();
  }

  @Test
  void aWeekendHasNoneAndMondayReachesBackToFriday() {
    DigestDays days = at("09:00", WORKDAYS);
    assertThat(due(days, "2026-11-28T12:00:00Z")).isEmpty();
    assertThat(due(days, "2026-11-29T12:00:00Z")).isEmpty();
    assertThat(days.before(LocalDate.of(2026, 11, 30)))
        .isEqualTo(Instant.parse("2026-11-27T08:00:00Z"));
    assertThat(days.before(LocalDate.of(2026, 11, 27)))
        .isEqualTo(Instant.parse("2026-11-26T08:00:00Z"));
  }

  @Test
  void aTimeThatTheClockLeavesOutComesLaterOnce() {
    // On 29 March 2026 the clock in Berlin goes from 02:00 to 03:00.
    DigestDays days = at("02:30", EnumSet.allOf(DayOfWeek.class));
    LocalDate day = LocalDate.of(2026, 3, 29);
    assertThat(days.time(day)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(due(days, "2026-03-29T01:29:59Z")).isEmpty();
    assertThat(due(days, "2026-03-29T01:30:00Z")).contains(day);
  }

  @Test
  void aTimeThatTheClockShowsTwiceCountsTheFirstTimeAndIsTheSameDay() {
    // On 25 October 2026 it goes from 03:00 back to 02:00.
    DigestDays days = at("02:30", EnumSet.allOf(DayOfWeek.class));
    LocalDate day = LocalDate.of(2026, 10, 25);
    assertThat(due(days, "2026-10-25T00:29:59Z")).isEmpty();
    assertThat(due(days, "2026-10-25T00:30:00Z")).contains(day);
    assertThat(due(days, "2026-10-25T01:30:00Z")).contains(day);
  }

  @Test
  void withoutDaysThereIsNone() {
    assertThat(due(at("09:00", Set.of()), "2026-11-26T12:00:00Z")).isEmpty();
  }
}
