package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleCheckTest {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "users.info?user=U0ANN", "{\"ok\":true,\"user\":{\"deleted\":false}}",
          "users.info?user=U0LEFT", "{\"ok\":true,\"user\":{\"deleted\":true}}",
          "users.info?user=U0NONE", "{\"ok\":false,\"error\":\"user_not_found\"}",
          "usergroups.users.list?usergroup=S0GONE", "{\"ok\":false,\"error\":\"no_such_subteam\"}",
          "usergroups.users.list?usergroup=S0EMPTY", "{\"ok\":true,\"users\":[]}",
          "conversations.members?channel=C0HIDDEN",
              "{\"ok\":false,\"error\":\"missing_scope\",\"needed\":\"groups:read\"}",
          "conversations.members?channel=C0DEVS", "{\"ok\":true,\"members\":[\"U0ANN\"]}",
          "conversations.list",
              "{\"ok\":true,\"channels\":[{\"name\":\"devs\",\"id\":\"C0DEVS\"}]}");

  @TempDir private Path dir;
  private HttpServer slack;

  @BeforeEach
  void start() throws Exception {
    slack = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    slack.createContext(
        "/api/",
        exchange -> {
          String asked = exchange.getRequestURI().toString().substring("/api/".length());
          String answer =
              ANSWERS.getOrDefault(asked, ANSWERS.getOrDefault(asked.split("\\?")[0], "{}"));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    slack.start();
  }

  @AfterEach
  void stop() {
    slack.stop(0);
  }

  private List<String> look(String people) throws Exception {
    Path file = Files.writeString(dir.resolve("spadework.yml"), people);
    Map<String, String> environment =
        Map.of(
            "SLACK_BOT_TOKEN",
            "xoxb-canary",
            "SLACK_API_URL",
            "http://127.0.0.1:" + slack.getAddress().getPort() + "/api/");
    List<String> lines = new ArrayList<>();
    Settings settings = SettingsReader.read(Optional.of(file), environment).settings();
    new PeopleCheck(new Reach(), settings, finding -> lines.add(finding.line())).look();
    return lines;
  }

  @Test
  void whomSlackKnowsIsSaidInOneLine() throws Exception {
    assertThat(look("people: { requesters: [everyone, U0ANN], approvers: [\"#devs\"] }"))
        .containsExactly("ok    people: Slack knows all whom the lists name (2)");
    assertThat(look("people: { requesters: [everyone] }")).isEmpty();
  }

  @Test
  void eachOneThatIsWrongHasALineWithItsMending() throws Exception {
    assertThat(
            look(
                """
                people: { requesters: [U0ANN, U0LEFT, U0NONE], approvers: [S0GONE, S0EMPTY] }
                repos: { acme/billing: { approvers: [C0HIDDEN, "#lost", U0ANN] } }
                """))
        .containsExactly(
            "mend  people.requesters: U0LEFT is deactivated; take the id out",
            "mend  people.requesters: U0NONE is nobody whom Slack knows; copy the id from the"
                + " profile (user_not_found)",
            "mend  people.approvers: S0GONE is no user group that can be read, so it lets nobody"
                + " in; copy the id from the group, or enable it again (no_such_subteam)",
            "mend  people.approvers: S0EMPTY is a user group without members; add some, or take it"
                + " out",
            "mend  repos.acme/billing.approvers: C0HIDDEN cannot be read, because the bot lacks"
                + " groups:read; update the app from manifest.json and install it again",
            "mend  repos.acme/billing.approvers: #lost is no channel that the bot can see, so it"
                + " lets nobody in; check the name, and if it is private invite the bot with"
                + " /invite");
  }
}
