package invoices;

import testing.Check;
import testing.Test;

class MainTest {
  @Test
  void listShowsAllInvoices() {
    Check.equal(5L, Main.answer(Demo.ledger(), "list").lines().count());
  }

  @Test
  void showNamesTheCustomer() {
    Check.that(Main.answer(Demo.ledger(), "show", "1004").contains("Hill School, York"), "no name");
  }

  @Test
  void anUnknownNumberIsSaid() {
    Check.equal("There is no invoice 7.\n", Main.answer(Demo.ledger(), "show", "7"));
  }

  @Test
  void anythingElseShowsTheUsage() {
    Check.that(Main.answer(Demo.ledger()).startsWith("usage: list"), "no usage");
    Check.that(Main.answer(Demo.ledger(), "list", "more").startsWith("usage: list"), "no usage");
  }
}
