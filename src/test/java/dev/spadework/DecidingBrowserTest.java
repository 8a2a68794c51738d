package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Browser;
import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who presses, who else presses at the same time, and what was in between: seen on the page. */
@Tag("browser")
class DecidingBrowserTest {
  private static final Duration AT_MOST = Duration.ofSeconds(90);
  private static final String MAY_NOT = "Deciding this needs";

  @TempDir static Path dir;
  private static Browser browser;
  private static Staged world;

  @BeforeAll
  static void open(@TempDir Path profile) throws Exception {
    browser = Browser.start(profile, AT_MOST);
    world =
        new Staged(
            dir,
            Duration.ZERO,
            Map.of(
                "approvers",
                List.of(SlackStandIn.ANN, SlackStandIn.BOB, SlackStandIn.DEE),
                "requester-decides",
                false));
    world.start();
  }

  @AfterAll
  static void close() {
    if (world != null) {
      world.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void fresh() {
    browser.open(URI.create(world.url()));
    browser.waitFor("#banner", "scripted");
    browser.choose("You are", "@ann");
  }

  @Test
  void whoMayNotDecideIsToldAloneAndTheQuestionStaysOpen() throws Exception {
    Message card = asked("for the rights");
    browser.click("#replies", "Approve");
    browser.waitFor(
        "#replies", "You asked for this task, and in acme/invoices somebody else decides");
    looked("own");
    as("@cem", card);
    assertThat(browser.read("#replies")).doesNotContain(MAY_NOT, "You asked for this task");
    browser.click("#replies", "Approve");
    browser.waitFor("#replies", MAY_NOT);
    browser.waitFor("#replies", "Only visible to you");
    assertThat(browser.read("#replies"))
        .contains("Deciding this needs @bob, @dee (for acme/invoices)");
    looked("may-not");
    as("@bob", card);
    assertThat(browser.read("#replies")).doesNotContain(MAY_NOT).contains("Approve", "Reject");
    assertThat(decisions(card)).isEmpty();
    browser.click("#replies", "Approve");
    browser.waitFor("#replies", "Approved by @bob");
    browser.waitFor("#replies", "The pull request is ready");
    looked("by-bob");
    assertThat(decisions(card)).hasSize(1);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void ofTwoPressesAtOnceOneDecidesAndTheOtherIsTold() throws Exception {
    Message card = asked("for two at once");
    as("@bob", card);
    Object apart =
        browser.run(
            """
            const at = [];
            const press = (user, action) => {
              at.push(performance.now());
              return fetch('/desk/press', {
                method: 'POST', headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({user, channel: '%s', ts: '%s', action, values: {}}),
              });
            };
            return Promise.all([press('%s', '%s'), press('%s', '%s')])
              .then((all) => all.every((one) => one.ok) ? at[1] - at[0] : 1e9);
            """
                .formatted(
                    card.channel(),
                    card.ts(),
                    SlackStandIn.BOB,
                    action(card, "Approve"),
                    SlackStandIn.DEE,
                    action(card, "Reject")));
    assertThat(((Number) apart).doubleValue()).isLessThan(50);
    Message told =
        world.slack.awaitMessage(m -> m.words().contains("That was already decided"), AT_MOST);
    String late = told.privateTo().orElseThrow();
    boolean bob = late.equals(SlackStandIn.DEE);
    assertThat(told.words())
        .contains("That was already decided: " + (bob ? "Approve, by @bob" : "Reject, by @dee"));
    browser.waitFor("#replies", bob ? "Approved by @bob" : "by @dee");
    assertThat(decisions(card)).hasSize(1);
    as(bob ? "@dee" : "@bob", card);
    browser.waitFor("#replies", "That was already decided");
    looked("too-late");
  }

  @Test
  void aCardFromBeforeARestartIsDecidedByItsButton() throws Exception {
    Message card = asked("for a restart");
    as("@bob", card);
    world.stop();
    browser.click("#replies", "Approve");
    browser.waitFor("#toast", "The bot did not take it");
    browser.screenshot("deciding-bot-away");
    world.start();
    browser.click("#replies", "Approve");
    browser.waitFor("#replies", "Approved by @bob");
    browser.waitFor("#replies", "The pull request is ready");
    assertThat(decisions(card)).hasSize(1);
    looked("after-restart");
  }

  /** Ann asks, and the card with the plan's buttons is there. */
  private static Message asked(String why) throws Exception {
    browser.type(
        "Message or /agent command", "/agent add CSV export to invoices " + why + " plan:ask");
    browser.click("#compose", "Send");
    browser.waitFor("#replies", why);
    Message root =
        world.slack.awaitMessage(
            m -> m.threadTs().isEmpty() && m.privateTo().isEmpty() && m.words().contains(why),
            AT_MOST);
    Message card =
        world.slack.awaitMessage(
            m ->
                m.threadTs().filter(root.ts()::equals).isPresent()
                    && m.buttons().stream().anyMatch(b -> b.label().equals("Approve")),
            AT_MOST);
    browser.waitFor("#replies", "Approve");
    return card;
  }

  /** Somebody else sits down and opens the thread. */
  private static void as(String name, Message card) {
    browser.choose("You are", name);
    // What the one before saw is gone only with a page of one's own.
    browser.open(URI.create(world.url()));
    String root = "#messages [data-ts='" + card.threadTs().orElseThrow() + "'] .replies";
    browser.waitFor(root, "repl");
    browser.run("document.querySelector(\"" + root + "\").click()");
    browser.waitFor("#replies", "Plan");
  }

  private static String action(Message card, String label) {
    return card.buttons().stream()
        .filter(button -> button.label().equals(label))
        .findFirst()
        .orElseThrow()
        .actionId();
  }

  private static List<String> decisions(Message card) {
    String task = card.buttons().get(0).value().split("\\|")[0];
    return Rows.of(
        dir, "select body from task_events where type = 'decided' and task_id = '" + task + "'");
  }

  private static void looked(String name) {
    browser.screenshot("deciding-" + name);
    browser.look(390, 844, false);
    browser.run(
        "const r = document.getElementById('replies'); if (r) r.scrollTop = r.scrollHeight");
    browser.screenshot("deciding-" + name + "-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.look(1280, 800, false);
  }
}
