package billing.domain;

import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Predicate;

/** Which invoices are meant. Nothing set means all. */
public record InvoiceFilter(Optional<InvoiceStatus> status, Optional<String> customer) {
  public static final InvoiceFilter ALL = new InvoiceFilter(Optional.empty(), Optional.empty());

  public Predicate<Invoice> on(LocalDate today) {
    return invoice ->
        status.map(wanted -> invoice.status(today) == wanted).orElse(true)
            && customer.map(wanted -> invoice.customer().equals(wanted)).orElse(true);
  }
}
