package dev.spadework.slack;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * What a message shows.
 *
 * @param text for notifications and for readers without blocks; never empty
 * @param blocks the message itself
 */
record Face(String text, ArrayNode blocks) {
  /** A text alone, which Slack shows as it is. */
  static Face of(String text) {
    return new Face(text, Blocks.array());
  }

  /** What it is compared by; the blocks' own ids may differ from one time to the next. */
  String content() {
    return text + blocks.toString().replaceAll("\"plan-\\d+\"", "");
  }
}
