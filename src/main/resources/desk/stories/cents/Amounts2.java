package invoices;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What an invoice comes to; see docs/money.md. */
public record Amounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {
  public static Amounts of(Invoice invoice) {
    BigDecimal net =
        invoice.lines().stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = net.multiply(invoice.taxRate().movePointLeft(2));
    return new Amounts(cents(net), cents(tax), cents(net.add(tax)));
  }

  private static BigDecimal cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
