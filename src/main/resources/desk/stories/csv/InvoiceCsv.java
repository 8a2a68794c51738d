package invoices.text;

import invoices.Amounts;
import invoices.Invoice;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The list of invoices as comma-separated values, quoted as RFC 4180 says. */
public final class InvoiceCsv {
  private static final String LINE_END = "\r\n";

  private InvoiceCsv() {}

  public static String of(List<Invoice> invoices) {
    return Stream.concat(
            Stream.of(row("number", "date", "customer", "net", "tax", "gross")),
            invoices.stream().map(InvoiceCsv::row))
        .collect(Collectors.joining());
  }

  private static String row(Invoice invoice) {
    Amounts amounts = Amounts.of(invoice);
    return row(
        Integer.toString(invoice.number()),
        invoice.date().toString(),
        invoice.customer().name(),
        amounts.net().toPlainString(),
        amounts.tax().toPlainString(),
        amounts.gross().toPlainString());
  }

  private static String row(String... fields) {
    return Stream.of(fields).map(InvoiceCsv::field).collect(Collectors.joining(",")) + LINE_END;
  }

  /** Quotes a field that holds a comma, a quote or a line break; quotes in it are doubled. */
  static String field(String text) {
    boolean quoted = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }
}
