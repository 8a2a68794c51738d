package dev.spadework.slack;

import dev.spadework.desk.SlackStandIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Servers on loopback: the room as root mounts it, and the Slack that it calls. */
final class Servers {
  private static final String EVENTS = "/slack/events";

  private Servers() {}

  /** Not started yet; without an intake, as in Socket Mode, nothing is mounted. */
  static Server of(SlackRoom room) {
    ServletContextHandler context = new ServletContextHandler();
    room.intake()
        .ifPresent(
            intake -> {
              context.addFilter(
                  new FilterHolder(intake), EVENTS, EnumSet.of(DispatcherType.REQUEST));
              context.addServlet(new ServletHolder(room.servlet()), EVENTS);
            });
    return server(context);
  }

  /** The stand-in's side, which the room calls; not started yet. */
  static Server api(SlackStandIn slack, Folk folk) {
    ServletContextHandler context = new ServletContextHandler();
    context.addFilter(new FilterHolder(folk), "/api/*", EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(slack.api()), "/api/*");
    context.addServlet(new ServletHolder(slack.responder()), "/responses/*");
    return server(context);
  }

  /** The same without anybody in front. */
  static Server api(Servlet api, Servlet responder) {
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(api), "/api/*");
    context.addServlet(new ServletHolder(responder), "/responses/*");
    return server(context);
  }

  static int port(Server server) {
    return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
  }

  private static Server server(ServletContextHandler context) {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    return server;
  }
}
