package invoices.text;

import invoices.Amounts;
import invoices.Demo;
import testing.Check;
import testing.Test;

class StatementTest {
  @Test
  void theTotalIsTheSumOfTheInvoices() {
    var invoices = Demo.ledger().of(11);
    var sum = Amounts.of(invoices.get(0)).gross().add(Amounts.of(invoices.get(1)).gross());
    Check.equal(sum, Statement.total(invoices));
  }

  @Test
  void theTotalIsTheLastLine() {
    Check.that(Statement.of(Demo.ledger().of(13)).lines().toList().get(2).startsWith("Total "), "no total");
  }
}
