package dev.spadework.slack;

import com.slack.api.bolt.App;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.util.SlackRequestParser;
import com.slack.api.bolt.util.SlackRequestParser.HttpRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Harmless requests of our own before Slack's first, so that nobody waits while classes are loaded.
 * They go to Bolt's front door, not over the network, and leave nothing in the journal.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String COMMAND =
      "command=%2Fagent&user_id=U0WARM&channel_id=C0WARM&channel_name=warm"
          + "&team_id=T0WARM&trigger_id=0.0.warm&response_url=https%3A%2F%2Fslack.invalid%2Fwarm&text=";

  /** Reads of the journal, and a wish that is refused because nobody knows its repository. */
  private static final List<String> TEXTS =
      List.of("help", "status+t-00000000", "queue", "warm+up+repo%3Anobody%2Fknows-this");

  private static final String PRESS =
      """
      {"type":"block_actions","user":{"id":"U0WARM"},"team":{"id":"T0WARM"},\
      "channel":{"id":"C0WARM"},"trigger_id":"0.0.warm",\
      "container":{"type":"message","message_ts":"0.0","channel_id":"C0WARM"},\
      "actions":[{"type":"button","action_id":"link_warm","block_id":"warm","value":""}]}""";
  private static final String EVENT =
      """
      {"type":"event_callback","team_id":"T0WARM","api_app_id":"A0WARM","event_id":"Ev0WARM",\
      "event":{"type":"message","channel":"C0WARM","user":"U0WARM","bot_id":"B0WARM",\
      "text":"warm","ts":"0.0"}}""";

  private WarmUp() {}

  /** Once; what goes wrong costs a second later on and nothing else. */
  static void run(App app) {
    TEXTS.forEach(text -> ask(app, FORM, COMMAND + text));
    ask(app, FORM, "payload=" + URLEncoder.encode(PRESS, StandardCharsets.UTF_8));
    ask(app, "application/json", EVENT);
  }

  private static void ask(App app, String type, String body) {
    HttpRequest request =
        HttpRequest.builder()
            .requestUri("/slack/events")
            .requestBody(body)
            .headers(new RequestHeaders(Map.of("Content-Type", List.of(type))))
            .remoteAddress("127.0.0.1")
            .build();
    try {
      app.run(new SlackRequestParser(app.config()).parse(request));
    } catch (Exception e) {
      LOG.atInfo().setCause(e).log("warm_up_failed");
    }
  }
}
