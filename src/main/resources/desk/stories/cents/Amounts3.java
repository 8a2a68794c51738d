package invoices;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an invoice comes to, in whole cents; see docs/money.md. */
public record Amounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {
  public static Amounts of(Invoice invoice) {
    BigDecimal exact =
        invoice.lines().stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal net = cents(exact);
    BigDecimal gross = cents(exact.add(exact.multiply(invoice.taxRate().movePointLeft(2))));
    // Rounding tax as well could leave the three a cent apart; the difference cannot.
    return new Amounts(net, gross.subtract(net), gross);
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
