package invoices.text;

import invoices.Demo;
import testing.Check;
import testing.Test;

class InvoiceTableTest {
  private final String table = InvoiceTable.of(Demo.ledger().all());

  @Test
  void theHeadingComesFirst() {
    Check.that(table.startsWith("Number  Date        Customer"), table);
  }

  @Test
  void columnsLineUp() {
    Check.equal(1L, table.lines().map(String::length).distinct().count());
  }

  @Test
  void namesStayAsTheyAre() {
    Check.that(table.contains("Bakery \"Good Morning\""), table);
  }
}
