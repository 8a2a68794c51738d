package dev.spadework.task;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RhythmTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

  private static Rhythm at(String time, Set<DayOfWeek> days) {
    return new Rhythm(LocalTime.parse(time), BERLIN, days);
  }

  private static Optional<LocalDate> due(Rhythm days, String now) {
    return days.due(Instant.parse(now));
  }

  @Test
  void itComesAtItsTimeAndStaysDueForTheDay() {
    Rhythm days = at("09:00", WORKDAYS);
    LocalDate thursday = LocalDate.of(2026, 11, 26);
    assertThat(due(days, "2026-11-26T07:59:59Z")).isEmpty();
    assertThat(due(days, "2026-11-26T08:00:00Z")).contains(thursday);
    assertThat(due(days, "2026-11-26T22:59:59Z")).contains(thursday);
    assertThat(due(days, "2026-11-26T23:00:00Z")).isEmpty();
  }

  @Test
  void aWeekendHasNoneAndMondayReachesBackToFriday() {
    Rhythm days = at("09:00", WORKDAYS);
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
    Rhythm days = at("02:30", EnumSet.allOf(DayOfWeek.class));
    LocalDate day = LocalDate.of(2026, 3, 29);
    assertThat(days.time(day)).isEqualTo(Instant.parse("2026-03-29T01:30:00Z"));
    assertThat(due(days, "2026-03-29T01:29:59Z")).isEmpty();
    assertThat(due(days, "2026-03-29T01:30:00Z")).contains(day);
  }

  @Test
  void aTimeThatTheClockShowsTwiceCountsTheFirstTimeAndIsTheSameDay() {
    // On 25 October 2026 it goes from 03:00 back to 02:00.
    Rhythm days = at("02:30", EnumSet.allOf(DayOfWeek.class));
    LocalDate day = LocalDate.of(2026, 10, 25);
    assertThat(due(days, "2026-10-25T00:29:59Z")).isEmpty();
    assertThat(due(days, "2026-10-25T00:30:00Z")).contains(day);
    assertThat(due(days, "2026-10-25T01:30:00Z")).contains(day);
  }

  @Test
  void withoutDaysThereIsNone() {
    assertThat(due(at("09:00", Set.of()), "2026-11-26T12:00:00Z")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "weekday 03:00 kind:deps|weekday 03:00|kind:deps",
        "day at 9am look around|day 09:00|look around",
        "Weekdays 12 am x|weekday 00:00|x",
        "day noon eat|day 12:00|eat",
        "weekend 23:59|weekend 23:59|''",
        "mon, thu and sunday at 4:05 pm go|Monday, Thursday, Sunday 16:05|go",
        "Tuesdays 7:30 x|Tuesday 07:30|x",
      })
  void daysAndATimeAreRead(String text, String words, String rest) {
    Rhythm.Read read = Rhythm.read(text).orElseThrow();
    Rhythm rhythm = new Rhythm(read.at().orElseThrow(), BERLIN, read.days());
    assertThat(rhythm.words()).isEqualTo(words);
    assertThat(read.rest()).isEqualTo(rest);
    Rhythm.Read again = Rhythm.read(rhythm.words()).orElseThrow();
    assertThat(new Rhythm(again.at().orElseThrow(), BERLIN, again.days())).isEqualTo(rhythm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weekday 25:00 x", "friday 13pm x", "day 9 of the month", "monday x"})
  void daysWithoutATimeAreNamed(String text) {
    assertThat(Rhythm.read(text).orElseThrow().at()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"invoice needs a number", "03:00", "", "month 03:00", "daylight 03:00"})
  void otherTextHasNone(String text) {
    assertThat(Rhythm.read(text)).isEmpty();
  }
}
