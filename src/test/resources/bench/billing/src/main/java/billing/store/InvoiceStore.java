package billing.store;

import billing.domain.Invoice;
import billing.domain.Invoices;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Invoices in memory. */
public final class InvoiceStore implements Invoices {
  private final Map<String, Invoice> byNumber = new ConcurrentHashMap<>();

  @Override
  public Optional<Invoice> byNumber(String number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  @Override
  public List<Invoice> all() {
    return byNumber.values().stream()
        .sorted(
            Comparator.comparing(Invoice::date).thenComparing(Invoice::number).reversed())
        .toList();
  }

  @Override
  public void put(Invoice invoice) {
    byNumber.put(invoice.number(), invoice);
  }
}
