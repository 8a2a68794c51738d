package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static final Patience BERLIN =
      new Patience(Duration.ofHours(4), Duration.ofDays(3), ZoneId.of("Europe/Berlin"));

  private static Instant at(String local) {
    return java.time.LocalDateTime.parse(local).atZone(BERLIN.zone()).toInstant();
  }

  /** 2026-11-26 is a Thursday. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-26T09:30, 2026-11-26T13:30, today 13:30",
    "2026-11-26T09:30:20, 2026-11-26T13:31, today 13:31",
    "2026-11-26T13:59, 2026-11-26T17:59, today 17:59",
    "2026-11-26T14:00, 2026-11-27T09:00, tomorrow 09:00",
    "2026-11-26T23:30, 2026-11-27T09:00, tomorrow 09:00",
    "2026-11-27T02:00, 2026-11-27T09:00, today 09:00",
    "2026-11-27T16:00, 2026-11-30T09:00, Monday 09:00",
    "2026-11-28T11:00, 2026-11-30T09:00, Monday 09:00",
    "2026-10-23T16:00, 2026-10-26T09:00, Monday 09:00"
  })
  void remindersComeInWorkingHours(String asked, String due, String words) {
    assertThat(BERLIN.remindAt(at(asked))).contains(at(due));
    assertThat(BERLIN.when(at(due), at(asked))).isEqualTo(words);
  }

  @Test
  void aLateReminderWaitsForWorkingHoursToo() {
    Instant asked = at("2026-11-26T09:30");
    assertThat(BERLIN.remindsNow(asked, at("2026-11-26T13:29:59"))).isFalse();
    assertThat(BERLIN.remindsNow(asked, at("2026-11-26T13:30"))).isTrue();
    assertThat(BERLIN.remindsNow(asked, at("2026-11-26T18:09"))).isTrue();
    assertThat(BERLIN.remindsNow(asked, at("2026-11-26T18:10"))).isFalse();
    assertThat(BERLIN.remindsNow(asked, at("2026-11-27T03:00"))).isFalse();
    assertThat(BERLIN.remindsNow(asked, at("2026-11-28T12:00"))).isFalse();
    assertThat(BERLIN.remindsNow(asked, at("2026-11-30T09:00"))).isTrue();
  }

  @Test
  void aQuestionIsParkedOnlyAfterPeopleHadTimeToHearTheReminder() {
    Instant asked = at("2026-11-23T09:30");
    Instant reminded = at("2026-11-23T13:30");
    assertThat(BERLIN.parksNow(asked, Optional.of(reminded), at("2026-11-26T09:29"))).isFalse();
    assertThat(BERLIN.parksNow(asked, Optional.of(reminded), at("2026-11-26T09:30"))).isTrue();
    assertThat(BERLIN.parksNow(asked, Optional.empty(), at("2026-12-24T09:30"))).isFalse();
    Instant late = at("2026-12-01T09:00");
    assertThat(BERLIN.parksNow(asked, Optional.of(late), at("2026-12-01T12:59"))).isFalse();
    assertThat(BERLIN.parksNow(asked, Optional.of(late), at("2026-12-01T13:00"))).isTrue();
  }

  @Test
  void whoIsParkedFirstIsNotReminded() {
    Patience hasty =
        new Patience(Duration.ofHours(4), Duration.ofHours(1), ZoneId.of("Europe/Berlin"));
    Instant asked = at("2026-11-23T09:30");
    assertThat(hasty.remindAt(asked)).isEmpty();
    assertThat(hasty.parksNow(asked, Optional.empty(), at("2026-11-23T10:30"))).isTrue();
  }
}
