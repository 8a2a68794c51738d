package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The evidence of a playbook on the page of {@code try}: in the thread and in the pull request. */
class ProofBrowserTest extends OnTryPage {
  private static final String RED = "The tests failed a second time";

  @Test
  void aBugIsShownRedAndGreenInTheThreadAndInThePullRequest() {
    page.ask("round totals to cents, 0.005 is shown instead of 0.01");
    browser.waitFor("#replies", RED);
    assertThat(browser.read("#replies")).contains("I take it for bug.");
    browser.screenshot("proof-guess");
    page.press(RED, "Retry with a hint");
    browser.type("What should I try, or what did I miss?", "let tax be the difference");
    browser.click("#dialog", "Send");
    browser.waitFor("#replies", "The pull request is ready");
    assertThat(page.message("The pull request is ready"))
        .contains("Proof (bug): shown by code.")
        .contains("red on the base");
    page.pictures("proof-outcome", "The pull request is ready");
    browser.follow("#replies", "Open pull request");
    browser.waitFor("Proof (bug): shown by code.");
    assertThat(browser.read("body"))
        .contains("green after (tree ")
        .contains("All 3 changed files are in the plan.")
        .contains("Retry with a hint");
    browser.run(
        "[...document.querySelectorAll('h1,h2,h3,h4,h5')].find(h => h.textContent.trim() == 'Proof').scrollIntoView()");
    browser.screenshot("proof-pull");
    assertThat(browser.complaints()).isEmpty();
  }
}
