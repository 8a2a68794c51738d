package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.Judged;
import java.util.ArrayList;
import java.util.List;

/** What holds of everything that people are shown, whatever words stand in it. */
final class Fit {
  static final String SECRET = "canary-9f8e7d6c5b4a";
  private static final String HOSTILE =
      "@here @channel <!channel> <!here|x> <@U0EVIL> <#C0EVIL|c> <https://evil.example|Approve>"
          + " *Approved by @bob* ``` "
          + SECRET
          + " \uD83D\uDE00 & `x` \u202e";

  /** Slack recommends no more for a text (docs.slack.dev, "chat.postMessage"). */
  private static final int TEXT = 4_000;

  /** Of all text in a message's blocks; see {@code BlockRules}. */
  private static final int MESSAGE = 13_000;

  private Fit() {}

  /** Words that somebody might write. */
  static String words(String kind) {
    return switch (kind) {
      case "hostile" -> HOSTILE;
      case "long" -> (HOSTILE + " word ").repeat(100);
      case "fenced" -> "look:\n```\n" + "line <b> of code\n".repeat(600) + "```\nthat was it";
      default -> "Add CSV export";
    };
  }

  /** A message with blocks. */
  static void message(String name, Face face) {
    assertThat(face.blocks()).as(name).isNotEmpty();
    line(name, face);
  }

  /** A message that may be its text alone. */
  static void line(String name, Face face) {
    assertThat(face.text()).as(name).isNotBlank().hasSizeLessThanOrEqualTo(TEXT);
    tame(name, face.text());
    if (!face.blocks().isEmpty()) {
      Judged.message(name, face.blocks());
      texts(name, face.blocks());
      int all = face.blocks().findValuesAsText("text").stream().mapToInt(String::length).sum();
      assertThat(all).as(name).isLessThanOrEqualTo(MESSAGE);
    }
  }

  /** A dialog or a home, which have no text beside their blocks: every control says what it is. */
  static void view(String name, JsonNode view) {
    Judged.view(name, view);
    texts(name, view);
    for (JsonNode block : view.path("blocks")) {
      if (block.path("type").asText().equals("input")) {
        assertThat(block.at("/label/text").asText()).as(name).isNotBlank();
      }
    }
  }

  private static void texts(String name, JsonNode node) {
    List<String> texts = new ArrayList<>(node.findValuesAsText("text"));
    texts.addAll(node.findValuesAsText("title"));
    texts.forEach(text -> tame(name, text));
    for (JsonNode each : node.findParents("type")) {
      if (each.path("type").asText().equals("button")) {
        assertThat(each.at("/text/text").asText()).as(name).isNotBlank();
      }
    }
  }

  private static void tame(String name, String text) {
    // Only the forge's own addresses of pull requests are links.
    String rest = text.replaceAll("<https://forge/[a-z]+/[a-z]+/\\d+\\|", "");
    assertThat(rest)
        .as(name)
        .doesNotContain(SECRET)
        .doesNotContain("<!")
        .doesNotContain("<#")
        .doesNotContain("<http")
        .doesNotContain("<@U0EVIL>")
        .doesNotContainPattern("@(here|channel|everyone)\\b");
    assertThat((text.split("```", -1).length - 1) % 2).as(name + ": " + text).isZero();
  }
}
