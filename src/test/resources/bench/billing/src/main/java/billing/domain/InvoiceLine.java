package billing.domain;

import java.math.BigDecimal;

/**
 * One line of an invoice.
 *
 * @param text what is charged for
 * @param quantity may have decimals
 * @param price of one unit, net
 */
public record InvoiceLine(String text, BigDecimal quantity, Money price, TaxRate tax) {
  public InvoiceLine {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a line needs a text");
    }
    if (quantity.signum() <= 0) {
      throw new IllegalArgumentException("the quantity of \"" + text + "\" is not positive");
    }
  }

  public Money net() {
    return price.times(quantity);
  }

  public Money taxAmount() {
    return tax.on(net());
  }
}
