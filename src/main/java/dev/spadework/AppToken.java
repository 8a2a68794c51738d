package dev.spadework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.Optional;

/** What {@code doctor} finds about the token of Socket Mode. */
final class AppToken {
  private static final String ABOUT = "Slack Socket Mode";

  private AppToken() {}

  /**
   * Asks Slack for the address of a connection, and opens none.
   *
   * @return empty where Socket Mode is not used
   */
  static Optional<Finding> look(Reach reach, Environment environment) throws InterruptedException {
    if (!environment.has(Environment.SLACK_APP_TOKEN)) {
      return Optional.empty();
    }
    String base = environment.get(Environment.SLACK_URL);
    Optional<HttpResponse<String>> answer =
        reach.ask(
            "POST",
            base + (base.endsWith("/") ? "" : "/") + "apps.connections.open",
            "Authorization",
            "Bearer " + environment.get(Environment.SLACK_APP_TOKEN));
    return Optional.of(
        answer
            .map(AppToken::finding)
            .orElse(
                Finding.wrong(
                    ABOUT, base + " does not answer; check the network or SLACK_API_URL")));
  }

  private static Finding finding(HttpResponse<String> answer) {
    if (answer.statusCode() == 429) {
      return Finding.wrong(ABOUT, "asked too often (429); try again in a minute");
    }
    JsonNode body = json(answer.body());
    if (body.path("ok").asBoolean()) {
      return Finding.well(ABOUT, "connections can be opened");
    }
    String error = body.path("error").asText("HTTP " + answer.statusCode());
    String mend =
        switch (error) {
          case "missing_scope" -> "give the token the scope connections:write";
          case "not_allowed_token_type" ->
              "SLACK_APP_TOKEN must be an app-level token (xapp-), not the bot's";
          default ->
              "copy SLACK_APP_TOKEN anew (Basic Information, App-Level Tokens, scope"
                  + " connections:write) and check that Socket Mode is on";
        };
    return Finding.wrong(ABOUT, "no connection can be opened (" + error + "); " + mend);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      // An answer that is no JSON is told by its status.
      return new ObjectMapper().createObjectNode();
    }
  }
}
