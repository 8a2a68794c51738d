package billing.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void halvesAreRoundedToTheEvenCent() {
    assertEquals("0.12", Money.of("0.125").plain());
    assertEquals("0.14", Money.of("0.135").plain());
  }

  @Test
  void sumsAreExact() {
    assertEquals(Money.of("0.30"), Money.of("0.10").plus(Money.of("0.20")));
    assertTrue(Money.of("1").minus(Money.of("2")).isNegative());
  }

  @Test
  void aProductIsRoundedOnce() {
    assertEquals("33.33", Money.of("99.99").times(new BigDecimal("0.33333")).plain());
  }
}
