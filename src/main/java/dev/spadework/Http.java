package dev.spadework;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server. The port is taken when it is made, so that addresses can be told to others
 * before the first request is answered.
 */
final class Http implements AutoCloseable {
  /** The largest body that is let in: 1 MiB. */
  static final int LARGEST_BODY = 1 << 20;

  private static final Logger log = LoggerFactory.getLogger(Http.class);
  private static final int THREADS = 64;
  private static final int LARGEST_HEAD = 8 << 10;

  /** Jetty's usual one lets lines of a head end without a carriage return. */
  private static final HttpCompliance STRICT =
      HttpCompliance.RFC9110.without("spadework", HttpCompliance.Violation.LF_HEADER_TERMINATION);

  private final Server server;
  private final ServerConnector connector;
  private final Callers callers;
  private final ServletContextHandler context = new ServletContextHandler();
  private boolean rooted;

  private Http(Server server, ServerConnector connector, Callers callers) {
    this.server = server;
    this.connector = connector;
    this.callers = callers;
  }

  /**
   * Takes the port; nothing is answered before {@link #start}.
   *
   * @param host address to listen on; empty: all of this machine
   * @param port 0 for any that is free
   * @param drain how long requests under way may go on after {@link #close}
   * @throws IOException if the port cannot be had
   */
  static Http open(String host, int port, Duration drain) throws IOException {
    return open(host, port, drain, Callers.Bounds.USUAL);
  }

  /** The same with other bounds for those who call. */
  static Http open(String host, int port, Duration drain, Callers.Bounds bounds)
      throws IOException {
    HttpConfiguration configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(LARGEST_HEAD);
    configuration.setHttpCompliance(STRICT);
    configuration.setUriCompliance(UriCompliance.RFC3986);
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("http");
    threads.setDaemon(true);
    Server server = new Server(threads);
    server.setStopTimeout(drain.toMillis());
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(configuration));
    connector.setHost(host.isEmpty() ? null : host);
    connector.setPort(port);
    // An idle connection is nobody's request under way.
    connector.setShutdownIdleTimeout(100);
    Callers callers = new Callers(bounds, connector.getScheduler());
    connector.addBean(callers);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException(
          "Port " + port + " cannot be had; stop what uses it or set PORT to another.", e);
    }
    return new Http(server, connector, callers);
  }

  int port() {
    return connector.getLocalPort();
  }

  void servlet(String path, HttpServlet servlet) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, path);
    rooted |= path.equals("/");
  }

  void filter(String path, Filter filter) {
    FilterHolder holder = new FilterHolder(filter);
    holder.setAsyncSupported(true);
    context.addFilter(holder, path, EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
  }

  /** Begins to answer. */
  void start() throws IOException {
    if (!rooted) {
      servlet("/", new Nothing());
    }
    context.setErrorHandler(new PlainErrors());
    server.setErrorHandler(new PlainErrors());
    server.setHandler(
        new GracefulHandler(
            new Manners(limited(new WholeRequests(callers, LARGEST_BODY, context)))));
    try {
      server.start();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The HTTP server does not start: " + e.getMessage(), e);
    }
  }

  private static Handler limited(Handler inner) {
    SizeLimitHandler limit = new SizeLimitHandler(LARGEST_BODY, -1);
    limit.setHandler(inner);
    return limit;
  }

  /** Refuses new requests, lets those under way end, then stops. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      log.atInfo().log("requests_cut_off");
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP server did not stop", e);
    }
  }

  /** What is not there; Jetty's own would tell methods apart. */
  private static final class Nothing extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
