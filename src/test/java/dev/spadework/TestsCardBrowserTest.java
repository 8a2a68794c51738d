package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The card of tests that stay red, with each of its four choices, through the page. */
class TestsCardBrowserTest extends OnTryPage {
  private static final String RED = "The tests failed a second time";
  private static final String WISH = "round totals to cents";
  private static final String HINT = "round net and gross once, and let tax be the difference";

  @Test
  void aHintLeadsToAPullRequest() {
    stuck();
    page.pictures("gate-tests", RED);
    page.press(RED, "Retry with a hint");
    browser.waitFor("#dialog", "What should I try, or what did I miss?");
    browser.type("What should I try, or what did I miss?", HINT);
    browser.click("#dialog", "Send");
    browser.waitFor("#replies", "Retry with a hint, asked for by @ann");
    browser.waitFor("#replies", "The pull request is ready");
    assertThat(page.message(RED)).contains(HINT);
    assertThat(page.buttons(RED)).isEmpty();
    assertThat(page.buttons("The pull request is ready")).contains("Open pull request");
    page.pictures("gate-tests-hint", RED);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aDraftIsOpenedAndSaysThatItsTestsAreRed() {
    stuck();
    page.press(RED, "Open as draft anyway");
    browser.waitFor("#replies", "Open as draft anyway, asked for by @ann");
    browser.waitFor("#replies", "A draft is open");
    assertThat(page.message("A draft is open")).contains("failed");
    assertThat(page.buttons(RED)).doesNotContain("Open as draft anyway", "Stop");
    page.pictures("gate-tests-draft", "A draft is open");
    browser.follow("#replies", "Open pull request");
    browser.waitFor("Verdict: failed");
    assertThat(browser.read("body"))
        .contains("Draft", "A person asked for this draft", "may miss gross by a cent");
    browser.screenshot("gate-tests-draft-pull");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void anotherPlanIsMadeShownAndFollowed() {
    stuck();
    page.press(RED, "Change the plan");
    browser.waitFor("#dialog", "How should the plan change?");
    browser.type("How should the plan change?", "compute tax as gross minus net");
    browser.screenshot("gate-tests-change-dialog");
    browser.click("#dialog", "Send");
    browser.waitFor("#replies", "Change of plan asked for by @ann");
    browser.waitFor("#replies", "Plan, version 2.");
    browser.waitFor("#replies", "The pull request is ready");
    assertThat(page.message(RED))
        .contains("compute tax as gross minus net")
        .contains("Version 2 of the plan follows.");
    assertThat(page.buttons(RED)).isEmpty();
    page.pictures("gate-tests-change", "Plan, version 2.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void aStopEndsTheTaskAndNothingIsPushed() {
    stuck();
    page.press(RED, "Stop");
    browser.waitFor("#replies", "Stopped by @ann.");
    browser.waitFor("#replies", WISH + " — stopped");
    assertThat(page.message("Stopped by @ann.")).contains("Nothing was pushed.");
    assertThat(page.buttons(RED)).doesNotContain("Stop", "Retry with a hint");
    assertThat(page.buttons("— stopped")).isEmpty();
    page.pictures("gate-tests-stop", "Stopped by @ann.");
    assertThat(browser.complaints()).isEmpty();
  }

  private static void stuck() {
    page.ask(WISH);
    browser.waitFor("#replies", RED);
    assertThat(page.buttons(RED))
        .containsExactly("Retry with a hint", "Open as draft anyway", "Change the plan", "Stop");
  }
}
