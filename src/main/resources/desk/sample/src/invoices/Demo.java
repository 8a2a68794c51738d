package invoices;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A few invoices to look at. */
public final class Demo {
  private static final BigDecimal RATE = new BigDecimal("19");

  private Demo() {}

  public static Ledger ledger() {
    Customer smith = new Customer(11, "Smith, Jones & Co.", "Leeds");
    Customer bakery = new Customer(12, "Bakery \"Good Morning\"", "Kiel");
    Customer school = new Customer(13, "Hill School", "York");
    return new Ledger()
        .add(
            new Invoice(
                1001,
                LocalDate.of(2026, 3, 2),
                smith,
                RATE,
                List.of(Line.of("Planning", "6.5", "80.00"), Line.of("Travel", "1", "48.00"))))
        .add(
            new Invoice(
                1002,
                LocalDate.of(2026, 3, 9),
                bakery,
                RATE,
                List.of(Line.of("Oven check", "2", "75.00"), Line.of("Seal", "3", "12.50"))))
        .add(
            new Invoice(
                1003,
                LocalDate.of(2026, 3, 31),
                smith,
                RATE,
                List.of(Line.of("Phone minutes", "31", "0.004"))))
        .add(
            new Invoice(
                1004,
                LocalDate.of(2026, 4, 1),
                school,
                new BigDecimal("7"),
                List.of(Line.of("Books", "12", "18.90"))));
  }
}
