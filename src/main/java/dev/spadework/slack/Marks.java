package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.slack.api.model.Message;
import java.util.Map;

/** The metadata by which our messages are found again. */
final class Marks {
  /** Names our messages' metadata. */
  private static final String EVENT_TYPE = "spadework_message";

  private Marks() {}

  static boolean are(Message found, String task, String message) {
    Message.Metadata metadata = found.getMetadata();
    if (metadata == null || !EVENT_TYPE.equals(metadata.getEventType())) {
      return false;
    }
    Map<String, Object> payload = metadata.getEventPayload();
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
