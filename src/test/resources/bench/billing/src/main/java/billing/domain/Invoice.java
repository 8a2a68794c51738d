package billing.domain;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * An invoice. Immutable; each change makes another.
 *
 * @param number such as {@code 2026-0017}
 * @param customer id of the customer
 */
public record Invoice(
    String number,
    String customer,
    LocalDate date,
    LocalDate due,
    List<InvoiceLine> lines,
    List<Payment> payments,
    boolean sent,
    boolean cancelled) {
  public Invoice {
    lines = List.copyOf(lines);
    payments = List.copyOf(payments);
  }

  public static Invoice draft(
      String number, String customer, LocalDate date, LocalDate due, List<InvoiceLine> lines) {
    return new Invoice(number, customer, date, due, lines, List.of(), false, false);
  }

  public Money net() {
    return lines.stream().map(InvoiceLine::net).reduce(Money.ZERO, Money::plus);
  }

  public Money tax() {
    return lines.stream().map(InvoiceLine::taxAmount).reduce(Money.ZERO, Money::plus);
  }

  public Money gross() {
    return net().plus(tax());
  }

  public Money paid() {
    return payments.stream().map(Payment::amount).reduce(Money.ZERO, Money::plus);
  }

  public Money open() {
    return gross().minus(paid());
  }

  /** Where it stands on this day. */
  public InvoiceStatus status(LocalDate today) {
    if (cancelled) {
      return InvoiceStatus.CANCELLED;
    }
    if (!sent) {
      return InvoiceStatus.DRAFT;
    }
    if (open().compareTo(Money.ZERO) <= 0) {
      return InvoiceStatus.PAID;
    }
    return today.isAfter(due) ? InvoiceStatus.OVERDUE : InvoiceStatus.OPEN;
  }

  public Invoice sentNow() {
    return new Invoice(number, customer, date, due, lines, payments, true, cancelled);
  }

  public Invoice cancelledNow() {
    return new Invoice(number, customer, date, due, lines, payments, sent, true);
  }

  public Invoice with(Payment payment) {
    List<Payment> more = new ArrayList<>(payments);
    more.add(payment);
    return new Invoice(number, customer, date, due, lines, more, sent, cancelled);
  }
}
