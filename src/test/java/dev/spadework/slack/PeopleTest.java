package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.desk.Message;
import dev.spadework.desk.Newcomers;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Quotas;
import dev.spadework.slack.SlackSettings.Rights;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeopleTest {
  private static final String CEM = "U0CEM";
  private static final String DEE = "U0DEE";

  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder);
    person(CEM, "cem");
    person(DEE, "dee");
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private String asks(String user, String text) throws JsonProcessingException {
    return new ObjectMapper()
        .readTree(town.slack.command(user, CHANNEL, text).answer())
        .path("text")
        .asText();
  }

  private ObjectNode person(String id, String name) {
    Newcomers.add(town.slack, id, name);
    return town.folk.person(id, name);
  }

  private static Rights requesters(String... ids) {
    return new Rights(Optional.of(List.of(ids)), Optional.empty(), Optional.empty());
  }

  @Test
  void whoIsNotAmongTheRequestersIsToldWhoIs() throws Exception {
    town.folk.group("S0TEAM", "billing-team", CEM);
    town.folk.channel("C0DEVS", "devs", ANN, CEM, DEE);
    town.requesters(BOB, "S0TEAM", "#devs").open();
    assertThat(asks(BOB, "add CSV")).contains("is accepted");
    assertThat(asks(CEM, "add CSV")).contains("is accepted");
    assertThat(asks(DEE, "add CSV")).as("on the second page").contains("is accepted");
    person("U0EVE", "eve");
    assertThat(asks("U0EVE", "add CSV"))
        .startsWith("Tasks for acme/billing can be given only by @bob, ")
        .contains("members of @billing-team", "members of #devs")
        .doesNotContain("accepted");
    assertThat(town.folk.pages).hasPositiveValue();
  }

  @Test
  void theRequestersOfARepositoryReplaceThoseForAll() throws Exception {
    town.requesters(ANN).shop(requesters(BOB)).open();
    assertThat(asks(ANN, "add CSV repo:acme/billing")).contains("is accepted");
    assertThat(asks(BOB, "add CSV repo:acme/billing")).contains("only by @ann");
    assertThat(asks(BOB, "add CSV repo:acme/shop")).contains("is accepted");
    assertThat(asks(ANN, "add CSV repo:acme/shop"))
        .isEqualTo("Tasks for acme/shop can be given only by @bob.");
  }

  @Test
  void aGroupOrChannelThatIsGoneLetsNobodyIn() throws Exception {
    town.requesters("S0GONE", "#gone", "C0GONE").open();
    assertThat(asks(ANN, "add CSV")).contains("members of @S0GONE", "members of #gone");
  }

  @Test
  void guestsBotsOutsidersAndTheDeactivatedNeedTheirOwnLine() throws Exception {
    person("U0GUEST", "gus").put("is_ultra_restricted", true);
    person("U0OUT", "olga").put("team_id", "T0OTHER");
    person("U0BOT", "robo").put("is_bot", true);
    person("U0LEFT", "lee").put("deleted", true);
    person("U0NAMED", "nina").put("is_restricted", true);
    town.requesters("everyone", "U0NAMED").open();
    assertThat(asks("U0GUEST", "add CSV")).startsWith("You are a guest here");
    assertThat(asks("U0OUT", "add CSV")).contains("You belong to another workspace");
    assertThat(asks("U0BOT", "add CSV")).contains("Bots have to be named");
    assertThat(asks("U0LEFT", "add CSV")).contains("Slack does not show me your account");
    assertThat(asks("U0NAMED", "add CSV")).contains("is accepted");
    assertThat(asks(CEM, "add CSV")).contains("is accepted");
  }

  @Test
  void whileSlackIsAwayAGroupIsNotGuessedButEveryoneMayStillAsk() throws Exception {
    town.folk.group("S0TEAM", "billing-team", CEM);
    town.folk.away = true;
    town.requesters("S0TEAM").shop(requesters("everyone")).openClosed();
    assertThat(asks(CEM, "add CSV repo:acme/billing"))
        .contains("Slack does not answer me just now");
    assertThat(asks(CEM, "add CSV repo:acme/shop")).contains("is accepted");
    town.folk.away = false;
    assertThat(asks(CEM, "add CSV repo:acme/billing")).contains("is accepted");
  }

  @Test
  void aRequesterWhoMayNotDecideIsToldWhoDoesAndMayStillStop() throws Exception {
    town.approvers(BOB, SlackStandIn.GROUP).requesterDecides(false).open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    assertThat(gate.words()).contains("Can decide: <@U0BOB>", "Not @ann, who asked for it.");
    town.slack.press(ANN, CHANNEL, gate.ts(), "Approve");
    town.privately(ANN, "You asked for this task, and in acme/billing somebody else decides: @bob");
    town.slack.reply(ANN, CHANNEL, gate.threadTs().orElseThrow(), "all five columns");
    town.privately(ANN, "I have noted your reply. The decision itself needs @bob");
    assertThat(town.now(claim).gates().open()).isPresent();
    assertThat(asks(ANN, "cancel " + claim.task())).contains("is stopped");
    assertThat(town.now(claim).phase()).isEqualTo(Phase.CANCELLED);
  }

  @Test
  void theCardSaysThatNobodyCanDecide() throws Exception {
    town.approvers(ANN).requesterDecides(false).open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    assertThat(gate.words()).contains("Nobody can decide this: @ann asked for it and may not");
    town.slack.press(ANN, CHANNEL, gate.ts(), "Approve");
    town.privately(ANN, "Nobody can decide this");
  }

  @Test
  void theApproversOfARepositoryDecideThere() throws Exception {
    town.approvers(ANN)
        .shop(new Rights(Optional.empty(), Optional.of(List.of("S0TEAM")), Optional.of(false)));
    town.folk.group("S0TEAM", "shop-team", BOB);
    town.open();
    asks(CEM, "add CSV repo:acme/shop");
    Claim claim = town.journal.claim("w1", java.time.Duration.ofMinutes(5)).orElseThrow();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    Message gate = town.message(claim, "gate-g1");
    assertThat(gate.words()).contains("members of @shop-team", "Not @cem");
    town.slack.press(ANN, CHANNEL, gate.ts(), "Approve");
    town.privately(ANN, "Deciding this needs members of @shop-team (for acme/shop)");
    town.slack.press(BOB, CHANNEL, gate.ts(), "Approve");
    town.await(m -> m.ts().equals(gate.ts()) && m.words().contains("Approved by @bob"));
  }

  @Test
  void aNameThatIsMarkupIsOnlyAName() throws Exception {
    person(CEM, "<!channel> cem");
    town.approvers(CEM).open();
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    assertThat(town.message(claim, "gate-g1").words()).contains("&lt;!channel&gt; cem");
  }

  @Test
  void theRootSaysWhyATaskWaitsAndFollowsTheLine() throws Exception {
    town.quotas(new Quotas(new Quotas.Quota(1, 0), Map.of())).open();
    Claim running = town.task();
    asks(ANN, "second task");
    asks(ANN, "third task");
    asks(BOB, "task of bob");
    town.await(
        m -> m.says("second task") && m.says("waiting: @ann has 1 task running, the most for one"));
    town.await(m -> m.says("task of bob") && m.says("next in line"));
    Message third = town.await(m -> m.says("third task") && m.says("2 before it in line"));
    String second =
        town.journal.queue().places().stream()
            .filter(p -> !p.held())
            .findFirst()
            .orElseThrow()
            .task();
    assertThat(asks(ANN, "status " + second)).contains("waiting: @ann has 1 task running");
    town.journal.add(running.task(), Optional.empty(), new TaskEvent.Cancelled(ANN));
    town.await(m -> m.says("second task") && m.says("next in line"));
    town.journal.add(second, Optional.empty(), new TaskEvent.Cancelled(ANN));
    town.await(m -> m.ts().equals(third.ts()) && m.says("next in line"));
  }
}
