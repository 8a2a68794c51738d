package invoices.web;

import invoices.Ledger;
import invoices.text.InvoicePage;
import invoices.text.InvoiceTable;

/** Which path is answered with what; the first that fits wins. */
public final class Routes {
  private final Ledger ledger;

  public Routes(Ledger ledger) {
    this.ledger = ledger;
  }

  public Response answer(String path) {
    if (path.equals("/invoices")) {
      return Response.text(InvoiceTable.of(ledger.all()));
    }
    if (path.matches("/invoices/\\d{1,9}")) {
      int number = Integer.parseInt(path.substring("/invoices/".length()));
      return ledger
          .find(number)
          .map(invoice -> Response.text(InvoicePage.of(invoice)))
          .orElse(Response.notFound());
    }
    return Response.notFound();
  }
}
