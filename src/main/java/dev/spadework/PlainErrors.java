package dev.spadework;

import org.eclipse.jetty.ee10.servlet.ErrorHandler;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Error pages of one line: the status and its name. Causes are for the log. */
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int code = senders(response.getStatus()) ? HttpStatus.BAD_REQUEST_400 : response.getStatus();
    // What cannot be parsed comes here by itself.
    Manners.dress(response.getHeaders());
    response.setStatus(code);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    Content.Sink.write(response, true, line(code), callback);
    return true;
  }

  /** What Jetty calls a failure of the server although only the request is at fault. */
  private static boolean senders(int code) {
    return code == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        || code == HttpStatus.NOT_IMPLEMENTED_501;
  }

  private static String line(int code) {
    return code + " " + HttpStatus.getMessage(code) + "\n";
  }
}
