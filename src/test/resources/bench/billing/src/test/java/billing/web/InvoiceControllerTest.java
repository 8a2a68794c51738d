package billing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import billing.domain.InvoiceService;
import billing.domain.NumberSequence;
import billing.domain.ReminderService;
import billing.store.CustomerStore;
import billing.store.InvoiceStore;
import billing.store.Seed;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InvoiceControllerTest {
  private final Clock clock = Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);
  private final Router router = new Router(new ErrorHandler());

  @BeforeEach
  void serve() {
    CustomerStore customers = new CustomerStore();
    InvoiceStore invoices = new InvoiceStore();
    Seed.into(customers, invoices, clock);
    new InvoiceController(
            new InvoiceService(invoices, customers, new NumberSequence(invoices), clock),
            new ReminderService(invoices, clock))
        .routes(router);
  }

  private Response get(String path, Map<String, String> query) {
    return router.answer(new Request("GET", path, query, ""));
  }

  @Test
  void allInvoicesAreListedNewestFirst() {
    Response response = get("/invoices", Map.of());
    assertEquals(200, response.status());
    assertTrue(response.body().indexOf("2026-0002") < response.body().indexOf("2026-0001"));
  }

  @Test
  void theListCanBeNarrowedByStatus() {
    Response response = get("/invoices", Map.of("status", "DRAFT"));
    assertTrue(response.body().contains("2026-0002"));
    assertTrue(!response.body().contains("2026-0001"));
  }

  @Test
  void anUnknownInvoiceIsNotFound() {
    assertEquals(404, get("/invoices/2026-9999", Map.of()).status());
  }
}
