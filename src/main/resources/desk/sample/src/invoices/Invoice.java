package invoices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** What a customer is asked to pay; the tax rate is in percent and holds for all lines. */
public record Invoice(
    int number, LocalDate date, Customer customer, BigDecimal taxRate, List<Line> lines) {
  public Invoice {
    lines = List.copyOf(lines);
  }
}
