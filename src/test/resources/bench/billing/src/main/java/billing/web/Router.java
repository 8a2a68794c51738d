package billing.web;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds who answers a request. The first route that fits is taken. */
public final class Router {
  private record Route(String method, Pattern path, Function<Request, Response> handler) {}

  private final List<Route> routes = new ArrayList<>();
  private final ErrorHandler errors;

  public Router(ErrorHandler errors) {
    this.errors = errors;
  }

  /** A route; {@code *} in the path stands for one part of it. */
  public Router on(String method, String path, Function<Request, Response> handler) {
    String pattern = Pattern.quote(path).replace("*", "\\E[^/]+\\Q");
    routes.add(new Route(method, Pattern.compile(pattern), handler));
    return this;
  }

  public Response answer(Request request) {
    boolean known = false;
    for (Route route : routes) {
      if (route.path.matcher(request.path()).matches()) {
        known = true;
        if (route.method.equals(request.method())) {
          return errors.around(route.handler, request);
        }
      }
    }
    return known
        ? Response.error(405, request.method() + " is not allowed here")
        : Response.error(404, "there is nothing at " + request.path());
  }
}
