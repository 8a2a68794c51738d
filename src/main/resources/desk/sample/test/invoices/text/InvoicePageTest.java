package invoices.text;

import invoices.Demo;
import testing.Check;
import testing.Test;

class InvoicePageTest {
  private final String page = InvoicePage.of(Demo.ledger().find(1002).orElseThrow());

  @Test
  void itNamesNumberDateAndCustomer() {
    Check.that(page.startsWith("Invoice 1002 of 2026-03-09\nBakery \"Good Morning\", Kiel\n"), page);
  }

  @Test
  void eachLineShowsQuantityAndPrice() {
    Check.that(page.contains("3 x 12.50"), page);
  }
}
