package billing;

import billing.domain.InvoiceService;
import billing.domain.NumberSequence;
import billing.domain.ReminderService;
import billing.store.CustomerStore;
import billing.store.InvoiceStore;
import billing.store.Seed;
import billing.web.CustomerController;
import billing.web.ErrorHandler;
import billing.web.InvoiceController;
import billing.web.Router;
import billing.web.Server;
import java.time.Clock;

/** Wires everything and serves. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    int port = args.length > 0 ? Integer.parseInt(args[0]) : 8080;
    Clock clock = Clock.systemUTC();
    CustomerStore customers = new CustomerStore();
    InvoiceStore invoices = new InvoiceStore();
    Seed.into(customers, invoices, clock);
    InvoiceService service =
        new InvoiceService(invoices, customers, new NumberSequence(invoices), clock);
    ReminderService reminders = new ReminderService(invoices, clock);
    Router router = new Router(new ErrorHandler());
    new InvoiceController(service, reminders).routes(router);
    new CustomerController(customers).routes(router);
    new Server(port, router).start();
  }
}
