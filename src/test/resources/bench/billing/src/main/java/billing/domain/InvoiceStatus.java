package billing.domain;

/** Where an invoice stands. */
public enum InvoiceStatus {
  DRAFT,
  OPEN,
  OVERDUE,
  PAID,
  CANCELLED;

  /** Whether money is still expected. */
  public boolean awaitsMoney() {
    return this == OPEN || this == OVERDUE;
  }
}
