package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.atomic.AtomicLong;

/** Gives an id to each block and element that its sender left without one, as Slack does. */
final class Naming {
  private static final String NAMED =
      "button|overflow|checkboxes|radio_buttons|datepicker|timepicker|.*_select|.*_input";

  private final AtomicLong counter = new AtomicLong();

  ArrayNode named(JsonNode blocks) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode();
    for (JsonNode block : blocks) {
      JsonNode own = block.deepCopy();
      name(own, "block_id");
      own.path("elements").forEach(element -> name(element, "action_id"));
      name(own.path("accessory"), "action_id");
      name(own.path("element"), "action_id");
      copy.add(own);
    }
    return copy;
  }

  private void name(JsonNode node, String key) {
    boolean wants = key.equals("block_id") || node.path("type").asText().matches(NAMED);
    if (wants && node instanceof ObjectNode object && object.path(key).asText().isEmpty()) {
      object.put(key, "x" + Long.toString(counter.incrementAndGet(), 36));
    }
  }
}
