package dev.spadework.desk;

import java.util.List;

/** A refusal in Slack's words; it becomes {@code ok:false} inside a 200. */
final class SlackError extends RuntimeException {
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

  String code() {
    return code;
  }

  List<String> messages() {
    return messages;
  }
}
