package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Block Kit's limits, as docs.slack.dev gives them for each block, so that a message that Slack
 * would refuse is refused here.
 */
final class BlockRules {
  private static final int MESSAGE_BLOCKS = 50;
  private static final int VIEW_BLOCKS = 100;

  /** Found by users (slackapi/bolt-js#2509), not documented: all text of a message's blocks. */
  private static final int MESSAGE_LENGTH = 13_200;

  private final String where;
  private final Set<String> blockIds = new HashSet<>();
  private boolean plan;
  private boolean cards;
  private int markdown;

  private BlockRules(String where) {
    this.where = where;
  }

  static void checkMessage(JsonNode blocks, boolean plansAccepted) {
    new BlockRules("invalid_blocks").all(blocks, MESSAGE_BLOCKS, plansAccepted, false);
    if (length(blocks) > MESSAGE_LENGTH) {
      throw new SlackError("msg_blocks_too_long");
    }
  }

  private static int length(JsonNode node) {
    int length = 0;
    for (JsonNode child : node) {
      length += length(child);
    }
    return length + (node.path("text").isTextual() ? node.path("text").asText().length() : 0);
  }

  static void checkView(JsonNode view) {
    BlockRules rules = new BlockRules("invalid_arguments");
    boolean modal = view.path("type").asText().equals("modal");
    rules.require(view.isObject() && (modal || view.path("type").asText().equals("home")), "type");
    rules.atMost(view.path("callback_id"), 255, "callback_id");
    rules.atMost(view.path("private_metadata"), 3000, "private_metadata");
    // "Available in surfaces: Messages", says each of the three blocks' page.
    for (JsonNode block : view.path("blocks")) {
      String type = block.path("type").asText();
      rules.require(
          !Set.of("plan", "task_card", "markdown").contains(type), "unsupported type: " + type);
    }
    rules.all(view.path("blocks"), VIEW_BLOCKS, true, true);
    if (modal) {
      rules.plain(view.path("title"), 24, "title");
      boolean asks = false;
      for (JsonNode block : view.path("blocks")) {
        asks |= block.path("type").asText().equals("input");
      }
      if (asks || view.has("submit")) {
        rules.plain(view.path("submit"), 24, "submit");
      }
      if (view.has("close")) {
        rules.plain(view.path("close"), 24, "close");
      }
    }
  }

  private void all(JsonNode blocks, int most, boolean plansAccepted, boolean inView) {
    require(blocks.isArray(), "blocks is not an array");
    require(blocks.size() <= most, "no more than " + most + " items allowed");
    for (int i = 0; i < blocks.size(); i++) {
      JsonNode block = blocks.get(i);
      String at = "/blocks/" + i;
      String id = block.path("block_id").asText();
      atMost(block.path("block_id"), 255, at + "/block_id");
      require(id.isEmpty() || blockIds.add(id), at + ": block_id is used twice");
      String type = block.path("type").asText();
      require(
          plansAccepted || !type.equals("plan") && !type.equals("task_card"),
          at + ": unsupported type: " + type);
      block(type, block, at, inView);
    }
    require(!(plan && cards), "a message holds a plan or task cards, not both");
  }

  private void block(String type, JsonNode block, String at, boolean inView) {
    switch (type) {
      case "section" -> section(block, at);
      case "context" -> {
        size(block.path("elements"), 1, 10, at + "/elements");
        for (JsonNode element : block.path("elements")) {
          if (element.path("type").asText().equals("image")) {
            image(element, at);
          } else {
            text(element, 2000, at + "/elements");
          }
        }
      }
      case "divider" -> {}
      case "header" -> plain(block.path("text"), 150, at + "/text");
      case "actions" -> {
        size(block.path("elements"), 1, 25, at + "/elements");
        Elements.all(this, block.path("elements"), at + "/elements");
      }
      case "image" -> image(block, at);
      case "input" -> {
        plain(block.path("label"), 2000, at + "/label");
        require(block.path("element").isObject(), at + "/element is missing");
        require(inView || block.path("element").has("action_id"), at + ": action_id is missing");
        Elements.one(this, block.path("element"), at + "/element");
      }
      case "rich_text" -> size(block.path("elements"), 1, 100, at + "/elements");
      case "markdown" -> {
        markdown += block.path("text").asText().length();
        require(block.path("text").isTextual(), at + "/text is missing");
        require(markdown <= 12_000, at + ": markdown is longer than 12000 in all");
      }
      case "plan" -> {
        plan = true;
        require(block.path("title").isTextual(), at + "/title is missing");
        size(block.path("tasks"), 1, 50, at + "/tasks");
        block.path("tasks").forEach(task -> card(task, at + "/tasks"));
      }
      case "task_card" -> {
        cards = true;
        card(block, at);
      }
      default -> throw new SlackError(where, "[ERROR] unsupported type: " + type + " " + at);
    }
  }

  private void section(JsonNode block, String at) {
    require(block.has("text") || block.has("fields"), at + ": text or fields is missing");
    if (block.has("text")) {
      text(block.path("text"), 3000, at + "/text");
    }
    if (block.has("fields")) {
      size(block.path("fields"), 1, 10, at + "/fields");
      block.path("fields").forEach(field -> text(field, 2000, at + "/fields"));
    }
    if (block.has("accessory")) {
      Elements.one(this, block.path("accessory"), at + "/accessory");
    }
  }

  private void card(JsonNode task, String at) {
    require(task.path("type").asText().equals("task_card"), at + ": type is not task_card");
    require(!task.path("task_id").asText().isEmpty(), at + ": task_id is missing");
    require(!task.path("title").asText().isEmpty(), at + ": title is missing");
    String status = task.path("status").asText("pending");
    require(
        status.matches("pending|in_progress|complete|error"), at + ": invalid status " + status);
    for (String key : new String[] {"details", "output"}) {
      require(
          !task.has(key) || task.path(key).path("type").asText().equals("rich_text"),
          at + "/" + key + " is not rich_text");
    }
    for (JsonNode source : task.path("sources")) {
      require(
          source.path("type").asText().equals("url") && source.path("url").isTextual(),
          at + "/sources");
    }
  }

  void image(JsonNode image, String at) {
    require(image.path("image_url").isTextual(), at + ": image_url is missing");
    atMost(image.path("image_url"), 3000, at + "/image_url");
    require(image.path("alt_text").isTextual(), at + ": alt_text is missing");
    atMost(image.path("alt_text"), 2000, at + "/alt_text");
  }

  void text(JsonNode text, int most, String at) {
    require(text.path("type").asText().matches("mrkdwn|plain_text"), at + ": no text object");
    length(text.path("text"), most, at);
  }

  void plain(JsonNode text, int most, String at) {
    require(text.path("type").asText().equals("plain_text"), at + ": must be plain_text");
    length(text.path("text"), most, at);
  }

  void atMost(JsonNode text, int most, String at) {
    require(
        text.asText().length() <= most, at + ": must be less than " + (most + 1) + " characters");
  }

  void size(JsonNode array, int least, int most, String at) {
    require(
        array.isArray() && array.size() >= least && array.size() <= most,
        at + ": must have " + least + " to " + most + " items");
  }

  void require(boolean holds, String what) {
    if (!holds) {
      throw new SlackError(where, "[ERROR] " + what);
    }
  }

  private void length(JsonNode text, int most, String at) {
    require(!text.asText().isEmpty(), at + ": must be more than 0 characters");
    atMost(text, most, at);
  }
}
