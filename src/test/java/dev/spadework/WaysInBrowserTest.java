package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Browser;
import java.net.URI;
import java.nio.file.Files;
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

/** Tasks that are not typed as a command: through the form and through a message's menu. */
@Tag("browser")
class WaysInBrowserTest {
  private static final Duration AT_MOST = Duration.ofSeconds(90);
  private static final String WHAT = "What is to be done";
  private static final String BUDGET = "Budget in US dollars";

  private static Browser browser;
  private static Staged world;

  @BeforeAll
  static void open(@TempDir Path profile, @TempDir Path dir) throws Exception {
    browser = Browser.start(profile, AT_MOST);
    world = new Staged(dir, Duration.ofMillis(100), Map.of());
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
  }

  @Test
  void theFormKeepsItsDraftWhenTheBudgetIsWrongAndThenBecomesATask() {
    browser.type("Message or /agent command", "/agent");
    browser.click("#compose", "Send");
    browser.waitFor("#dialog", "Give me a task");
    browser.type(WHAT, "add CSV export to invoices\n\nfor the people in accounting");
    browser.type(BUDGET, "a few cents");
    looked("form");
    browser.click("#dialog", "Start");
    browser.waitFor("#dialog", "a few cents is no sum of US dollars. Write it like 0.50.");
    assertThat(browser.run("return document.activeElement.getAttribute('aria-invalid')"))
        .isEqualTo("true");
    assertThat(value(WHAT)).isEqualTo("add CSV export to invoices\n\nfor the people in accounting");
    assertThat(value(BUDGET)).isEqualTo("a few cents");
    looked("form-error");

    browser.type(BUDGET, "0.80");
    browser.click("#dialog", "Start");
    browser.waitFor("#messages", "up to $0.80");
    assertThat(browser.run("return document.getElementById('dialog').open")).isEqualTo(false);
    assertThat(browser.read("#messages")).contains("for the people in accounting");
    browser.waitFor("#replies", "The pull request is ready");
    browser.screenshot("ways-form-done");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aMessageWithItsLogIsGivenOverFromItsMenu() throws Exception {
    Path log =
        Files.writeString(
            Path.of("target", "import.log"),
            """
            09:14:02 INFO  reading customers.csv
            09:14:03 ERROR row 17: a comma in "Weber, Ann" moved the columns
            java.lang.IllegalArgumentException: 7 columns, 6 expected
            \tat invoices.text.InvoiceTable.row(InvoiceTable.java:12)
            """);
    browser.attach("Attach a file", log);
    browser.waitFor("#composefiles", "import.log");
    browser.type(
        "Message or /agent command",
        "we need to add CSV export to invoices, by hand it goes wrong");
    browser.click("#compose", "Send");
    browser.waitFor("#messages", "by hand it goes wrong");
    String said = "[data-ts='" + written() + "']";
    browser.click(said, "More");
    browser.click("[role=menu]", shortcut());
    browser.waitFor("#dialog", "Taken in with it: import.log");
    assertThat(value(WHAT))
        .isEqualTo("we need to add CSV export to invoices, by hand it goes wrong");
    looked("shortcut-form");
    browser.click("#dialog", "Start");

    browser.waitFor("#messages " + said + " .replies", "repl");
    browser.run("document.querySelector(\"#messages " + said + " .replies\").click()");
    browser.waitFor("#replies", "with import.log");
    assertThat(browser.read("#replies"))
        .containsPattern("with import\\.log, " + Files.size(log) + " characters");
    browser.waitFor("#replies", "The pull request is ready");
    looked("shortcut-done");
    List<String> shown =
        world.model.seen().stream()
            .map(seen -> seen.json().path("contents").path(0).toString())
            .filter(text -> text.contains("7 columns, 6 expected"))
            .toList();
    assertThat(shown).isNotEmpty();
    assertThat(shown.get(0)).containsPattern("import\\.log.*```.*7 columns, 6 expected.*```");
    assertThat(browser.complaints()).isEmpty();
  }

  /** What the manifest calls it, so that the page says what Slack says. */
  private static String shortcut() throws Exception {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(Path.of("manifest.json").toFile())
        .at("/features/shortcuts/0/name")
        .asText();
  }

  private static String written() {
    return world.slack.messages(dev.spadework.desk.SlackStandIn.CHANNEL).stream()
        .filter(message -> message.text().contains("by hand it goes wrong"))
        .findFirst()
        .orElseThrow()
        .ts();
  }

  private static Object value(String label) {
    return browser.run(
        "return [...document.querySelectorAll('#dialog .field')].find(f =>"
            + " f.querySelector('.label').textContent.startsWith('"
            + label
            + "')).querySelector('input, textarea').value");
  }

  private static void looked(String name) {
    browser.screenshot("ways-" + name);
    browser.look(390, 844, false);
    browser.screenshot("ways-" + name + "-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.look(1280, 800, false);
  }
}
