package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import com.slack.api.model.Message.Metadata;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlackStandInTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final SlackStandIn slack = new SlackStandIn(Clock.systemUTC());
  private final FakeBot bot = new FakeBot(slack.signingSecret());
  private DeskServer server;
  private MethodsClient api;

  @BeforeEach
  void start() {
    server = DeskServer.start(slack, new LocalOnly(), new FakeBot("unused"), bot);
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(server.apiUrl());
    config.setStatsEnabled(false);
    api = Slack.getInstance(config).methods(slack.token());
  }

  @AfterEach
  void stop() throws Exception {
    slack.close();
    server.close();
  }

  @Test
  void messagesArePostedEditedReadAndDeletedThroughSlacksOwnClient() throws Exception {
    String root = post("hello").getTs();
    Metadata metadata = Metadata.builder().eventType("at").eventPayload(Map.of("v", 3)).build();
    String answer =
        api.chatPostMessage(
                r -> r.channel(SlackStandIn.CHANNEL).threadTs(root).text("a").metadata(metadata))
            .getTs();
    api.chatUpdate(r -> r.channel(SlackStandIn.CHANNEL).ts(answer).text("b"));

    var replies =
        api.conversationsReplies(
            r -> r.channel(SlackStandIn.CHANNEL).ts(root).includeAllMetadata(true));
    assertThat(replies.getMessages()).extracting("text").containsExactly("hello", "b");
    assertThat(replies.getMessages().get(1).getMetadata().getEventPayload().get("v"))
        .hasToString("3.0");
    assertThat(slack.thread(SlackStandIn.CHANNEL, root).get(1).edits())
        .extracting(Message.Edit::text)
        .containsExactly("a");
    assertThat(slack.messages(SlackStandIn.CHANNEL)).hasSize(1);

    api.chatDelete(r -> r.channel(SlackStandIn.CHANNEL).ts(answer));
    assertThat(slack.thread(SlackStandIn.CHANNEL, root)).hasSize(1);
  }

  @Test
  void longThreadsAreReadInPages() throws Exception {
    String root = post("0").getTs();
    for (int i = 1; i <= 4; i++) {
      String text = "" + i;
      api.chatPostMessage(r -> r.channel(SlackStandIn.CHANNEL).threadTs(root).text(text));
    }
    var first = api.conversationsReplies(r -> r.channel(SlackStandIn.CHANNEL).ts(root).limit(3));
    assertThat(first.isHasMore()).isTrue();
    String cursor = first.getResponseMetadata().getNextCursor();
    var second =
        api.conversationsReplies(
            r -> r.channel(SlackStandIn.CHANNEL).ts(root).limit(3).cursor(cursor));
    assertThat(second.getMessages()).extracting("text").containsExactly("3", "4");
    assertThat(second.isHasMore()).isFalse();
  }

  @Test
  void aWrongTokenAndUnknownPlacesAreRefusedInSlacksWords() throws Exception {
    assertThat(api.chatPostMessage(r -> r.channel("C0NOT").text("x")).getError())
        .isEqualTo("channel_not_found");
    assertThat(api.chatUpdate(r -> r.channel(SlackStandIn.CHANNEL).ts("1.2").text("x")).getError())
        .isEqualTo("message_not_found");
    assertThat(api.chatPostMessage(r -> r.channel(SlackStandIn.CHANNEL).token("no").text("x")))
        .extracting(ChatPostMessageResponse::getError)
        .isEqualTo("invalid_auth");
    String other = slack.addChannel("other", false);
    assertThat(api.chatPostMessage(r -> r.channel(other).text("x")).getError())
        .isEqualTo("not_in_channel");
    api.conversationsJoin(r -> r.channel(other));
    assertThat(api.chatPostMessage(r -> r.channel(other).text("x")).isOk()).isTrue();
  }

  @Test
  void faultsComeAsOrderedAndEnd() throws Exception {
    slack.fail("chat.postMessage", new Fault.Limited(2), 1);
    assertThatThrownBy(() -> post("x"))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            e -> assertThat(e.getResponse().header("Retry-After")).isEqualTo("2"));
    slack.fail("chat.postMessage", new Fault.Refused("ratelimited"), 1);
    assertThat(post("x").getError()).isEqualTo("ratelimited");
    slack.fail("*", new Fault.Down(), 5);
    assertThatThrownBy(() -> post("x")).isInstanceOf(SlackApiException.class);
    slack.heal();
    assertThat(post("x").isOk()).isTrue();
  }

  @Test
  void aMessageCanBeMadeThoughItsAnswerIsCut() throws Exception {
    slack.fail("chat.postMessage", new Fault.CutAfter(), 1);
    assertThatThrownBy(() -> post("once")).isInstanceOf(Exception.class);
    assertThat(slack.messages(SlackStandIn.CHANNEL)).hasSize(1);
    assertThat(slack.calls("chat.postMessage")).hasSize(1);
  }

  @Test
  void theServerCanGoAwayAndComeBack() throws Exception {
    server.down();
    assertThatThrownBy(() -> post("x")).isInstanceOf(java.io.IOException.class);
    server.up();
    assertThat(post("x").isOk()).isTrue();
  }

  @Test
  void aCommandIsSignedAndItsAnswerIsPrivate() {
    bot.answers(seen -> "{\"text\":\"queued\",\"response_type\":\"ephemeral\"}");
    Delivered sent = slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "add é & more");
    assertThat(sent.status()).isEqualTo(200);
    assertThat(sent.acknowledged()).isTrue();
    assertThat(bot.last().form())
        .containsEntry("text", "add é & more")
        .containsEntry("command", "/agent")
        .containsEntry("user_id", SlackStandIn.ANN)
        .containsKeys("trigger_id", "response_url");
    assertThat(slack.ephemerals(SlackStandIn.ANN))
        .extracting(Message::text)
        .containsExactly("queued");
    assertThat(slack.ephemerals(SlackStandIn.BOB)).isEmpty();

    slack.redeliver(sent, 1);
    assertThat(bot.last().headers()).containsEntry("X-Slack-Retry-Num", "1");
    assertThat(bot.last().form().get("trigger_id"))
        .isEqualTo(bot.seen().get(0).form().get("trigger_id"));
  }

  @Test
  void aPressNamesTheMessageTheButtonAndThePerson() throws Exception {
    String blocks =
        """
        [{"type":"section","text":{"type":"mrkdwn","text":"Start?"}},
         {"type":"actions","elements":[
           {"type":"button","text":{"type":"plain_text","text":"Approve"},
            "action_id":"decide.approve","value":"g-1:abc","style":"primary"}]}]""";
    String ts =
        api.chatPostMessage(
                r -> r.channel(SlackStandIn.CHANNEL).text("Start?").blocksAsString(blocks))
            .getTs();
    Message before = slack.message(SlackStandIn.CHANNEL, ts);
    slack.press(SlackStandIn.BOB, SlackStandIn.CHANNEL, ts, "Approve");
    var payload = bot.last().json();
    assertThat(payload.at("/actions/0/value").asText()).isEqualTo("g-1:abc");
    assertThat(payload.at("/user/id").asText()).isEqualTo(SlackStandIn.BOB);
    assertThat(payload.at("/container/message_ts").asText()).isEqualTo(ts);

    api.chatUpdate(r -> r.channel(SlackStandIn.CHANNEL).ts(ts).text("done").blocksAsString("[]"));
    assertThatThrownBy(() -> slack.press(SlackStandIn.BOB, SlackStandIn.CHANNEL, ts, "Approve"))
        .hasMessageContaining("no button Approve");
    assertThat(slack.press(SlackStandIn.ANN, before, before.buttons().get(0)).status())
        .isEqualTo(200);
  }

  @Test
  void aDialogIsOpenedFilledInAndSentOff() throws Exception {
    slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "");
    String trigger = bot.last().form().get("trigger_id");
    String view =
        """
        {"type":"modal","callback_id":"hint","private_metadata":"t-1",
         "title":{"type":"plain_text","text":"Hint"},"submit":{"type":"plain_text","text":"Send"},
         "blocks":[{"type":"input","block_id":"h","label":{"type":"plain_text","text":"Hint"},
           "element":{"type":"plain_text_input","action_id":"text"}}]}""";
    assertThat(api.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)).isOk()).isTrue();
    assertThat(api.viewsOpen(r -> r.triggerId(trigger).viewAsString(view)).getError())
        .isEqualTo("exchanged_trigger_id");
    View open = slack.awaitView(SlackStandIn.ANN, SOON);

    bot.answers(seen -> "{\"response_action\":\"errors\",\"errors\":{\"h\":\"say more\"}}");
    slack.submit(SlackStandIn.ANN, open.id(), Map.of("text", "x"));
    assertThat(slack.views(SlackStandIn.ANN)).hasSize(1);
    bot.answers(seen -> "");
    slack.submit(SlackStandIn.ANN, open.id(), Map.of("text", "round last"));
    assertThat(bot.last().json().at("/view/state/values/h/text/value").asText())
        .isEqualTo("round last");
    assertThat(bot.last().json().at("/view/private_metadata").asText()).isEqualTo("t-1");
    assertThat(slack.views(SlackStandIn.ANN)).isEmpty();
  }

  @Test
  void aMentionInAThreadArrivesAsTwoEvents() throws Exception {
    String root = post("root").getTs();
    List<Delivered> sent =
        slack.reply(SlackStandIn.ANN, SlackStandIn.CHANNEL, root, "<@U0SPADE> status");
    assertThat(sent).hasSize(2);
    assertThat(bot.seen())
        .extracting(s -> s.json().at("/event/type").asText())
        .containsExactly("app_mention", "message");
    assertThat(bot.last().json().at("/event/thread_ts").asText()).isEqualTo(root);
    assertThat(bot.seen())
        .extracting(s -> s.json().at("/event/ts").asText())
        .containsOnly(slack.thread(SlackStandIn.CHANNEL, root).get(1).ts());
  }

  @Test
  void whoWaitsIsWokenByAnEdit() throws Exception {
    String ts = post("first").getTs();
    Thread editor =
        new Thread(
            () -> {
              try {
                api.chatUpdate(r -> r.channel(SlackStandIn.CHANNEL).ts(ts).text("second"));
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    editor.start();
    assertThat(slack.awaitMessage(m -> m.says("second"), SOON).ts()).isEqualTo(ts);
    assertThatThrownBy(() -> slack.awaitMessage(m -> m.says("third"), Duration.ofMillis(10)))
        .hasMessageContaining("second");
  }

  @Test
  void aBotThatIsAwayIsShownToThePerson() {
    slack.bot(java.net.URI.create("http://127.0.0.1:1/slack/events"));
    assertThat(slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "x").status()).isZero();
    assertThat(slack.ephemerals(SlackStandIn.ANN).get(0).text()).contains("dispatch_failed");
  }

  private ChatPostMessageResponse post(String text) throws Exception {
    return api.chatPostMessage(r -> r.channel(SlackStandIn.CHANNEL).text(text));
  }
}
