package invoices.text;

import invoices.Amounts;
import invoices.Invoice;
import java.util.ArrayList;
import java.util.List;

/** The list of invoices as a table: number, date, customer, gross. */
public final class InvoiceTable {
  private InvoiceTable() {}

  public static String of(List<Invoice> invoices) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("Number", "Date", "Customer", "Gross"));
    for (Invoice invoice : invoices) {
      rows.add(
          List.of(
              Integer.toString(invoice.number()),
              invoice.date().toString(),
              invoice.customer().name(),
              Amounts.of(invoice).gross().toPlainString()));
    }
    return Columns.of(rows);
  }
}
