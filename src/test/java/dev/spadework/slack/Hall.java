package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Set;
import org.eclipse.jetty.server.Server;

/** The room on a server of its own, at a pace that tests have time for. */
public final class Hall implements AutoCloseable {
  private static final Pace QUICK =
      new Pace(
          Duration.ofMillis(5),
          Duration.ofMillis(50),
          Duration.ofMinutes(5),
          Duration.ofMillis(20),
          Duration.ofMillis(200));
  private static final Bulletin NO_DIGEST =
      new Bulletin(
          LocalTime.of(9, 0), Set.of(), 20_000_000, 10_000_000, () -> {}, Duration.ofMillis(100));

  private final SlackRoom room;
  private final Server server;

  /** Wires it; nothing runs yet. */
  public Hall(
      SlackSettings settings,
      Journal journal,
      Memory memory,
      Redactor redactor,
      Clock clock,
      String name) {
    room =
        new SlackRoom(
            settings, NO_DIGEST, journal, memory, redactor, clock, name, QUICK, SocketPace.USUAL);
    server = Servers.of(room);
  }

  public void start() throws Exception {
    server.start();
    room.start();
  }

  /** Where Slack sends its requests. */
  public URI events() {
    return URI.create("http://127.0.0.1:" + Servers.port(server) + "/slack/events");
  }

  /** The Web API of a stand-in on a server of its own, at {@code /api}; not started yet. */
  public static Server town(Servlet api, Servlet responder) {
    return Servers.api(api, responder);
  }

  /** The port of a server that was started. */
  public static int port(Server server) {
    return Servers.port(server);
  }

  @Override
  public void close() throws Exception {
    server.stop();
    room.close();
  }
}
