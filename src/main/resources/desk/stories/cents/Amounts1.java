package invoices;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an invoice comes to; see docs/money.md. */
public record Amounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {
  public static Amounts of(Invoice invoice) {
    BigDecimal net =
        invoice.lines().stream()
            .map(line -> cents(line.net()))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = cents(net.multiply(invoice.taxRate().movePointLeft(2)));
    return new Amounts(net, tax, net.add(tax));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
