package invoices;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All invoices, found by number or by customer. */
public final class Ledger {
  private final List<Invoice> invoices = new ArrayList<>();

  /** Takes an invoice in; its number must be new. */
  public Ledger add(Invoice invoice) {
    if (find(invoice.number()).isPresent()) {
      throw new IllegalArgumentException("invoice " + invoice.number() + " is there already");
    }
    invoices.add(invoice);
    return this;
  }

  public Optional<Invoice> find(int number) {
    return invoices.stream().filter(i -> i.number() == number).findFirst();
  }

  /** By number, ascending. */
  public List<Invoice> all() {
    return invoices.stream().sorted(Comparator.comparing(Invoice::number)).toList();
  }

  /** A customer's invoices, by number. */
  public List<Invoice> of(int customerNumber) {
    return all().stream().filter(i -> i.customer().number() == customerNumber).toList();
  }
}
