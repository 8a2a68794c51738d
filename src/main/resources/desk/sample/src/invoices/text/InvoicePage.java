package invoices.text;

import invoices.Amounts;
import invoices.Invoice;
import invoices.Line;
import java.util.ArrayList;
import java.util.List;

/** One invoice as a page of text. */
public final class InvoicePage {
  private InvoicePage() {}

  public static String of(Invoice invoice) {
    Amounts amounts = Amounts.of(invoice);
    List<List<String>> rows = new ArrayList<>();
    for (Line line : invoice.lines()) {
      rows.add(
          List.of(
              line.text(), line.quantity() + " x " + line.unitPrice(), line.net().toPlainString()));
    }
    rows.add(List.of("Net", "", amounts.net().toPlainString()));
    rows.add(List.of("Tax", invoice.taxRate() + " %", amounts.tax().toPlainString()));
    rows.add(List.of("Gross", "", amounts.gross().toPlainString()));
    return "Invoice "
        + invoice.number()
        + " of "
        + invoice.date()
        + "\n"
        + invoice.customer().name()
        + ", "
        + invoice.customer().city()
        + "\n\n"
        + Columns.of(rows);
  }
}
