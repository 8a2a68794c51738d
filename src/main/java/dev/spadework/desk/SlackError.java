package dev.spadework.desk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A refusal in Slack's words; it becomes {@code ok:false} inside a 200. */
class SlackError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final String code;
  private final transient List<String> messages;

  /**
   * @param messages what exactly was wrong, for the sender's log
   */
  SlackError(String code, String... messages) {
    super(code + " " + List.of(messages));
    this.code = code;
    this.messages = List.of(messages);
  }

  final String code() {
    return code;
  }

  /** Adds what Slack says beside the code. */
  void describe(ObjectNode answer) {
    if (!messages.isEmpty()) {
      messages.forEach(answer.putArray("errors")::add);
      ObjectNode metadata = answer.putObject("response_metadata");
      messages.forEach(metadata.putArray("messages")::add);
    }
  }
}
