package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.slack.api.app_backend.views.payload.ViewClosedPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.util.json.GsonFactory;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dialogs with every input that is used, read with Bolt's classes. */
class DialogShapesTest extends AtTheDesk {
  private static final String FORM =
      """
      {"type":"modal","callback_id":"form","private_metadata":"m","notify_on_close":true,
       "title":{"type":"plain_text","text":"New task"},"submit":{"type":"plain_text","text":"Go"},
       "blocks":[
       {"type":"input","block_id":"what","label":{"type":"plain_text","text":"What"},
        "element":{"type":"plain_text_input","action_id":"v","multiline":true}},
       {"type":"input","block_id":"kind","label":{"type":"plain_text","text":"Kind"},
        "element":{"type":"radio_buttons","action_id":"v","options":[OPTIONS],
          "initial_option":{"text":{"type":"plain_text","text":"Bug"},"value":"bug"}}},
       {"type":"input","block_id":"repo","optional":true,
        "label":{"type":"plain_text","text":"Repository"},
        "element":{"type":"static_select","action_id":"v","options":[OPTIONS]}},
       {"type":"input","block_id":"flags","optional":true,
        "label":{"type":"plain_text","text":"Flags"},
        "element":{"type":"checkboxes","action_id":"v","options":[OPTIONS]}},
       {"type":"input","block_id":"cap","optional":true,
        "label":{"type":"plain_text","text":"Budget"},
        "element":{"type":"number_input","action_id":"v","is_decimal_allowed":true}},
       {"type":"input","block_id":"many","optional":true,
        "label":{"type":"plain_text","text":"Many"},
        "element":{"type":"external_select","action_id":"v"}}]}"""
          .replace(
              "OPTIONS",
              """
              {"text":{"type":"plain_text","text":"Bug"},"value":"bug"},
              {"text":{"type":"plain_text","text":"Feature"},"value":"feature"}""");

  private final Gson gson = GsonFactory.createSnakeCase();

  @Test
  void everyKindOfInputIsSentInItsShape() throws Exception {
    View open = open();
    bot.answers(
        seen ->
            seen.json().path("type").asText().equals("block_suggestion")
                ? """
                {"options":[{"text":{"type":"plain_text","text":"acme/x"},"value":"x"}]}"""
                : "");
    Map<String, String> values =
        Map.of(
            "what",
            "do it",
            "repo",
            "Feature",
            "flags",
            "bug,Feature",
            "cap",
            "1.5",
            "many",
            "acme/x");
    slack.submit(SlackStandIn.ANN, open.id(), values);
    ViewSubmissionPayload sent = payload(ViewSubmissionPayload.class);
    var state = sent.getView().getState().getValues();
    assertThat(state.get("what").get("v").getValue()).isEqualTo("do it");
    assertThat(state.get("kind").get("v").getSelectedOption().getValue()).isEqualTo("bug");
    assertThat(state.get("repo").get("v").getSelectedOption().getValue()).isEqualTo("feature");
    assertThat(state.get("flags").get("v").getSelectedOptions()).hasSize(2);
    assertThat(state.get("cap").get("v").getValue()).isEqualTo("1.5");
    assertThat(state.get("many").get("v").getSelectedOption().getValue()).isEqualTo("x");
    assertThat(sent.getView().getPrivateMetadata()).isEqualTo("m");
    assertThat(slack.views(SlackStandIn.ANN)).isEmpty();
  }

  @Test
  void anEmptyRequiredInputIsNotSentAndErrorsMustNameAnInput() throws Exception {
    View open = open();
    assertThatThrownBy(() -> slack.submit(SlackStandIn.ANN, open.id(), Map.of()))
        .hasMessageContaining("What");
    bot.answers(seen -> "{\"response_action\":\"errors\",\"errors\":{\"nothing\":\"no\"}}");
    assertThatThrownBy(() -> slack.submit(SlackStandIn.ANN, open.id(), Map.of("what", "x")))
        .hasMessageContaining("nothing");
    assertThat(slack.views(SlackStandIn.ANN)).hasSize(1);
  }

  @Test
  void dialogsAreStackedUpdatedAndCleared() throws Exception {
    View first = open();
    bot.answers(seen -> "{\"response_action\":\"push\",\"view\":" + FORM + "}");
    slack.submit(SlackStandIn.ANN, first.id(), Map.of("what", "x"));
    View second = slack.awaitView(SlackStandIn.ANN, Duration.ofSeconds(1));
    assertThat(second.body().path("previous_view_id").asText()).isEqualTo(first.id());
    assertThat(second.body().path("root_view_id").asText()).isEqualTo(first.id());

    String stale = second.body().path("hash").asText();
    assertThat(api.viewsUpdate(r -> r.viewId(second.id()).hash(stale).viewAsString(FORM)).isOk())
        .isTrue();
    assertThat(
            api.viewsUpdate(r -> r.viewId(second.id()).hash(stale).viewAsString(FORM)).getError())
        .isEqualTo("hash_conflict");

    bot.answers(seen -> "{\"response_action\":\"clear\"}");
    slack.submit(SlackStandIn.ANN, second.id(), Map.of("what", "y"));
    assertThat(slack.views(SlackStandIn.ANN)).isEmpty();
  }

  @Test
  void theBotIsToldOfAClosedDialog() throws Exception {
    View open = open();
    assertThat(slack.close(SlackStandIn.ANN, open.id())).isPresent();
    ViewClosedPayload told = payload(ViewClosedPayload.class);
    assertThat(told.getView().getId()).isEqualTo(open.id());
    assertThat(told.isCleared()).isFalse();
  }

  private View open() throws Exception {
    slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "");
    String trigger = bot.last().form().get("trigger_id");
    var opened = api.viewsOpen(r -> r.triggerId(trigger).viewAsString(FORM));
    assertThat(opened.isOk()).as(opened.toString()).isTrue();
    return slack.awaitView(SlackStandIn.ANN, Duration.ofSeconds(5));
  }

  private <T> T payload(Class<T> type) {
    return gson.fromJson(bot.last().json().toString(), type);
  }
}
