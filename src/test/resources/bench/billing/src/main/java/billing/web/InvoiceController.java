package billing.web;

import billing.domain.Invoice;
import billing.domain.InvoiceFilter;
import billing.domain.InvoiceService;
import billing.domain.InvoiceStatus;
import billing.domain.Money;
import billing.domain.Payment;
import billing.domain.ReminderService;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Invoices over HTTP. */
public final class InvoiceController {
  private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"([^\"]*)\"");

  private final InvoiceService service;
  private final ReminderService reminders;

  public InvoiceController(InvoiceService service, ReminderService reminders) {
    this.service = service;
    this.reminders = reminders;
  }

  public void routes(Router router) {
    router
        .on("GET", "/invoices", this::list)
        .on("GET", "/invoices/due", this::due)
        .on("GET", "/invoices/*", this::show)
        .on("POST", "/invoices/*/send", this::send)
        .on("POST", "/invoices/*/payments", this::pay)
        .on("POST", "/invoices/*/cancel", this::cancel);
  }

  private Response list(Request request) {
    return Response.json(
        Json.array(service.find(filter(request)).stream().map(this::json).toList()));
  }

  private Response due(Request request) {
    return Response.json(
        Json.array(
            reminders.due().stream()
                .map(invoice -> json(invoice).put("tone", reminders.tone(invoice)))
                .toList()));
  }

  private Response show(Request request) {
    return Response.json(json(service.byNumber(request.part(1))).text());
  }

  private Response send(Request request) {
    return Response.json(json(service.send(request.part(1))).text());
  }

  private Response pay(Request request) {
    Payment payment =
        new Payment(
            Money.of(field(request.body(), "amount")), date(field(request.body(), "date")));
    return Response.json(json(service.pay(request.part(1), payment)).text());
  }

  private Response cancel(Request request) {
    return Response.json(json(service.cancel(request.part(1))).text());
  }

  private static InvoiceFilter filter(Request request) {
    return new InvoiceFilter(
        request.parameter("status").map(InvoiceStatus::valueOf), request.parameter("customer"));
  }

  private Json json(Invoice invoice) {
    return Json.object()
        .put("number", invoice.number())
        .put("date", invoice.date().toString())
        .put("due", invoice.due().toString())
        .put("customer", service.customerName(invoice))
        .put("net", invoice.net().plain())
        .put("tax", invoice.tax().plain())
        .put("gross", invoice.gross().plain())
        .put("paid", invoice.paid().plain())
        .put("status", invoice.status(service.today()).name());
  }

  private static String field(String body, String name) {
    Matcher field = FIELD.matcher(body);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return field.group(2);
      }
    }
    throw new IllegalArgumentException("\"" + name + "\" is missing");
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no date such as 2026-01-31", e);
    }
  }
}
