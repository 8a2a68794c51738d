package billing.web;

import billing.domain.Customer;
import billing.domain.Customers;
import billing.domain.NotFound;

/** Customers over HTTP. */
public final class CustomerController {
  private final Customers customers;

  public CustomerController(Customers customers) {
    this.customers = customers;
  }

  public void routes(Router router) {
    router.on("GET", "/customers", this::list).on("GET", "/customers/*", this::show);
  }

  private Response list(Request request) {
    return Response.json(
        Json.array(customers.all().stream().map(CustomerController::json).toList()));
  }

  private Response show(Request request) {
    String id = request.part(1);
    return Response.json(
        json(customers.byId(id).orElseThrow(() -> new NotFound("there is no customer " + id)))
            .text());
  }

  private static Json json(Customer customer) {
    return Json.object()
        .put("id", customer.id())
        .put("name", customer.name())
        .put("email", customer.email())
        .put("city", customer.address().city());
  }
}
