package dev.spadework;

import java.util.List;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses what no caller of ours sends before anything looks at it, and tells browsers what to do
 * with every answer.
 */
final class Manners extends Handler.Wrapper {
  private static final List<String> METHODS = List.of("GET", "HEAD", "POST");

  Manners(Handler inner) {
    super(inner);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    dress(response.getHeaders());
    if (!knownMethod(request)) {
      response.getHeaders().put(HttpHeader.ALLOW, String.join(", ", METHODS));
      return refuse(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
    }
    if (!plainPath(request) || !plainBody(request)) {
      return refuse(request, response, callback, HttpStatus.BAD_REQUEST_400);
    }
    return super.handle(request, response, callback);
  }

  private static boolean refuse(Request request, Response response, Callback callback, int code) {
    // What was not read of the body must not be taken for the next request.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Response.writeError(request, response, callback, code);
    return true;
  }

  static boolean knownMethod(Request request) {
    return METHODS.contains(request.getMethod());
  }

  /** A path that can be written in another way is another path for some proxy. */
  static boolean plainPath(Request request) {
    String path = request.getHttpURI().getPath();
    return path != null
        && path.equals(request.getHttpURI().getCanonicalPath())
        && !path.contains("//");
  }

  /** Nobody who calls here compresses; what is small when sent could be large when unpacked. */
  static boolean plainBody(Request request) {
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    return encoding == null || encoding.equalsIgnoreCase("identity");
  }

  /** What browsers are told with every answer; a servlet may tell them otherwise. */
  static void dress(HttpFields.Mutable headers) {
    headers
        .put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .put("X-Content-Type-Options", "nosniff")
        .put("X-Frame-Options", "DENY")
        .put("Referrer-Policy", "no-referrer")
        .put("Cross-Origin-Resource-Policy", "same-origin")
        .put(HttpHeader.CACHE_CONTROL, "no-store");
  }
}
