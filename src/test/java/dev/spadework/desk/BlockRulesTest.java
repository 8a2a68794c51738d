package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** At the limits that docs.slack.dev gives, and one past them. */
class BlockRulesTest {
  @Test
  void aMessageHoldsFiftyBlocks() {
    accepted(dividers(50));
    refused(dividers(51), "no more than 50");
  }

  @Test
  void aSectionHoldsThreeThousandCharacters() {
    accepted("[" + section("x".repeat(3000)) + "]");
    refused("[" + section("x".repeat(3001)) + "]", "less than 3001");
    refused("[" + section("") + "]", "more than 0");
    refused("[{\"type\":\"section\"}]", "text or fields");
  }

  @Test
  void aButtonKeepsItsLimits() {
    accepted(button("x".repeat(75), "a".repeat(255), "v".repeat(2000)));
    refused(button("x".repeat(76), "a", "v"), "less than 76");
    refused(button("x", "a".repeat(256), "v"), "action_id");
    refused(button("x", "a", "v".repeat(2001)), "value");
    refused(
        "[{\"type\":\"actions\",\"elements\":[" + element("a") + "," + element("a") + "]}]",
        "used twice");
    refused("[{\"type\":\"actions\",\"elements\":[]}]", "1 to 25");
  }

  @Test
  void headersArePlainAndShort() {
    accepted(header("plain_text", 150));
    refused(header("plain_text", 151), "less than 151");
    refused(header("mrkdwn", 5), "plain_text");
  }

  @Test
  void aPlanTakesOnlyKnownStatesAndCanBeRefused() throws Exception {
    String plan =
        "[{\"type\":\"plan\",\"title\":\"P\",\"tasks\":[{\"type\":\"task_card\",\"task_id\":\"1\","
            + "\"title\":\"T\",\"status\":\"%s\"}]}]";
    accepted(plan.formatted("complete"));
    refused(plan.formatted("completed"), "invalid status completed");
    assertThatThrownBy(() -> BlockRules.checkMessage(Json.parse(plan.formatted("pending")), false))
        .hasMessageContaining("unsupported type: plan");
    String card = "{\"type\":\"task_card\",\"task_id\":\"1\",\"title\":\"T\"}";
    refused(plan.formatted("pending").replaceFirst("]$", "," + card + "]"), "not both");
  }

  @Test
  void namesOfBlocksAreUniqueAndTypesKnown() {
    refused(
        "[{\"type\":\"divider\",\"block_id\":\"a\"},{\"type\":\"divider\",\"block_id\":\"a\"}]",
        "used twice");
    refused("[{\"type\":\"carrousel\"}]", "unsupported type: carrousel");
  }

  @Test
  void aDialogNeedsAShortTitleAndASubmitForItsFields() throws Exception {
    String field =
        "{\"type\":\"input\",\"label\":{\"type\":\"plain_text\",\"text\":\"L\"},"
            + "\"element\":{\"type\":\"plain_text_input\",\"action_id\":\"a\"}}";
    String view =
        "{\"type\":\"modal\",\"title\":{\"type\":\"plain_text\",\"text\":\"%s\"}%s,\"blocks\":["
            + field
            + "]}";
    String submit = ",\"submit\":{\"type\":\"plain_text\",\"text\":\"Send\"}";
    assertThatCode(() -> BlockRules.checkView(Json.parse(view.formatted("x".repeat(24), submit))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () -> BlockRules.checkView(Json.parse(view.formatted("x".repeat(25), submit))))
        .hasMessageContaining("title");
    assertThatThrownBy(() -> BlockRules.checkView(Json.parse(view.formatted("x", ""))))
        .hasMessageContaining("submit");
  }

  private static void accepted(String blocks) {
    assertThatCode(() -> check(blocks)).doesNotThrowAnyException();
  }

  private static void refused(String blocks, String because) {
    assertThatThrownBy(() -> check(blocks))
        .isInstanceOf(SlackError.class)
        .hasMessageContaining("invalid_blocks")
        .hasMessageContaining(because);
  }

  private static void check(String blocks) throws JsonProcessingException {
    BlockRules.checkMessage(Json.parse(blocks), true);
  }

  private static String dividers(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"type\":\"divider\"}")
        .collect(Collectors.joining(",", "[", "]"));
  }

  private static String section(String text) {
    return "{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"" + text + "\"}}";
  }

  private static String element(String actionId) {
    return "{\"type\":\"button\",\"text\":{\"type\":\"plain_text\",\"text\":\"x\"},\"action_id\":\""
        + actionId
        + "\"}";
  }

  private static String button(String label, String actionId, String value) {
    return "[{\"type\":\"actions\",\"elements\":[{\"type\":\"button\",\"text\":{\"type\":"
        + "\"plain_text\",\"text\":\"%s\"},\"action_id\":\"%s\",\"value\":\"%s\"}]}]"
            .formatted(label, actionId, value);
  }

  private static String header(String type, int length) {
    return "[{\"type\":\"header\",\"text\":{\"type\":\"%s\",\"text\":\"%s\"}}]"
        .formatted(type, "x".repeat(length));
  }
}
