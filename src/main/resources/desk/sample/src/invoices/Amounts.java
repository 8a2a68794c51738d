package invoices;

import java.math.BigDecimal;

/** What an invoice comes to; see docs/money.md. */
public record Amounts(BigDecimal net, BigDecimal tax, BigDecimal gross) {
  public static Amounts of(Invoice invoice) {
    BigDecimal net =
        invoice.lines().stream().map(Line::net).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal tax = net.multiply(invoice.taxRate().movePointLeft(2));
    return new Amounts(net, tax, net.add(tax));
  }
}
