package invoices;

import java.math.BigDecimal;
import java.util.List;
import testing.Check;
import testing.Test;

class RoundingTest {
  @Test
  void amountsHaveNoMoreThanTwoDecimals() {
    for (Invoice invoice : Demo.ledger().all()) {
      Amounts a = Amounts.of(invoice);
      for (BigDecimal amount : List.of(a.net(), a.tax(), a.gross())) {
        Check.that(amount.scale() <= 2, invoice.number() + ": " + amount);
      }
    }
  }

  @Test
  void aTotalIsRoundedOnceNotLineByLine() {
    Line third = Line.of("A third", "1", "3.335");
    Invoice invoice =
        new Invoice(
            1,
            Demo.ledger().all().get(0).date(),
            new Customer(1, "x", "y"),
            BigDecimal.ZERO,
            List.of(third, third, third));
    Check.equal(new BigDecimal("10.01"), Amounts.of(invoice).net());
  }

  @Test
  void halfACentIsRoundedUp() {
    Invoice bakery = Demo.ledger().find(1002).orElseThrow();
    Check.equal(new BigDecimal("223.13"), Amounts.of(bakery).gross());
  }
}
