package billing.domain;

import java.math.BigDecimal;

/** Rates of value added tax. */
public enum TaxRate {
  STANDARD("0.19"),
  REDUCED("0.07"),
  NONE("0.00");

  private final BigDecimal rate;

  TaxRate(String rate) {
    this.rate = new BigDecimal(rate);
  }

  /** The tax on a net amount, rounded. */
  public Money on(Money net) {
    return net.times(rate);
  }

  public BigDecimal rate() {
    return rate;
  }
}
