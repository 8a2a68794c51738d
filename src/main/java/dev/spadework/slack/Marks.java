package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.Message;
import java.util.Map;

/** The metadata by which our messages are found again. */
final class Marks {
  /** Names our messages' metadata. */
  private static final String EVENT_TYPE = "spadework_message";

  private Marks() {}

  /** Whether we posted it as part of a thread. */
  static boolean ours(Message found) {
    Message.Metadata metadata = found.getMetadata();
    return metadata != null && EVENT_TYPE.equals(metadata.getEventType());
  }

  static boolean are(Message found, String task, String message) {
    if (!ours(found)) {
      return false;
    }
    Map<String, Object> payload = found.getMetadata().getEventPayload();
    return payload != null
        && task.equals(payload.get("task"))
        && message.equals(payload.get("message"));
  }

  static ObjectNode of(String task, String message) {
    ObjectNode metadata = Blocks.object().put("event_type", EVENT_TYPE);
    metadata.putObject("event_payload").put("task", task).put("message", message);
    return metadata;
  }
}
