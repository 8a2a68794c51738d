package invoices;

/** Somebody who gets invoices. */
public record Customer(int number, String name, String city) {}
