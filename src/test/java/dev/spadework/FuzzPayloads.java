package dev.spadework;

import java.util.List;

/** Interactions as Slack sends them, of the kinds that need a message or a dialog to begin with. */
final class FuzzPayloads {
  private static final String USER =
      "\"user\":{\"id\":\"U0ANN\",\"username\":\"ann\",\"team_id\":\"T0DESK\"},"
          + "\"team\":{\"id\":\"T0DESK\",\"domain\":\"desk\"},\"api_app_id\":\"A0DESK\","
          + "\"token\":\"desk\",\"trigger_id\":\"1.2.fuzz\"";
  private static final String PLACE =
      "\"channel\":{\"id\":\"C0ENG\",\"name\":\"eng-agents\"},"
          + "\"container\":{\"type\":\"message\",\"message_ts\":\"1.000002\",\"channel_id\":\"C0ENG\","
          + "\"thread_ts\":\"1.000001\",\"is_ephemeral\":false},"
          + "\"message\":{\"type\":\"message\",\"ts\":\"1.000002\",\"thread_ts\":\"1.000001\","
          + "\"text\":\"x\",\"user\":\"U0SPADE\",\"blocks\":[]},"
          + "\"state\":{\"values\":{}},\"response_url\":\"http://127.0.0.1:1/x\"";

  static final List<String> ALL =
      List.of(
          pressed("cancel_task", "t-abcdefgh", "card"),
          pressed("gate_approve", "t-abcdefgh g1 0123456789abcdef", "gate"),
          pressed("change_plan_task", "t-abcdefgh", "card"),
          pressed("link_pull", "", "outcome"),
          pressed("pick_repo", "acme/billing", "pick"),
          "{\"type\":\"view_submission\","
              + USER
              + ",\"view\":{\"id\":\"V1\",\"type\":\"modal\",\"callback_id\":\"said_reason\","
              + "\"private_metadata\":\"t-abcdefgh\",\"hash\":\"h\",\"blocks\":[],"
              + "\"state\":{\"values\":{\"text\":{\"text\":{\"type\":\"plain_text_input\","
              + "\"value\":\"go on\"}}}}},\"response_urls\":[]}",
          "{\"type\":\"view_submission\","
              + USER
              + ",\"view\":{\"id\":\"V2\",\"type\":\"modal\",\"callback_id\":\"new_task\","
              + "\"private_metadata\":\"{}\",\"hash\":\"h\",\"blocks\":[],"
              + "\"state\":{\"values\":{\"details\":{\"details\":{\"type\":\"plain_text_input\","
              + "\"value\":\"add\"}}}}},\"response_urls\":[]}",
          "{\"type\":\"view_submission\","
              + USER
              + ",\"view\":{\"id\":\"V3\",\"type\":\"modal\",\"callback_id\":\"gate_text\","
              + "\"private_metadata\":\"t-abcdefgh g1 x\",\"hash\":\"h\",\"blocks\":[],"
              + "\"state\":{\"values\":{\"text\":{\"text\":{\"type\":\"plain_text_input\","
              + "\"value\":\"go on\"}}}}},\"response_urls\":[]}",
          "{\"type\":\"view_closed\","
              + USER
              + ",\"view\":{\"id\":\"V2\",\"callback_id\":\"new_task\"},\"is_cleared\":false}",
          "{\"type\":\"block_suggestion\","
              + USER
              + ",\"action_id\":\"repo\",\"block_id\":\"repo\",\"value\":\"bil\","
              + "\"container\":{\"type\":\"view\",\"view_id\":\"V2\"}}",
          "{\"type\":\"shortcut\","
              + USER
              + ",\"callback_id\":\"make_task\",\"action_ts\":\"1.1\"}",
          "{\"type\":\"message_action\","
              + USER
              + ",\"callback_id\":\"make_task\",\"action_ts\":\"1.1\",\"message_ts\":\"1.000002\","
              + PLACE
              + "}");

  private FuzzPayloads() {}

  private static String pressed(String action, String value, String block) {
    return "{\"type\":\"block_actions\","
        + USER
        + ","
        + PLACE
        + ",\"actions\":[{\"type\":\"button\",\"action_id\":\""
        + action
        + "\",\"block_id\":\""
        + block
        + "\",\"value\":\""
        + value
        + "\",\"action_ts\":\"1.1\",\"text\":{\"type\":\"plain_text\",\"text\":\"x\"}}]}";
  }
}
