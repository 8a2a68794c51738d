package dev.spadework.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.spadework.report.Code;
import java.util.List;
import java.util.function.UnaryOperator;

/** Block Kit, as plain JSON: the library does not know all blocks that Slack does. */
final class Blocks {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int SECTION = 3_000;
  private static final int CONTEXT = 2_000;
  private static final int LABEL = 75;
  private static final int IN_A_MESSAGE = 50;

  private Blocks() {}

  static ObjectNode object() {
    return JSON.objectNode();
  }

  static ArrayNode array() {
    return JSON.arrayNode();
  }

  /** Blocks in their order, no more than a message takes; the last one is always kept. */
  static ArrayNode of(List<ObjectNode> blocks) {
    ArrayNode all = array();
    int dropped = blocks.size() - IN_A_MESSAGE;
    for (int i = 0; i < blocks.size(); i++) {
      if (dropped <= 0 || i < IN_A_MESSAGE - 1 || i == blocks.size() - 1) {
        all.add(blocks.get(i));
      }
    }
    return all;
  }

  /** A paragraph of mrkdwn. */
  static ObjectNode section(String mrkdwn) {
    ObjectNode section = object().put("type", "section");
    section.set("text", mrkdwn(Split.first(mrkdwn, SECTION)));
    return section;
  }

  /** Small print. */
  static ObjectNode context(String mrkdwn) {
    ObjectNode context = object().put("type", "context");
    context.putArray("elements").add(mrkdwn(Split.first(mrkdwn, CONTEXT)));
    return context;
  }

  static ObjectNode actions(String blockId, List<ObjectNode> elements) {
    ObjectNode actions = object().put("type", "actions").put("block_id", blockId);
    elements.forEach(actions.putArray("elements")::add);
    return actions;
  }

  static ObjectNode button(String label, String actionId, String value) {
    ObjectNode button = object().put("type", "button").put("action_id", actionId);
    button.set("text", plain(label, LABEL));
    return value.isEmpty() ? button : button.put("value", value);
  }

  static ObjectNode link(String label, String actionId, String url) {
    return button(label, actionId, "").put("url", url);
  }

  static ObjectNode plain(String text, int most) {
    return object().put("type", "plain_text").put("text", Code.shortened(text, most));
  }

  /** Plain words as rich text. */
  static ObjectNode rich(String text) {
    ObjectNode rich = object().put("type", "rich_text");
    ObjectNode section = rich.putArray("elements").addObject().put("type", "rich_text_section");
    section.putArray("elements").addObject().put("type", "text").put("text", text);
    return rich;
  }

  private static ObjectNode mrkdwn(String text) {
    // Verbatim: Slack makes no links of addresses and names that it finds in the text.
    return object().put("type", "mrkdwn").put("text", text).put("verbatim", true);
  }

  /** A copy in which each text is what the function makes of it. */
  static JsonNode mapTexts(JsonNode node, UnaryOperator<String> function) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array();
      array.forEach(item -> copy.add(mapTexts(item, function)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object();
      object.properties().forEach(e -> copy.set(e.getKey(), mapTexts(e.getValue(), function)));
      return copy;
    }
    return node instanceof TextNode text
        ? TextNode.valueOf(function.apply(text.textValue()))
        : node;
  }
}
