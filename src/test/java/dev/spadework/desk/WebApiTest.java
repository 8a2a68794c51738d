package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.methods.SlackApiException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parts of the Web API beside messages, through Slack's own client. */
class WebApiTest extends AtTheDesk {
  @Test
  void aFileGoesUpThroughSlacksThreeStepsAndStandsInTheThread() throws Exception {
    String root = post("root").getTs();
    var sent =
        api.filesUploadV2(
            r ->
                r.channel(SlackStandIn.CHANNEL)
                    .threadTs(root)
                    .filename("change.diff")
                    .title("The change")
                    .content("+ added\n- removed\n")
                    .initialComment("3 files"));
    assertThat(sent.isOk()).as(sent.toString()).isTrue();
    List<Message> thread = slack.thread(SlackStandIn.CHANNEL, root);
    SlackFile file = thread.get(1).files().get(0);
    assertThat(thread.get(1).text()).isEqualTo("3 files");
    assertThat(file.text()).isEqualTo("+ added\n- removed\n");
    assertThat(file.title()).isEqualTo("The change");
    assertThat(file.type()).isEqualTo("diff");

    assertThat(api.filesDelete(r -> r.file(file.id())).isOk()).isTrue();
    assertThat(slack.message(SlackStandIn.CHANNEL, thread.get(1).ts()).files()).isEmpty();
    assertThat(slack.file(file.id())).isEmpty();
  }

  @Test
  void peopleGroupsChannelsAndTheTeamAreDescribed() throws Exception {
    assertThat(api.usersInfo(r -> r.user(SlackStandIn.BOB)).getUser().getTz())
        .isEqualTo("America/New_York");
    assertThat(api.usergroupsList(r -> r.includeUsers(true)).getUsergroups())
        .extracting("handle")
        .containsExactly("billing", "leads");
    assertThat(api.usergroupsUsersList(r -> r.usergroup(SlackStandIn.LEADS)).getUsers())
        .containsExactly(SlackStandIn.ANN, SlackStandIn.DEE);
    String hidden = slack.addPrivateChannel("money", true, SlackStandIn.BOB);
    assertThat(api.conversationsMembers(r -> r.channel(hidden)).getMembers())
        .containsExactly(SlackStandIn.BOB, SlackStandIn.BOT);
    assertThat(api.conversationsInfo(r -> r.channel(hidden)).getChannel().isPrivate()).isTrue();
    slack.addChannel("elsewhere", false);
    assertThat(api.usersConversations(r -> r).getChannels())
        .extracting("name")
        .containsExactly("eng-agents");
    assertThat(api.teamInfo(r -> r).getTeam().getDomain()).isEqualTo("desk");
  }

  @Test
  void aPersonIsWrittenToDirectly() throws Exception {
    String direct =
        api.conversationsOpen(r -> r.users(List.of(SlackStandIn.DEE))).getChannel().getId();
    assertThat(direct).isEqualTo(slack.direct(SlackStandIn.DEE)).startsWith("D");
    String ts = api.chatPostMessage(r -> r.channel(SlackStandIn.DEE).text("psst")).getTs();
    assertThat(slack.message(direct, ts).text()).isEqualTo("psst");
  }

  @Test
  void aStatusStandsUntilTheNextMessage() throws Exception {
    String root = post("root").getTs();
    api.assistantThreadsSetStatus(
        r -> r.channelId(SlackStandIn.CHANNEL).threadTs(root).status("is reading"));
    assertThat(slack.status(SlackStandIn.CHANNEL, root)).contains("is reading");
    api.chatPostMessage(r -> r.channel(SlackStandIn.CHANNEL).threadTs(root).text("done"));
    assertThat(slack.status(SlackStandIn.CHANNEL, root)).isEmpty();
  }

  @Test
  void whatIsNotGrantedIsNamed() throws Exception {
    slack.grant(Set.of("chat:write", "commands"));
    var refused = api.usersInfo(r -> r.user(SlackStandIn.ANN));
    assertThat(refused.getError()).isEqualTo("missing_scope");
    assertThat(refused.getNeeded()).isEqualTo("users:read");
    assertThat(refused.getProvided()).isEqualTo("chat:write,commands");
    String hidden = slack.addPrivateChannel("money", true, SlackStandIn.BOB);
    assertThat(api.conversationsHistory(r -> r.channel(hidden)).getNeeded())
        .isEqualTo("groups:history");
    assertThat(post("fine").isOk()).isTrue();
    assertThat(slack.scopesUsed()).containsExactly("chat:write", "groups:history", "users:read");
  }

  @Test
  void callsBeyondSlacksRatesAreRefused() throws Exception {
    slack.enforceLimits(true);
    slack.refuseInBodyEvery(2);
    for (int i = 0; i < 4; i++) {
      assertThat(post("burst").isOk()).isTrue();
    }
    assertThatThrownBy(() -> post("too many"))
        .isInstanceOfSatisfying(
            SlackApiException.class,
            e -> assertThat(e.getResponse().header("Retry-After")).isEqualTo("1"));
    assertThat(post("too many").getError()).isEqualTo("ratelimited");
    String other = slack.addChannel("other", true);
    assertThat(api.chatPostMessage(r -> r.channel(other).text("elsewhere")).isOk()).isTrue();
    assertThat(slack.refusals()).isEqualTo(2);
    assertThat(slack.messages(SlackStandIn.CHANNEL)).hasSize(4);
  }

  private com.slack.api.methods.response.chat.ChatPostMessageResponse post(String text)
      throws Exception {
    return api.chatPostMessage(r -> r.channel(SlackStandIn.CHANNEL).text(text));
  }
}
