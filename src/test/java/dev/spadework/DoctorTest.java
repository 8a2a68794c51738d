package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.spadework.workspace.Author;
import dev.spadework.workspace.Seed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorTest {
  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private HttpServer outside;
  private volatile int modelStatus = 200;
  private String logs = "";
  private volatile String slackSays = "{\"ok\":true,\"user\":\"spadework\"}";

  private final Set<String> granted = new TreeSet<>(Doctor.SCOPES);
  private volatile String socketSays = "{\"ok\":true,\"url\":\"wss://desk/?ticket=1\"}";

  @BeforeEach
  void start() throws Exception {
    outside = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    outside.createContext(
        "/api/auth.test",
        exchange -> {
          exchange.getResponseHeaders().add("x-oauth-scopes", String.join(",", granted));
          answer(exchange, 200, slackSays);
        });
    outside.createContext(
        "/api/apps.connections.open", exchange -> answer(exchange, 200, socketSays));
    outside.createContext("/v1beta/models/", exchange -> answer(exchange, modelStatus, "{}"));
    outside.start();
    String base = "http://127.0.0.1:" + outside.getAddress().getPort();
    environment.put("SLACK_BOT_TOKEN", "xoxb-canary-of-the-test");
    environment.put("SLACK_SIGNING_SECRET", "canary-secret");
    environment.put("SLACK_API_URL", base + "/api/");
    environment.put("GEMINI_API_KEY", "canary-key-of-the-test");
    environment.put("GEMINI_BASE_URL", base + "/v1beta");
    environment.put("DATABASE_URL", "jdbc:sqlite:" + dir.resolve("spadework.db"));
    Seed.bare(
        dir.resolve("billing.git"),
        "main",
        Map.of(
            "README.md", new Seed.File("hello\n".getBytes(StandardCharsets.UTF_8), false),
            "test.sh", new Seed.File("true\n".getBytes(StandardCharsets.UTF_8), false)),
        "First\n",
        new Author("Ann", "ann@example.invalid"),
        Instant.EPOCH);
  }

  @AfterEach
  void stop() {
    outside.stop(0);
  }

  @Test
  void withEverythingThereItSaysSoAndEndsWithZero() throws Exception {
    Assumed.aSandbox(dir.resolve("trial"));
    assertThat(doctor("main")).as(out.toString()).isZero();
    assertThat(out.toString())
        .contains("ok    Slack: the token works, as spadework")
        .contains("ok    model gemini:gemini-3.5-flash: is there")
        .contains("ok    acme/billing: main can be fetched, and pushing is allowed")
        .contains(
            "ok    acme/billing commands: setup none: the settings name none, and the files of the"
                + " base suggest none; tests found by the files of the base (test.sh): sh test.sh")
        .endsWith("All is well.\n")
        .doesNotContain("canary");
  }

  @Test
  void whatIsWrongIsNamedWithItsMendingAndNoSecretIsSaid() throws Exception {
    slackSays = "{\"ok\":false,\"error\":\"invalid_auth\"}";
    modelStatus = 403;
    environment.remove("SLACK_SIGNING_SECRET");
    assertThat(doctor("develop")).isEqualTo(Main.FAILED);
    assertThat(out.toString())
        .contains("mend  settings: SLACK_SIGNING_SECRET is not set or blank")
        .contains("mend  Slack: the token is refused (invalid_auth); copy SLACK_BOT_TOKEN anew")
        .contains("the key is refused (403); check GEMINI_API_KEY")
        .contains("mend  acme/billing: there is no branch develop")
        .doesNotContain("canary");
  }

  @Test
  void theAppTokenOfSocketModeIsLookedAtToo() throws Exception {
    environment.remove("SLACK_SIGNING_SECRET");
    environment.put("SLACK_APP_TOKEN", "xapp-canary-of-the-test");
    doctor("main");
    assertThat(out.toString())
        .contains("ok    settings: complete", "ok    Slack Socket Mode: connections can be opened");
    socketSays = "{\"ok\":false,\"error\":\"missing_scope\"}";
    assertThat(doctor("main")).isEqualTo(Main.FAILED);
    assertThat(out.toString())
        .contains(
            "mend  Slack Socket Mode: no connection can be opened (missing_scope); give the token"
                + " the scope connections:write");
    socketSays = "{\"ok\":false,\"error\":\"invalid_auth\"}";
    doctor("main");
    assertThat(out.toString())
        .contains("(invalid_auth); copy SLACK_APP_TOKEN anew")
        .doesNotContain("canary", "ticket");
  }

  @Test
  void theLogFilesOfTheSettingsAreLookedFor() throws Exception {
    Files.writeString(dir.resolve("a.log"), "one\n");
    Files.writeString(dir.resolve("b.log"), "two\n");
    logs = ", logs: [ \"" + dir + "/*.log\", \"" + dir + "/app.txt\" ]";
    doctor("main");
    assertThat(out.toString())
        .contains("ok    acme/billing logs " + dir + "/*.log: 2 files can be read")
        .contains("ok    acme/billing logs " + dir + "/app.txt: no such file on this machine");
  }

  @Test
  void aScopeThatTasksCanDoWithoutIsNamedAndNothingIsToMend() throws Exception {
    granted.remove("files:write");
    doctor("main");
    assertThat(out.toString())
        .contains(
            "ok    Slack scopes: enough; without files:write: changes are not shown as files");
    granted.remove("users:read");
    assertThat(doctor("main")).isEqualTo(Main.FAILED);
    assertThat(out.toString()).contains("mend  Slack scopes: users:read missing; update the app");
  }

  @Test
  void theScopesAreThoseThatTheManifestAsksFor() throws IOException {
    JsonNode manifest = new ObjectMapper().readTree(Path.of("manifest.json").toFile());
    Set<String> asked = new TreeSet<>();
    manifest.at("/oauth_config/scopes/bot").forEach(scope -> asked.add(scope.asText()));
    assertThat(Doctor.SCOPES).isEqualTo(asked);
  }

  private int doctor(String base) throws IOException {
    Path config =
        Files.writeString(
            dir.resolve("spadework.yml"),
            """
            data: %s
            sandbox: { kind: process, allow-process: true }
            repos: { acme/billing: { clone-url: "%s", base: %s%s } }
            """
                .formatted(dir.resolve("data"), dir.resolve("billing.git"), base, logs));
    CommandLine line = Main.commandLine(new World(environment, Clock.systemUTC()));
    line.setOut(new PrintWriter(out, true));
    return line.execute("doctor", "--config", config.toString());
  }

  private static void answer(com.sun.net.httpserver.HttpExchange exchange, int status, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
