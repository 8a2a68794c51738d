package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void pausesDoubleUpToTheirLimitAndHalfIsDrawnByLot() {
    Backoff low = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0);
    Backoff high = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), () -> 0.999999);
    assertThat(low.after(0)).isZero();
    assertThat(low.after(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(high.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(high.after(4)).isEqualTo(Duration.ofSeconds(8));
    assertThat(low.after(7)).isEqualTo(Duration.ofSeconds(30));
    assertThat(high.after(1_000_000)).isEqualTo(Duration.ofSeconds(60));
  }
}
