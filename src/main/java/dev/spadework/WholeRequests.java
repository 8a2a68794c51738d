package dev.spadework;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Hands a request on once its body is there, so that no thread ever waits for a client. Bodies are
 * small; what is inside sees the bytes and not the connection.
 */
final class WholeRequests extends Handler.Wrapper {
  private final Callers callers;
  private final int longest;

  /**
   * @param longest body in bytes; more is 413
   */
  WholeRequests(Callers callers, int longest, Handler inner) {
    super(inner);
    this.callers = callers;
    this.longest = longest;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    Request.addCompletionListener(request, failure -> callers.answered(connection));
    if (!hasBody(request)) {
      callers.arrived(connection);
      return super.handle(request, response, callback);
    }
    callers.sends(connection);
    Content.Source.asByteArrayAsync(
        request,
        longest,
        // Blocking: what comes later must not come on a thread that reads for others.
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            (byte[] bytes) -> {
              callers.arrived(connection);
              inside(new Received(request, bytes), response, callback);
            },
            failure -> {
              callers.arrived(connection);
              refuse(request, response, callback, failure);
            }));
    return true;
  }

  private void inside(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception e) {
      Response.writeError(request, response, callback, e);
    }
  }

  /** Whatever is wrong with a body is its sender's affair. */
  private static void refuse(
      Request request, Response response, Callback callback, Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    int code = HttpStatus.BAD_REQUEST_400;
    if (cause instanceof HttpException told && told.getCode() < 500) {
      code = told.getCode();
    } else if (cause instanceof IllegalStateException) {
      code = HttpStatus.PAYLOAD_TOO_LARGE_413;
    }
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Response.writeError(request, response, callback, code);
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /** A request whose body is in memory. */
  private static final class Received extends Request.Wrapper {
    private final Content.Source body;

    Received(Request request, byte[] bytes) {
      super(request);
      body = Content.Source.from(ByteBuffer.wrap(bytes));
    }

    @Override
    public Content.@Nullable Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demanded) {
      body.demand(demanded);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }

    @Override
    public void fail(Throwable failure, boolean last) {
      body.fail(failure, last);
    }
  }
}
