package billing.domain;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** What can be done with invoices. */
public final class InvoiceService {
  private final Invoices invoices;
  private final Customers customers;
  private final NumberSequence numbers;
  private final Clock clock;

  public InvoiceService(
      Invoices invoices, Customers customers, NumberSequence numbers, Clock clock) {
    this.invoices = invoices;
    this.customers = customers;
    this.numbers = numbers;
    this.clock = clock;
  }

  public LocalDate today() {
    return LocalDate.now(clock);
  }

  /** The invoices that fit, newest first. */
  public List<Invoice> find(InvoiceFilter filter) {
    return invoices.all().stream().filter(filter.on(today())).toList();
  }

  public Invoice byNumber(String number) {
    return invoices
        .byNumber(number)
        .orElseThrow(() -> new NotFound("there is no invoice " + number));
  }

  /** The name that stands on an invoice. */
  public String customerName(Invoice invoice) {
    return customers.byId(invoice.customer()).map(Customer::name).orElse(invoice.customer());
  }

  public Invoice draft(String customer, List<InvoiceLine> lines) {
    Customer who =
        customers.byId(customer).orElseThrow(() -> new NotFound("there is no " + customer));
    LocalDate date = today();
    Invoice invoice =
        Invoice.draft(numbers.next(date), customer, date, date.plusDays(who.days()), lines);
    invoices.put(invoice);
    return invoice;
  }

  public Invoice send(String number) {
    Invoice invoice = byNumber(number);
    if (invoice.sent()) {
      throw new Refused(number + " was sent already");
    }
    if (invoice.lines().isEmpty()) {
      throw new Refused(number + " has no lines");
    }
    return put(invoice.sentNow());
  }

  public Invoice pay(String number, Payment payment) {
    Invoice invoice = byNumber(number);
    if (!invoice.status(today()).awaitsMoney()) {
      throw new Refused(number + " awaits no money");
    }
    return put(invoice.with(payment));
  }

  public Invoice cancel(String number) {
    Invoice invoice = byNumber(number);
    if (!invoice.payments().isEmpty()) {
      throw new Refused(number + " has payments; give them back first");
    }
    return put(invoice.cancelledNow());
  }

  private Invoice put(Invoice invoice) {
    invoices.put(invoice);
    return invoice;
  }
}
