package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser, over the stand-in and a bot of a few lines. */
@Tag("browser")
class DeskPageTest {
  private static final String MODAL =
      """
      {"type":"modal","callback_id":"hint","private_metadata":"t-1",
       "title":{"type":"plain_text","text":"Retry with a hint"},
       "submit":{"type":"plain_text","text":"Retry"},
       "blocks":[{"type":"input","block_id":"hint",
         "label":{"type":"plain_text","text":"What should it try?"},
         "element":{"type":"plain_text_input","action_id":"text","multiline":true}}]}""";

  private static SlackStandIn slack;
  private static FakeBot bot;
  private static DeskServer server;
  private static MethodsClient api;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path profile) {
    browser = Browser.start(profile, Duration.ofSeconds(15));
    slack = new SlackStandIn(Clock.systemUTC());
    bot = new FakeBot(slack.signingSecret());
    Desk desk =
        new Desk(
            slack,
            Optional.empty(),
            "Commands run nowhere.",
            List.of(new Desk.Suggestion("Add CSV export", "/agent add CSV export to invoices")),
            text ->
                text.startsWith("rewrite") ? Optional.of("No key, no model.") : Optional.empty(),
            () -> List.of(pull()));
    server = DeskServer.start(slack, desk.filter(), desk.page(), bot);
    SlackConfig config = new SlackConfig();
    config.setMethodsEndpointUrlPrefix(server.apiUrl());
    config.setStatsEnabled(false);
    api = Slack.getInstance(config).methods(slack.token());
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
      slack.close();
      server.close();
    }
  }

  @BeforeEach
  void light() {
    browser.look(1280, 800, false);
    bot.answers(seen -> "");
  }

  @Test
  void aCommandIsAnsweredInAThreadWithButtonsThatWork() throws Exception {
    bot.answers(
        seen -> {
          if (!seen.form().containsKey("command")) {
            return "";
          }
          try {
            String root = post("<@U0ANN> asked: add CSV export to `invoices`", "", "");
            post("Working", root, read("card.json"));
            post("The tests failed a second time", root, read("question.json"));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return "{\"response_type\":\"ephemeral\",\"text\":\"Queued as `t-7k2m9x4p`.\"}";
        });
    browser.open(server.url("/"));
    browser.waitFor("#banner", "The model is scripted");
    browser.click("Add CSV export");
    browser.enter("Message or /agent command");
    browser.waitFor("#messages", "Only visible to you");
    browser.waitFor("#replies", "Add InvoiceCsv with quoting");
    assertThat(browser.read("#replies")).contains("@ann asked: add CSV export to invoices");
    browser.screenshot("desk-light");
    browser.look(1280, 800, true);
    browser.screenshot("desk-dark");
    browser.look(390, 844, false);
    browser.screenshot("desk-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.look(1280, 800, false);

    bot.answers(
        seen -> {
          try {
            String trigger = seen.json().path("trigger_id").asText();
            api.viewsOpen(r -> r.triggerId(trigger).viewAsString(MODAL));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
          return "";
        });
    browser.click("#replies", "Retry with a hint");
    browser.waitFor("#dialog", "What should it try?");
    browser.type("What should it try?", "round once, at the end");
    browser.screenshot("desk-dialog");
    bot.answers(seen -> "{\"response_action\":\"errors\",\"errors\":{\"hint\":\"Say more.\"}}");
    browser.click("#dialog", "Retry");
    browser.waitFor("#dialog", "Say more.");
    bot.answers(seen -> "");
    browser.click("#dialog", "Retry");
    assertThat(slack.state().await(this::noDialog, Duration.ofSeconds(10))).isPresent();
    assertThat(bot.last().json().at("/view/state/values/hint/text/value").asText())
        .isEqualTo("round once, at the end");

    browser.click("#replies", "Stop");
    browser.waitFor("#confirm", "Stop this task?");
    browser.click("#confirm", "Stop it");
    assertThat(slack.state().await(this::stopPressed, Duration.ofSeconds(10))).isPresent();
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void slackTextIsNeverRunAndPeopleAreToldApart() throws Exception {
    browser.open(server.url("/"));
    post(
        "<script>document.title='owned'</script> &lt;b&gt;bold&lt;/b&gt; <javascript:alert(1)|x>",
        "",
        "");
    browser.waitFor("#messages", "<b>bold</b>");
    assertThat(browser.run("return document.title")).isEqualTo("Spadework desk");
    assertThat(browser.run("return document.querySelectorAll('#messages a').length")).isEqualTo(0L);

    browser.choose("You are", "@bob");
    browser.type("Message or /agent command", "hello @spadework");
    browser.click("Send");
    browser.waitFor("#messages", "hello @spadework");
    assertThat(bot.last().json().at("/event/user").asText()).isEqualTo(SlackStandIn.BOB);
    assertThat(bot.last().json().at("/event/text").asText()).isEqualTo("hello <@U0SPADE>");

    browser.type("Message or /agent command", "/agent rewrite everything");
    browser.click("Send");
    browser.waitFor("#messages", "No key, no model.");
    assertThat(slack.ephemerals(SlackStandIn.ANN)).noneMatch(m -> m.says("No key, no model."));
    browser.choose("You are", "@ann");
  }

  @Test
  void aPullRequestIsReadOnItsPage() {
    browser.open(server.url("/desk/pulls/acme/invoices/1"));
    browser.waitFor("Add CSV export to invoices #1");
    assertThat(browser.read("body"))
        .contains(
            "Open", "spadework/t-1-add-csv", "+  String csv()", "-  // nothing", "215 passed");
    browser.screenshot("pull-light");
    browser.look(390, 844, true);
    browser.screenshot("pull-phone-dark");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    assertThat(browser.complaints()).isEmpty();
  }

  private Optional<Boolean> noDialog() {
    return Optional.of(true).filter(t -> slack.views(SlackStandIn.ANN).isEmpty());
  }

  private Optional<Boolean> stopPressed() {
    return Optional.of(true)
        .filter(t -> bot.last().json().at("/actions/0/action_id").asText().equals("stop"));
  }

  private static String post(String text, String thread, String blocks) throws Exception {
    return api.chatPostMessage(
            r -> {
              r.channel(SlackStandIn.CHANNEL).text(text);
              if (!thread.isEmpty()) {
                r.threadTs(thread);
              }
              return blocks.isEmpty() ? r : r.blocksAsString(blocks);
            })
        .getTs();
  }

  private static String read(String name) throws Exception {
    return Files.readString(Path.of("src/test/resources/desk/" + name));
  }

  private static Pull pull() {
    try {
      return new Pull(
          "acme/invoices",
          1,
          "Add CSV export to invoices",
          "spadework/t-1-add-csv",
          "main",
          false,
          read("pull.md"),
          read("pull.diff"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
