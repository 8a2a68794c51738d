package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page can beside commands: homes, files, menus, every input, the keyboard. */
@Tag("browser")
class DeskFeaturesTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  private static SlackStandIn slack;
  private static FakeBot bot;
  private static DeskServer server;
  private static MethodsClient api;
  private static Browser browser;

  @BeforeAll
  static void start(@TempDir Path profile) {
    browser = Browser.start(profile, Duration.ofSeconds(15));
    slack = new SlackStandIn(Clock.systemUTC());
    slack.addPrivateChannel("billing", true, SlackStandIn.ANN, SlackStandIn.BOB);
    slack.direct(SlackStandIn.ANN);
    bot = new FakeBot(slack.signingSecret());
    Desk desk =
        new Desk(
            slack,
            Optional.empty(),
            "Commands run nowhere.",
            Stories.suggestions(),
            text -> Optional.empty(),
            List::of);
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
    browser.open(server.url("/"));
    browser.waitFor("#banner", "scripted");
  }

  @Test
  void theHomeIsAskedForDrawnAndPressed() throws Exception {
    browser.click("#apps", "Home");
    browser.waitFor("#home", "has not put anything here");
    assertThat(bot.last().json().at("/event/type").asText()).isEqualTo("app_home_opened");
    String view = read("home.json");
    assertThat(api.viewsPublish(r -> r.userId(SlackStandIn.ANN).viewAsString(view)).isOk())
        .isTrue();
    browser.waitFor("#home", "Needs you");
    shots("home");
    browser.click("#home", "Pause");
    until(() -> bot.last().json().at("/actions/0/action_id").asText().equals("pause"));
    assertThat(bot.last().json().at("/view/type").asText()).isEqualTo("home");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aFormWithEveryInputIsFilledIn() throws Exception {
    slack.command(SlackStandIn.ANN, SlackStandIn.CHANNEL, "");
    String trigger = bot.last().form().get("trigger_id");
    String form = read("form.json");
    var opened = api.viewsOpen(r -> r.triggerId(trigger).viewAsString(form));
    assertThat(opened.isOk()).as(opened.toString()).isTrue();
    browser.waitFor("#dialog", "What should be done?");
    browser.type("What should be done?", "add an export");
    browser.choose("Repository", "acme/billing");
    browser.tick("Feature");
    browser.tick("Ask me before starting");
    browser.type("Budget in dollars", "1.5");
    shots("form");
    browser.click("#dialog", "Start");
    until(() -> slack.views(SlackStandIn.ANN).isEmpty());
    var values = bot.last().json().at("/view/state/values");
    assertThat(values.at("/what/v/value").asText()).isEqualTo("add an export");
    assertThat(values.at("/repo/v/selected_option/value").asText()).isEqualTo("acme/billing");
    assertThat(values.at("/kind/v/selected_option/value").asText()).isEqualTo("feature");
    assertThat(values.at("/flags/v/selected_options/0/value").asText()).isEqualTo("ask");
    assertThat(values.at("/budget/v/value").asText()).isEqualTo("1.5");
  }

  @Test
  void aMessageIsMadeATaskEditedAndDeletedFromItsMenu() throws Exception {
    String ts = slack.say(SlackStandIn.ANN, SlackStandIn.CHANNEL, "the totls are off").ts();
    String message = "[data-ts='" + ts + "']";
    browser.waitFor(message, "totls");
    browser.run("document.querySelector(\"" + message + "\").focus()");
    browser.keys("m");
    browser.waitFor("[role=menu]", "Give this to Spadework");
    shots("menu");
    browser.click("[role=menu]", "Give this to Spadework");
    until(() -> bot.last().json().path("type").asText().equals("message_action"));
    assertThat(bot.last().json().at("/message/text").asText()).isEqualTo("the totls are off");

    browser.click(message, "More");
    browser.click("[role=menu]", "Edit message");
    browser.type("Message", "the totals are off");
    browser.click("#confirm", "Save");
    browser.waitFor(message, "(edited)");
    until(() -> bot.last().json().at("/event/message/text").asText().equals("the totals are off"));

    browser.click(message, "More");
    browser.click("[role=menu]", "Delete message");
    browser.click("#confirm", "Delete");
    until(() -> bot.last().json().at("/event/subtype").asText().equals("message_deleted"));
  }

  @Test
  void filesAreAttachedAndSnippetsKeepTheirSigns() throws Exception {
    Path log = Files.writeString(Path.of("target", "build.log"), "error: boom\n");
    browser.attach("Attach a file", log);
    browser.waitFor("#composefiles", "build.log");
    browser.type("Message or /agent command", "see the log");
    browser.click("#compose", "Send");
    browser.waitFor("#messages", "see the log");
    until(() -> bot.last().json().at("/event/files/0/name").asText().equals("build.log"));
    String root = slack.say(SlackStandIn.BOB, SlackStandIn.CHANNEL, "and the change?").ts();
    String diff = Files.readString(Path.of("src/test/resources/desk/pull.diff"));
    api.filesUploadV2(
        r ->
            r.channel(SlackStandIn.CHANNEL)
                .threadTs(root)
                .filename("change.diff")
                .title("The change")
                .content(diff)
                .initialComment("1 file changed"));
    browser.click("[data-ts='" + root + "']", "1 reply");
    browser.waitFor("#replies", "The change");
    browser.run("document.querySelector('#replies .snippet').open = true");
    assertThat(browser.read("#replies .snippet")).contains("+  String csv()", "-  // nothing");
    api.assistantThreadsSetStatus(
        r -> r.channelId(SlackStandIn.CHANNEL).threadTs(root).status("is running the tests"));
    browser.waitFor("#doing", "spadework is running the tests");
    shots("files");
    assertThat(new String(slack.file(fileId()).orElseThrow().bytes(), StandardCharsets.UTF_8))
        .isEqualTo("error: boom\n");
  }

  @Test
  void typingOffersPeopleAndCommandsAndKeysLeadBack() throws Exception {
    browser.type("Message or /agent command", "hi @sp");
    browser.waitFor(".offers", "@spadework");
    browser.enter("Message or /agent command");
    browser.type("Message or /agent command", "/agent di");
    browser.waitFor(".offers", "/agent digest");
    shots("offers");
    browser.enter("Message or /agent command");
    assertThat(browser.run("return document.getElementById('composer').value"))
        .isEqualTo("/agent digest ");
    String root = slack.say(SlackStandIn.BOB, SlackStandIn.CHANNEL, "a thread to open").ts();
    browser.waitFor("#messages", "a thread to open");
    browser.run("document.querySelector(\"[data-ts='" + root + "']\").focus()");
    browser.keys("\uE007");
    browser.waitFor("#replies", "a thread to open");
    browser.keys("\uE00C");
    until(() -> browser.run("return document.getElementById('thread').hidden").equals(true));
    browser.run("document.getElementById('messages').focus()");
    browser.keys("?");
    browser.waitFor("#help", "goes to the message box");
    shots("help");
    browser.keys("\uE00C");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void onAPhoneOnePaneIsSeenAtATime() throws Exception {
    browser.look(390, 844, false);
    browser.click("Channels");
    browser.waitFor("#side", "billing");
    assertThat(browser.run("return document.getElementById('channel').offsetWidth")).isEqualTo(0L);
    browser.screenshot("desk-phone-list");
    browser.click("#channels", "# billing");
    browser.waitFor("#place", "#billing");
    assertThat(browser.run("return document.getElementById('side').offsetWidth")).isEqualTo(0L);
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
  }

  private static String fileId() {
    return slack.messages(SlackStandIn.CHANNEL).stream()
        .flatMap(m -> m.files().stream())
        .filter(f -> f.name().equals("build.log"))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private static void shots(String name) {
    browser.screenshot("desk-" + name);
    browser.look(1280, 800, true);
    browser.screenshot("desk-" + name + "-dark");
    browser.look(390, 844, false);
    browser.screenshot("desk-" + name + "-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.look(1280, 800, false);
  }

  private static void until(Supplier<Boolean> holds) throws InterruptedException {
    long end = System.nanoTime() + SOON.toNanos();
    while (!holds.get()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      slack.state().await(() -> Optional.of(true).filter(t -> holds.get()), Duration.ofMillis(100));
    }
  }

  private static String read(String name) throws Exception {
    return Files.readString(Path.of("src/test/resources/desk/" + name));
  }
}
