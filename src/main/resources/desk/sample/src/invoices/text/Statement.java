package invoices.text;

import invoices.Amounts;
import invoices.Invoice;
import java.math.BigDecimal;
import java.util.List;

/** What a customer's invoices come to together. */
public final class Statement {
  private Statement() {}

  public static String of(List<Invoice> invoices) {
    return InvoiceTable.of(invoices) + "Total " + total(invoices).toPlainString() + "\n";
  }

  static BigDecimal total(List<Invoice> invoices) {
    return invoices.stream()
        .map(invoice -> Amounts.of(invoice).gross())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
