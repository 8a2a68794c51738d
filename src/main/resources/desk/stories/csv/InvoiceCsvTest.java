package invoices.text;

import invoices.Demo;
import java.util.List;
import testing.Check;
import testing.Test;

class InvoiceCsvTest {
  private final List<String> lines = List.of(InvoiceCsv.of(Demo.ledger().all()).split("\r\n", -1));

  @Test
  void theFirstLineNamesTheColumns() {
    Check.equal("number,date,customer,net,tax,gross", lines.get(0));
  }

  @Test
  void eachInvoiceIsOneLineThatEndsAsTheRfcSays() {
    Check.equal(6, lines.size());
    Check.equal("", lines.get(5));
  }

  @Test
  void namesWithCommasAreQuoted() {
    Check.that(lines.get(1).startsWith("1001,2026-03-02,\"Smith, Jones & Co.\",568"), lines.get(1));
  }

  @Test
  void quotesInNamesAreDoubled() {
    Check.that(lines.get(2).contains(",\"Bakery \"\"Good Morning\"\"\","), lines.get(2));
  }

  @Test
  void lineBreaksStayInsideTheirField() {
    Check.equal("\"two\nlines\"", InvoiceCsv.field("two\nlines"));
    Check.equal("plain", InvoiceCsv.field("plain"));
  }
}
