package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The card at the end of a budget: more money, or an end, through the page. */
class MoneyCardBrowserTest extends OnTryPage {
  private static final String LIMIT = "The next call could pass this task's $0.14";
  private static final String WISH =
      "add CSV export to invoices model:gemini:scripted-priced budget:0.14";

  @Test
  void continuedItGoesOnToAPullRequestThatSaysWhatItCost() {
    page.ask(WISH);
    browser.waitFor("#replies", LIMIT);
    assertThat(page.buttons(LIMIT)).hasSize(2).contains("Stop").anyMatch(this::offersMoney);
    page.pictures("gate-money", LIMIT);
    page.press(LIMIT, "Continue with +$");
    browser.waitFor("#replies", "Continued by @ann");
    browser.waitFor("#replies", "The pull request is ready");
    assertThat(page.buttons(LIMIT)).noneMatch(this::offersMoney).doesNotContain("Stop");
    assertThat(page.message("The pull request is ready")).containsPattern("\\$0\\.\\d\\d");
    assertThat(browser.read("#replies")).doesNotContain("sandbox lost");
    page.pictures("gate-money-continued", LIMIT);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void stoppedItSaysWhatWasUsedAndNothingIsPushed() {
    page.ask(WISH);
    browser.waitFor("#replies", LIMIT);
    page.press(LIMIT, "Stop");
    browser.waitFor("#replies", "Stopped by @ann.");
    browser.waitFor("#replies", "— stopped");
    assertThat(page.buttons(LIMIT)).noneMatch(this::offersMoney).doesNotContain("Stop");
    assertThat(page.message("Stopped by @ann.")).contains("Nothing was pushed.");
    page.pictures("gate-money-stopped", "Stopped by @ann.");
    assertThat(browser.complaints()).isEmpty();
  }

  private boolean offersMoney(String button) {
    return button.matches("Continue with \\+\\$\\d+\\.\\d\\d");
  }
}
