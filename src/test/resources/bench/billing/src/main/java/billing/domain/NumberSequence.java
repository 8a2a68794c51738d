package billing.domain;

import java.time.LocalDate;

/** Numbers of invoices: the year and a count without gaps. */
public final class NumberSequence {
  private final Invoices invoices;

  public NumberSequence(Invoices invoices) {
    this.invoices = invoices;
  }

  public synchronized String next(LocalDate date) {
    String year = date.getYear() + "-";
    int last =
        invoices.all().stream()
            .map(Invoice::number)
            .filter(number -> number.startsWith(year))
            .mapToInt(number -> Integer.parseInt(number.substring(year.length())))
            .max()
            .orElse(0);
    return year + String.format("%04d", last + 1);
  }
}
