package billing.domain;

/**
 * Who is charged.
 *
 * @param id such as {@code C-100}
 * @param days from the date of an invoice until it is due
 */
public record Customer(String id, String name, String email, Address address, int days) {
  public Customer {
    if (name.isBlank()) {
      throw new IllegalArgumentException("customer " + id + " needs a name");
    }
    if (days < 0 || days > 90) {
      throw new IllegalArgumentException("customer " + id + ": 0 to 90 days, not " + days);
    }
  }
}
