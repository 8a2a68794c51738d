package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A dialog that the bot has opened for one person, or that person's home.
 *
 * @param body the view as sent, with its id
 */
public record View(String id, String user, ObjectNode body) {
  /** What the bot calls this kind of dialog. */
  public String callbackId() {
    return body.path("callback_id").asText();
  }

  /** What the bot wrote into it for itself. */
  public String privateMetadata() {
    return body.path("private_metadata").asText();
  }

  /** The heading of the dialog. */
  public String title() {
    return body.path("title").path("text").asText();
  }

  /** Everything that a reader sees below the heading, one piece to a line. */
  public String words() {
    return Message.words(blocks());
  }

  JsonNode blocks() {
    return body.path("blocks");
  }
}
