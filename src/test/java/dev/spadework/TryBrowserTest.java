package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Browser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code try} as a newcomer meets it: a page, three stories, nothing else. */
@Tag("browser")
class TryBrowserTest {
  private static final Duration PACE = Duration.ofMillis(300);
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final String LABEL = "What should I try, or what did I miss?";

  private Browser browser;
  private Trial trial;

  @BeforeEach
  void open(@TempDir Path profile) throws Exception {
    browser = Browser.start(profile, AT_MOST);
    World world = new World(Map.of(), Clock.systemUTC());
    trial = Trial.start(world, new Trial.Wishes(0, Optional.empty(), PACE));
    browser.open(URI.create(trial.url()));
  }

  @AfterEach
  void close() {
    if (trial != null) {
      trial.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void theFirstStoryGoesFromACommandToAPullRequestWithItsEvidence() {
    browser.waitFor("#banner", "scripted");
    browser.screenshot("try-start");
    browser.click("Add CSV export");
    Instant asked = Instant.now();
    browser.click("Send");
    browser.waitFor("#replies", "— step ");
    browser.screenshot("try-midway");
    browser.waitFor("#replies", "The pull request is ready: acme/invoices#1");
    assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_MOST);
    browser.waitFor("#replies", "add CSV export to invoices — done");
    assertThat(browser.read("#replies"))
        .contains("Tests: 21 passed before, 27 passed after (6 new) on exactly this tree");
    browser.screenshot("try-outcome");
    browser.look(720, 1140, false);
    browser.screenshot("try-thread");
    onPhone("try-outcome-phone");
    browser.look(1280, 800, true);
    browser.screenshot("try-outcome-dark");
    browser.look(1280, 800, false);
    assertThat(browser.complaints()).isEmpty();

    browser.follow("#replies", "Open pull request");
    browser.waitFor("Add CSV export to the list of invoices #1");
    assertThat(browser.read("body"))
        .contains("before", "21 passed", "after", "27 passed", "Verdict: passed")
        .containsPattern("The tree that was tested is the tree that was pushed: [0-9a-f]{40}")
        .contains("+  void theFirstLineNamesTheColumns() {");
    browser.screenshot("try-pull");
    browser.run("document.querySelector('details.file').scrollIntoView()");
    browser.screenshot("try-pull-diff");
    onPhone("try-pull-phone");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theSecondStoryIsRedTwiceAndAHintFromAPersonMendsIt() {
    browser.click("Round totals");
    browser.click("Send");
    browser.waitFor("#replies", "The tests failed a second time");
    browser.waitFor("#replies", "waiting for a person");
    for (String choice :
        List.of("Retry with a hint", "Open as draft anyway", "Change the plan", "Stop")) {
      assertThat(browser.read("#replies")).contains(choice);
    }
    browser.screenshot("try-tests-card");
    onPhone("try-tests-card-phone");
    browser.look(1280, 800, true);
    browser.screenshot("try-tests-card-dark");
    browser.look(1280, 800, false);

    browser.click("#replies", "Retry with a hint");
    browser.waitFor("#dialog", LABEL);
    browser.screenshot("try-hint");
    browser.type(LABEL, "round net and gross once, and let tax be the difference");
    browser.click("#dialog", "Send");
    browser.waitFor("#replies", "Retry with a hint, asked for by @ann");
    browser.screenshot("try-decided");
    browser.waitFor("#replies", "The pull request is ready");
    browser.waitFor("#replies", "round totals to cents — done");
    browser.screenshot("try-after-the-hint");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theThirdStoryIsUnsureAndAnAnswerMakesItsPlanAgain() {
    browser.click("Numbers per year");
    browser.click("Send");
    browser.waitFor("#replies", "Which one should show 1001 show");
    browser.screenshot("try-uncertain");
    onPhone("try-uncertain-phone");
    browser.look(1280, 800, true);
    browser.screenshot("try-uncertain-dark");
    browser.look(1280, 800, false);
    browser.type("Reply in the thread", "the date's year, and show should take a year");
    browser.enter("Reply in the thread");
    browser.waitFor("#replies", "Answered by @ann");
    browser.waitFor("#replies", "The pull request is ready");
    browser.waitFor("#replies", "make invoice numbers unique per year — done");
    assertThat(browser.read("#replies"))
        .contains("Tests: 21 passed before, 23 passed after (2 new)");
    browser.screenshot("try-after-the-answer");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aReplyWhileItWorksAddsAColumn() {
    browser.click("Add CSV export");
    browser.click("Send");
    browser.waitFor("#replies", "— step ");
    browser.type("Reply in the thread", "please add the city as well");
    browser.enter("Reply in the thread");
    browser.waitFor("#replies", "The pull request is ready");
    browser.follow("#replies", "Open pull request");
    browser.waitFor("Add CSV export to the list of invoices #1");
    assertThat(browser.read("body")).contains("invoice.customer().city()");
  }

  /** Nothing may be wider than the screen; the newest message is what a person sees. */
  private void onPhone(String name) {
    browser.look(390, 844, false);
    browser.run(
        "const r = document.getElementById('replies'); if (r) r.scrollTop = r.scrollHeight");
    browser.screenshot(name);
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.look(1280, 800, false);
  }
}
