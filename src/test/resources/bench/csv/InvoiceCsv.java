package billing.web;

import billing.domain.Invoice;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Invoices as CSV after RFC 4180, with the columns of the JSON list. */
final class InvoiceCsv {
  private static final String END = "\r\n";
  private static final String HEADING = "number,date,due,customer,net,tax,gross,paid,status";

  private InvoiceCsv() {}

  /** A heading and a line for each invoice. */
  static String of(
      List<Invoice> invoices, Function<Invoice, String> customer, Function<Invoice, String> status) {
    return invoices.stream()
        .map(invoice -> line(invoice, customer.apply(invoice), status.apply(invoice)))
        .collect(Collectors.joining(END, HEADING + END, END));
  }

  private static String line(Invoice invoice, String customer, String status) {
    return Stream.of(
            invoice.number(),
            invoice.date().toString(),
            invoice.due().toString(),
            customer,
            invoice.net().plain(),
            invoice.tax().plain(),
            invoice.gross().plain(),
            invoice.paid().plain(),
            status)
        .map(InvoiceCsv::quoted)
        .collect(Collectors.joining(","));
  }

  private static String quoted(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : "\"" + text + "\"";
  }
}
