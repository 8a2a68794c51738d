package billing.domain;

import java.util.List;
import java.util.Optional;

/** Where customers are kept. */
public interface Customers {
  Optional<Customer> byId(String id);

  /** All of them, by name. */
  List<Customer> all();

  void put(Customer customer);
}
