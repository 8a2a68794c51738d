package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetriesTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1000, 2000",
    "2, 2000, 4000",
    "3, 4000, 8000",
    "4, 8000, 16000",
    "5, 16000, 32000",
    "6, 32000, 64000",
    "7, 64000, 128000",
    "8, 128000, 256000",
    "9, 150000, 300000",
    "12, 150000, 300000"
  })
  void theWaitDoublesUpToFiveMinutesAndIsAtLeastHalfOfIt(int attempt, long least, long most) {
    assertThat(Retries.after(attempt, Optional.empty(), 0)).contains(Duration.ofMillis(least));
    assertThat(Retries.after(attempt, Optional.empty(), 1)).contains(Duration.ofMillis(most));
  }

  @Test
  void neverSoonerThanTheOtherSideAsked() {
    Duration minute = Duration.ofMinutes(1);
    assertThat(Retries.after(1, Optional.of(minute), 0.5)).contains(minute);
    assertThat(Retries.after(12, Optional.of(minute), 0)).contains(Duration.ofMillis(150_000));
  }

  @Test
  void afterTwelveTriesItIsOver() {
    assertThat(Retries.after(12, Optional.empty(), 0)).isPresent();
    assertThat(Retries.after(13, Optional.of(Duration.ofSeconds(1)), 0)).isEmpty();
  }
}
