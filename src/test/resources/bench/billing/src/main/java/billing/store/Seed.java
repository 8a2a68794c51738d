package billing.store;

import billing.domain.Address;
import billing.domain.Customer;
import billing.domain.Customers;
import billing.domain.Invoice;
import billing.domain.InvoiceLine;
import billing.domain.Invoices;
import billing.domain.Money;
import billing.domain.TaxRate;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** A few customers and invoices to begin with. */
public final class Seed {
  private Seed() {}

  public static void into(Customers customers, Invoices invoices, Clock clock) {
    LocalDate today = LocalDate.now(clock);
    customers.put(
        new Customer(
            "C-100",
            "Kramer, Voss & Söhne",
            "buchhaltung@kramer.example",
            new Address("Am Markt 3", "50667", "Köln", "DE"),
            14));
    customers.put(
        new Customer(
            "C-101",
            "Harbour \"North\" Ltd",
            "accounts@north.example",
            new Address("1 Quay", "AB1 2CD", "Aberdeen", "GB"),
            30));
    invoices.put(
        Invoice.draft(
                today.getYear() + "-0001",
                "C-100",
                today.minusDays(40),
                today.minusDays(26),
                List.of(line("Consulting", "12.5", "95.00", TaxRate.STANDARD)))
            .sentNow());
    invoices.put(
        Invoice.draft(
            today.getYear() + "-0002",
            "C-101",
            today,
            today.plusDays(30),
            List.of(
                line("Handbook", "3", "18.00", TaxRate.REDUCED),
                line("Shipping", "1", "9.90", TaxRate.NONE))));
  }

  private static InvoiceLine line(String text, String quantity, String price, TaxRate tax) {
    return new InvoiceLine(text, new BigDecimal(quantity), Money.of(price), tax);
  }
}
