package billing.domain;

import java.time.LocalDate;

/** Money that came for an invoice. */
public record Payment(Money amount, LocalDate date) {
  public Payment {
    if (amount.isNegative() || amount.isZero()) {
      throw new IllegalArgumentException("a payment is more than nothing");
    }
  }
}
