package invoices.web;

/** What goes back to a browser. */
public record Response(int status, String type, String body) {
  static final String TEXT = "text/plain; charset=utf-8";

  static Response text(String body) {
    return new Response(200, TEXT, body);
  }

  static Response notFound() {
    return new Response(404, TEXT, "There is nothing here.\n");
  }
}
