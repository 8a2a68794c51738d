package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.slack.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No interleaving of tasks, people, workers, deaths, prices and days passes a cap by more than the
 * worst case of the calls in flight. The bill is kept by the provider's side, not by the record.
 */
class MoneyPropertyTest {
  @TempDir Path folder;

  private final Totals totals = new Totals();

  @Test
  void noInterleavingPassesACapByMoreThanTheCallsInFlight() throws IOException {
    play(20, 1);
    assertThat(totals.calls).as("calls that were billed").isGreaterThan(20);
    assertThat(totals.lost).as("of them not written down").isPositive();
    assertThat(totals.close).as("of them near a cap").isPositive();
  }

  @Test
  @Tag("bench")
  void norDoesAnyOfAHundredThousand() throws IOException {
    int many = Integer.getInteger("interleavings", 100_000);
    int from = Integer.getInteger("interleavings.from", 0);
    play(many, 20_261_122 + from);
    Figures.note(
        "money", String.format(Locale.ROOT, "%,d interleavings from %,d: %s", many, from, totals));
  }

  private void play(int interleavings, long seed) throws IOException {
    try (Markets markets = new Markets(folder)) {
      for (int i = 0; i < interleavings; i++) {
        Bill bill = markets.play(seed + i);
        assertThat(bill.broken)
            .as("interleaving %d passed the cap %s", seed + i, bill.brokenCap)
            .isLessThanOrEqualTo(0);
        totals.add(bill);
      }
    }
  }
}
