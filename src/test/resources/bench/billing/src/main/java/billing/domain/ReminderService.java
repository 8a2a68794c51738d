package billing.domain;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Who has to be reminded, and how sternly. */
public final class ReminderService {
  private static final int FRIENDLY = 7;
  private static final int FIRM = 21;

  private final Invoices invoices;
  private final Clock clock;

  public ReminderService(Invoices invoices, Clock clock) {
    this.invoices = invoices;
    this.clock = clock;
  }

  /** The invoices that are due for a reminder. */
  public List<Invoice> due() {
    LocalDate today = LocalDate.now(clock);
    return invoices.all().stream()
        .filter(invoice -> invoice.status(today) == InvoiceStatus.OVERDUE)
        .filter(invoice -> days(invoice, today) >= FRIENDLY)
        .toList();
  }

  public String tone(Invoice invoice) {
    return days(invoice, LocalDate.now(clock)) >= FIRM ? "firm" : "friendly";
  }

  private static long days(Invoice invoice, LocalDate today) {
    return ChronoUnit.DAYS.between(invoice.due(), today);
  }
}
