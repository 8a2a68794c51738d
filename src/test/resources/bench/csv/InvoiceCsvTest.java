package billing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import billing.domain.Invoice;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class InvoiceCsvTest {
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private static String customerCell(String name) {
    Invoice invoice = Invoice.draft("2026-0001", "C-100", DAY, DAY.plusDays(14), List.of());
    String line = InvoiceCsv.of(List.of(invoice), i -> name, i -> "DRAFT").split("\r\n")[1];
    return line.substring("2026-0001,2026-03-01,2026-03-15,".length(), line.indexOf(",0.00"));
  }

  @Test
  void plainNamesAreLeftAsTheyAre() {
    assertEquals("Kramer", customerCell("Kramer"));
  }

  @Test
  void namesWithCommasAreQuoted() {
    assertEquals("\"Kramer, Voss & Söhne\"", customerCell("Kramer, Voss & Söhne"));
  }

  @Test
  void quotesInNamesAreDoubled() {
    assertEquals("\"Harbour \"\"North\"\" Ltd\"", customerCell("Harbour \"North\" Ltd"));
  }

  @Test
  void eachLineEndsAsTheStandardSays() {
    String csv = InvoiceCsv.of(List.of(), i -> "", i -> "");
    assertEquals("number,date,due,customer,net,tax,gross,paid,status\r\n", csv);
  }
}
