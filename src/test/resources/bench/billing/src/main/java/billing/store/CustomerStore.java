package billing.store;

import billing.domain.Customer;
import billing.domain.Customers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Customers in memory. */
public final class CustomerStore implements Customers {
  private final Map<String, Customer> byId = new ConcurrentHashMap<>();

  @Override
  public Optional<Customer> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public List<Customer> all() {
    return byId.values().stream().sorted(Comparator.comparing(Customer::name)).toList();
  }

  @Override
  public void put(Customer customer) {
    byId.put(customer.id(), customer);
  }
}
