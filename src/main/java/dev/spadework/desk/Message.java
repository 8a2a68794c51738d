package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A message as the stand-in holds it now. A value: an edit makes a new one.
 *
 * @param channel the channel's id
 * @param ts Slack's name for the message, unique in the workspace
 * @param threadTs the message that it answers; empty for one in the channel itself
 * @param user who wrote it; the bot's messages carry {@link SlackStandIn#BOT}
 * @param blocks the array as sent, with ids filled in where the sender gave none
 * @param privateTo the only person who sees it; empty for a message that all see
 * @param files what is attached to it
 * @param edits what stood here before, oldest first
 */
public record Message(
    String channel,
    String ts,
    Optional<String> threadTs,
    String user,
    String text,
    JsonNode blocks,
    Optional<JsonNode> metadata,
    Optional<String> privateTo,
    List<SlackFile> files,
    List<Edit> edits) {
  /** What Slack leaves where a message with answers was deleted. */
  static final String TOMBSTONE = "This message was deleted.";

  /** What a message said until this moment. */
  public record Edit(Instant until, String text, JsonNode blocks) {}

  /**
   * A button as it was drawn. It can be pressed after the message has changed, as a slow reader
   * does.
   */
  public record Button(String label, String actionId, String blockId, JsonNode element) {
    /** What it carries, empty if nothing. */
    public String value() {
      return element.path("value").asText();
    }
  }

  /** Its buttons, in the order in which they are drawn. */
  public List<Button> buttons() {
    List<Button> buttons = new ArrayList<>();
    for (JsonNode block : blocks) {
      Stream.concat(elements(block), Stream.of(block.path("accessory")))
          .filter(element -> element.path("type").asText().equals("button"))
          .forEach(element -> buttons.add(button(block, element)));
    }
    return buttons;
  }

  /** Everything that a reader sees in it, block by block, one piece to a line. */
  public String words() {
    if (blocks.isEmpty()) {
      return text;
    }
    return words(blocks);
  }

  static String words(JsonNode blocks) {
    List<String> words = new ArrayList<>();
    blocks.forEach(block -> collect(block, words));
    return String.join("\n", words);
  }

  /** Whether a reader sees this text in it, or a notification would show it. */
  public boolean says(String piece) {
    return words().contains(piece) || text.contains(piece);
  }

  Message edited(Instant at, String newText, JsonNode newBlocks, Optional<JsonNode> newMetadata) {
    List<Edit> more = new ArrayList<>(edits);
    more.add(new Edit(at, text, blocks));
    return new Message(
        channel,
        ts,
        threadTs,
        user,
        newText,
        newBlocks,
        newMetadata.or(() -> metadata),
        privateTo,
        files,
        List.copyOf(more));
  }

  /** The moment of its last edit, in the form of a {@code ts}. */
  String editedTs() {
    Instant last = edits.get(edits.size() - 1).until();
    return last.getEpochSecond() + ".000000";
  }

  /** Whether nothing is left of it. */
  boolean empty() {
    return text.isEmpty() && blocks.isEmpty() && files.isEmpty();
  }

  Message without(String fileId) {
    return new Message(
        channel,
        ts,
        threadTs,
        user,
        text,
        blocks,
        metadata,
        privateTo,
        files.stream().filter(f -> !f.id().equals(fileId)).toList(),
        edits);
  }

  /** What is left of it for the sake of its answers. */
  Message tombstone() {
    return new Message(
        channel,
        ts,
        threadTs,
        SlackStandIn.SLACKBOT,
        TOMBSTONE,
        Json.array(),
        Optional.empty(),
        privateTo,
        List.of(),
        edits);
  }

  private static Button button(JsonNode block, JsonNode element) {
    return new Button(
        element.path("text").path("text").asText(),
        element.path("action_id").asText(),
        block.path("block_id").asText(),
        element);
  }

  private static Stream<JsonNode> elements(JsonNode block) {
    List<JsonNode> elements = new ArrayList<>();
    block.path("elements").forEach(elements::add);
    return elements.stream();
  }

  private static void collect(JsonNode node, List<String> words) {
    if (node.isArray()) {
      node.forEach(child -> collect(child, words));
      return;
    }
    for (String key : List.of("title", "text", "alt_text", "label")) {
      JsonNode value = node.path(key);
      if (value.isTextual()) {
        words.add(value.asText());
      } else if (value.isContainerNode()) {
        collect(value, words);
      }
    }
    for (String key :
        List.of("fields", "accessory", "element", "elements", "tasks", "details", "output")) {
      if (node.path(key).isContainerNode()) {
        collect(node.path(key), words);
      }
    }
  }
}
