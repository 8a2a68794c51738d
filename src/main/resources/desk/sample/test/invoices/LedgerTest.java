package invoices;

import java.util.List;
import testing.Check;
import testing.Test;

class LedgerTest {
  private final Ledger ledger = Demo.ledger();

  @Test
  void invoicesAreListedByNumber() {
    Check.equal(List.of(1001, 1002, 1003, 1004), ledger.all().stream().map(Invoice::number).toList());
  }

  @Test
  void aCustomersInvoicesAreFound() {
    Check.equal(List.of(1001, 1003), ledger.of(11).stream().map(Invoice::number).toList());
    Check.equal(List.of(), ledger.of(99));
  }

  @Test
  void aNumberIsTakenOnce() {
    try {
      ledger.add(ledger.find(1001).orElseThrow());
    } catch (IllegalArgumentException e) {
      Check.equal("invoice 1001 is there already", e.getMessage());
      return;
    }
    throw new AssertionError("it was taken twice");
  }
}
