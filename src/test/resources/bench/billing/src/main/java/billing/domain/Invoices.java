package billing.domain;

import java.util.List;
import java.util.Optional;

/** Where invoices are kept. */
public interface Invoices {
  Optional<Invoice> byNumber(String number);

  /** All of them, newest first. */
  List<Invoice> all();

  void put(Invoice invoice);
}
