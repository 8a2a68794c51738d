package invoices.web;

import invoices.Demo;
import testing.Check;
import testing.Test;

class RoutesTest {
  private final Routes routes = new Routes(Demo.ledger());

  @Test
  void theListIsServed() {
    Check.equal(200, routes.answer("/invoices").status());
  }

  @Test
  void oneInvoiceIsServed() {
    Check.that(routes.answer("/invoices/1001").body().contains("Planning"), "not invoice 1001");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    Check.equal(404, routes.answer("/invoices/7").status());
    Check.equal(404, routes.answer("/invoices/x").status());
    Check.equal(404, routes.answer("/").status());
  }
}
