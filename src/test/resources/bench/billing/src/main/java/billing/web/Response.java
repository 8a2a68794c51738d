package billing.web;

import java.util.Map;

/** What is answered. */
public record Response(int status, String type, Map<String, String> headers, String body) {
  public static final String JSON = "application/json; charset=utf-8";

  public static Response json(String body) {
    return new Response(200, JSON, Map.of(), body);
  }

  public static Response created(String location, String body) {
    return new Response(201, JSON, Map.of("Location", location), body);
  }

  public static Response error(int status, String message) {
    return new Response(status, JSON, Map.of(), Json.object().put("error", message).text());
  }
}
