package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests written by hand, because a client would not send a wrong Host. */
class LocalOnlyTest {
  private final SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
  private DeskServer server;

  @BeforeEach
  void start() {
    Desk desk =
        new Desk(slack, Optional.of("gemini-x"), "", List.of(), t -> Optional.empty(), List::of);
    server = DeskServer.start(slack, desk.filter(), desk.page(), new FakeBot("unused"));
  }

  @AfterEach
  void stop() throws Exception {
    slack.close();
    server.close();
  }

  @Test
  void thePageAnswersAtLoopbackNamesWithAStrictPolicy() throws Exception {
    String page = get("Host: localhost:" + port());
    assertThat(page).startsWith("HTTP/1.1 200").contains("default-src 'self'");
    assertThat(page).contains("<h1>Spadework desk</h1>").doesNotContain("<script>");
    assertThat(get("Host: 127.0.0.1:" + port())).startsWith("HTTP/1.1 200");
  }

  @Test
  void aForeignNameThatPointsHereIsRefused() throws Exception {
    assertThat(get("Host: evil.example:" + port())).startsWith("HTTP/1.1 403");
    assertThat(get("Host: localhost:1")).startsWith("HTTP/1.1 403");
  }

  @Test
  void anotherPageCannotPressAnything() throws Exception {
    String body = "{\"user\":\"U0ANN\",\"channel\":\"C0ENG\",\"text\":\"hi\"}";
    assertThat(post("Origin: http://evil.example", "application/json", body))
        .startsWith("HTTP/1.1 403");
    assertThat(post("Origin: null", "application/json", body)).startsWith("HTTP/1.1 403");
    assertThat(post("X-Plain: 1", "text/plain", body)).startsWith("HTTP/1.1 415");
    assertThat(slack.messages(SlackStandIn.CHANNEL)).isEmpty();
    assertThat(post("Origin: http://localhost:" + port(), "application/json", body))
        .startsWith("HTTP/1.1 200");
    assertThat(slack.messages(SlackStandIn.CHANNEL)).hasSize(1);
  }

  @Test
  void whatIsWrongIsSaidInOneLine() throws Exception {
    String origin = "Origin: http://localhost:" + port();
    assertThat(post(origin, "application/json", "{\"user\":\"U0SPADE\",\"text\":\"x\"}"))
        .startsWith("HTTP/1.1 400")
        .contains("Nobody here has the id U0SPADE.");
    assertThat(post(origin, "application/json", "not json")).startsWith("HTTP/1.1 400");
    String slash =
        "{\"user\":\"U0ANN\",\"channel\":\"C0ENG\",\"text\":\"/agent x\",\"thread\":\"1.2\"}";
    assertThat(post(origin, "application/json", slash)).startsWith("HTTP/1.1 200");
    assertThat(slack.ephemerals(SlackStandIn.ANN).get(0).text()).contains("not work in threads");
  }

  private int port() {
    return server.url("/").getPort();
  }

  private String get(String host) throws Exception {
    return exchange("GET / HTTP/1.1\r\n" + host + "\r\nConnection: close\r\n\r\n");
  }

  private String post(String header, String type, String body) throws Exception {
    return exchange(
        "POST /desk/say HTTP/1.1\r\nHost: localhost:"
            + port()
            + "\r\n"
            + header
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }

  private String exchange(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.UTF_8));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
