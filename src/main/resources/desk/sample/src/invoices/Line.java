package invoices;

import java.math.BigDecimal;

/** One line of an invoice. Quantities may be fractions: hours, metres. */
public record Line(String text, BigDecimal quantity, BigDecimal unitPrice) {
  public static Line of(String text, String quantity, String unitPrice) {
    return new Line(text, new BigDecimal(quantity), new BigDecimal(unitPrice));
  }

  public BigDecimal net() {
    return quantity.multiply(unitPrice);
  }
}
