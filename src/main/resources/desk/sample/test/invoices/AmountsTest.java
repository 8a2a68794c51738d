package invoices;

import java.math.BigDecimal;
import java.util.List;
import testing.Check;
import testing.Test;

class AmountsTest {
  @Test
  void netIsTheSumOfTheLines() {
    Check.that(amounts(1001).net().compareTo(new BigDecimal("568")) == 0, "" + amounts(1001));
  }

  @Test
  void taxFollowsTheRateOfTheInvoice() {
    Check.that(amounts(1001).tax().compareTo(new BigDecimal("107.92")) == 0, "" + amounts(1001));
    Invoice books =
        new Invoice(
            1,
            Demo.ledger().all().get(0).date(),
            new Customer(1, "x", "y"),
            new BigDecimal("7"),
            List.of(Line.of("Books", "4", "25.00")));
    Check.that(Amounts.of(books).tax().compareTo(new BigDecimal("7")) == 0, "" + Amounts.of(books));
  }

  @Test
  void netAndTaxMakeGrossOnEveryInvoice() {
    for (Invoice invoice : Demo.ledger().all()) {
      Amounts a = Amounts.of(invoice);
      Check.that(
          a.net().add(a.tax()).compareTo(a.gross()) == 0,
          invoice.number() + ": " + a.net() + " + " + a.tax() + " is not " + a.gross());
    }
  }

  @Test
  void anInvoiceWithoutLinesComesToNothing() {
    Invoice empty =
        new Invoice(
            1,
            Demo.ledger().all().get(0).date(),
            new Customer(1, "x", "y"),
            BigDecimal.TEN,
            List.of());
    Check.equal(0, Amounts.of(empty).gross().signum());
  }

  private static Amounts amounts(int number) {
    return Amounts.of(Demo.ledger().find(number).orElseThrow());
  }
}
