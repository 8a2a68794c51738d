package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.AppMentionEvent;
import com.slack.api.model.event.MessageChangedEvent;
import com.slack.api.model.event.MessageDeletedEvent;
import com.slack.api.model.event.MessageEvent;
import com.slack.api.model.event.MessageFileShareEvent;
import com.slack.api.util.json.GsonFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the stand-in sends is read with the classes that Bolt reads Slack with. */
class WireShapesTest extends AtTheDesk {
  private final Gson gson = GsonFactory.createSnakeCase();

  @Test
  void aMentionComesTwiceWithOneTs() {
    Said said = slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "<@U0SPADE> status");
    AppMentionEvent mention = event(bot.seen().get(0), AppMentionEvent.class);
    MessageEvent message = event(bot.seen().get(1), MessageEvent.class);
    assertThat(mention.getTs()).isEqualTo(said.ts()).isEqualTo(message.getTs());
    assertThat(mention.getChannel()).isEqualTo(message.getChannel());
    assertThat(message.getChannelType()).isEqualTo("channel");
    assertThat(mention.getUser()).isEqualTo(SlackStandIn.ANN);
  }

  @Test
  void anEditSaysWhatStoodThereAndWhatStandsThere() {
    String ts = slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "one").ts();
    slack.edit(SlackStandIn.ANN, SlackStandIn.CHANNEL, ts, "two");
    MessageChangedEvent event = event(bot.last(), MessageChangedEvent.class);
    assertThat(event.getMessage().getText()).isEqualTo("two");
    assertThat(bot.last().json().at("/event/previous_message/text").asText()).isEqualTo("one");
    assertThat(event.getMessage().getTs()).isEqualTo(ts);
    assertThat(event.getMessage().getEdited().getUser()).isEqualTo(SlackStandIn.ANN);
    assertThat(event.getTs()).isNotEqualTo(ts);
    assertThatThrownBy(() -> slack.edit(SlackStandIn.BOB, SlackStandIn.CHANNEL, ts, "three"))
        .hasMessageContaining("not written by");
  }

  @Test
  void aDeletedMessageIsNamedAndOneWithAnswersLeavesATombstone() {
    String alone = slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "one").ts();
    slack.delete(SlackStandIn.ANN, SlackStandIn.CHANNEL, alone);
    MessageDeletedEvent gone = event(bot.last(), MessageDeletedEvent.class);
    assertThat(gone.getDeletedTs()).isEqualTo(alone);
    assertThat(gone.getPreviousMessage().getUser()).isEqualTo(SlackStandIn.ANN);

    String root = slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "two").ts();
    slack.reply(SlackStandIn.BOB, SlackStandIn.CHANNEL, root, "ah");
    slack.delete(SlackStandIn.ANN, SlackStandIn.CHANNEL, root);
    MessageChangedEvent left = event(bot.last(), MessageChangedEvent.class);
    assertThat(left.getMessage().getSubtype()).isEqualTo("tombstone");
    assertThat(left.getMessage().getTs()).isEqualTo(root);
    assertThat(bot.last().json().at("/event/previous_message/text").asText()).isEqualTo("two");
    assertThat(slack.thread(SlackStandIn.CHANNEL, root)).hasSize(2);
  }

  @Test
  void aSharedFileIsFetchedWithTheBotsTokenOnly() throws Exception {
    byte[] log = "line 1\nline 2\n".getBytes(StandardCharsets.UTF_8);
    slack.upload(
        SlackStandIn.ANN, SlackStandIn.CHANNEL, Optional.empty(), "build.log", log, "it fails");
    MessageFileShareEvent event = event(bot.last(), MessageFileShareEvent.class);
    var file = event.getFiles().get(0);
    assertThat(event.getText()).isEqualTo("it fails");
    assertThat(file.getName()).isEqualTo("build.log");
    assertThat(file.getSize()).isEqualTo(log.length);
    assertThat(fetch(file.getUrlPrivateDownload(), slack.token())).isEqualTo("line 1\nline 2\n");
    assertThat(fetch(file.getUrlPrivateDownload(), "xoxb-other")).contains("Sign in");
    assertThat(api.filesInfo(r -> r.file(file.getId())).getFile().getFiletype()).isEqualTo("text");
  }

  @Test
  void aShortcutCarriesTheMessage() {
    String ts = slack.say(SlackStandIn.BOB, SlackStandIn.CHANNEL, "totals are off").ts();
    slack.shortcut(SlackStandIn.ANN, SlackStandIn.CHANNEL, ts, "task.from.message");
    MessageShortcutPayload payload = payload(MessageShortcutPayload.class);
    assertThat(payload.getCallbackId()).isEqualTo("task.from.message");
    assertThat(payload.getMessageTs()).isEqualTo(ts);
    assertThat(payload.getMessage().getText()).isEqualTo("totals are off");
    assertThat(payload.getMessage().getUser()).isEqualTo(SlackStandIn.BOB);
    assertThat(payload.getUser().getId()).isEqualTo(SlackStandIn.ANN);
    assertThat(payload.getChannel().getId()).isEqualTo(SlackStandIn.CHANNEL);
    assertThat(payload.getTriggerId()).isNotBlank();
    assertThat(payload.getResponseUrl()).startsWith("http");
  }

  @Test
  void aHomeIsOpenedPublishedAndPressed() throws Exception {
    slack.openHome(SlackStandIn.ANN);
    AppHomeOpenedEvent opened = event(bot.last(), AppHomeOpenedEvent.class);
    assertThat(opened.getTab()).isEqualTo("home");
    assertThat(opened.getView()).isNull();
    String view =
        """
        {"type":"home","blocks":[{"type":"actions","elements":[
          {"type":"button","text":{"type":"plain_text","text":"Pause"},"action_id":"pause","value":"p"},
          {"type":"static_select","action_id":"repo","options":[
            {"text":{"type":"plain_text","text":"acme/a"},"value":"1"}]}]}]}""";
    api.viewsPublish(r -> r.userId(SlackStandIn.ANN).viewAsString(view));
    slack.openHome(SlackStandIn.ANN);
    assertThat(event(bot.last(), AppHomeOpenedEvent.class).getView().getId())
        .isEqualTo(slack.home(SlackStandIn.ANN).orElseThrow().id());

    slack.pressHome(SlackStandIn.ANN, "Pause");
    BlockActionPayload pressed = payload(BlockActionPayload.class);
    assertThat(pressed.getContainer().getType()).isEqualTo("view");
    assertThat(pressed.getView().getType()).isEqualTo("home");
    assertThat(pressed.getActions().get(0).getValue()).isEqualTo("p");
    assertThat(pressed.getMessage()).isNull();

    slack.chooseHome(SlackStandIn.ANN, "repo", "acme/a");
    BlockActionPayload chosen = payload(BlockActionPayload.class);
    assertThat(chosen.getActions().get(0).getSelectedOption().getValue()).isEqualTo("1");
  }

  @Test
  void aPressOnAPrivateMessageCarriesNoMessage() throws Exception {
    String blocks =
        """
        [{"type":"actions","block_id":"b","elements":[{"type":"static_select","action_id":"repo",
          "options":[{"text":{"type":"plain_text","text":"acme/a"},"value":"1"}]}]}]""";
    String ts =
        api.chatPostEphemeral(
                r ->
                    r.channel(SlackStandIn.CHANNEL)
                        .user(SlackStandIn.ANN)
                        .text("Which?")
                        .blocksAsString(blocks))
            .getMessageTs();
    slack.choose(SlackStandIn.ANN, SlackStandIn.CHANNEL, ts, "repo", "acme/a");
    BlockActionPayload chosen = payload(BlockActionPayload.class);
    assertThat(chosen.getContainer().isEphemeral()).isTrue();
    assertThat(chosen.getContainer().getMessageTs()).isEqualTo(ts);
    assertThat(chosen.getMessage()).isNull();
    assertThat(chosen.getState().getValues().get("b").get("repo").getSelectedOption().getValue())
        .isEqualTo("1");
    assertThatThrownBy(
            () -> slack.choose(SlackStandIn.BOB, SlackStandIn.CHANNEL, ts, "repo", "acme/a"))
        .hasMessageContaining("does not see");
  }

  @Test
  void eventsGoOnlyWhereTheBotIsAndWhatItSubscribedTo() {
    String elsewhere = slack.addChannel("elsewhere", false);
    assertThat(slack.say(SlackStandIn.ANN, elsewhere, "hello")).isEmpty();
    slack.subscribe(Set.of("app_mention", "message.im"));
    assertThat(slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "hello")).isEmpty();
    assertThat(slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "<@U0SPADE>")).hasSize(1);
    String direct = slack.direct(SlackStandIn.ANN);
    assertThat(slack.say(SlackStandIn.ANN, direct, "<@U0SPADE> hello")).hasSize(1);
    assertThat(event(bot.last(), MessageEvent.class).getChannelType()).isEqualTo("im");
    slack.grant(Set.of("chat:write"));
    assertThat(slack.say(SlackStandIn.ANN, direct, "hello")).isEmpty();
    assertThat(slack.eventsRaised())
        .containsExactly("app_mention", "message.channels", "message.im");
    assertThat(slack.openHome(SlackStandIn.ANN)).isEmpty();
  }

  @Test
  void anotherAppsBotIsKnownByItsOwnId() {
    slack.say(SlackStandIn.OTHER_BOT, SlackStandIn.CHANNEL, "build 7 failed");
    MessageEvent event = event(bot.last(), MessageEvent.class);
    assertThat(event.getBotId()).isEqualTo("B0CIBOT").isNotEqualTo(SlackStandIn.BOT_ID);
  }

  private <T> T event(FakeBot.Seen seen, Class<T> type) {
    return gson.fromJson(seen.json().path("event").toString(), type);
  }

  private <T> T payload(Class<T> type) {
    return gson.fromJson(bot.last().json().toString(), type);
  }

  private static String fetch(String address, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
