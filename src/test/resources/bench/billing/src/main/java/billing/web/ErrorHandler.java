package billing.web;

import billing.domain.NotFound;
import billing.domain.Refused;
import java.util.function.Function;

/** Turns what goes wrong into answers. */
public final class ErrorHandler {
  public Response around(Function<Request, Response> handler, Request request) {
    try {
      return handler.apply(request);
    } catch (NotFound e) {
      return Response.error(404, e.getMessage());
    } catch (Refused e) {
      return Response.error(409, e.getMessage());
    } catch (IllegalArgumentException e) {
      return Response.error(400, e.getMessage());
    }
  }
}
