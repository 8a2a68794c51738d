package dev.spadework.desk;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import java.net.URI;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Serves the stand-in on a loopback port for tests of any room: {@code SLACK_API_URL} is {@link
 * #apiUrl()}, the bot's address goes to {@link SlackStandIn#bot}.
 */
public final class DeskServer implements AutoCloseable {
  private final Server server = new Server();
  private final ServletContextHandler context = new ServletContextHandler();
  private final ServerConnector connector = new ServerConnector(server);

  private DeskServer() {
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.setStopTimeout(0);
  }

  /** The stand-in's Web API and its response addresses. */
  public static DeskServer start(SlackStandIn slack) {
    DeskServer desk = new DeskServer();
    desk.mount(slack.api(), "/desk/api/*");
    desk.mount(slack.responder(), "/desk/respond/*");
    desk.open();
    slack.responses(desk.url("/desk/respond/"));
    return desk;
  }

  /** The whole desk as {@code try} mounts it, the page and a bot with it. */
  static DeskServer start(SlackStandIn slack, Filter filter, HttpServlet page, HttpServlet bot) {
    DeskServer desk = new DeskServer();
    desk.context.addFilter(
        new FilterHolder(filter), "/*", EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC));
    desk.mount(slack.api(), "/desk/api/*");
    desk.mount(slack.responder(), "/desk/respond/*");
    desk.mount(page, "/");
    desk.mount(bot, "/slack/events");
    desk.open();
    slack.responses(desk.url("/desk/respond/")).bot(desk.url("/slack/events"));
    return desk;
  }

  /** The Web API's base, with a slash at its end. */
  public String apiUrl() {
    return url("/desk/api/").toString();
  }

  public URI url(String path) {
    return URI.create("http://127.0.0.1:" + connector.getPort() + path);
  }

  /** Connections are refused from now on. */
  public void down() {
    try {
      connector.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Listens again, on the same port. */
  public void up() {
    try {
      connector.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }

  private void mount(HttpServlet servlet, String path) {
    context.addServlet(new ServletHolder(servlet), path);
  }

  private void open() {
    try {
      server.start();
      connector.setPort(connector.getLocalPort());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
