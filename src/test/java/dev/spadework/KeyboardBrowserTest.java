package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** A story without a mouse: letters for places, Tab and Enter for everything else. */
class KeyboardBrowserTest extends OnTryPage {
  private static final int MOST_TABS = 40;
  private static final String RED = "The tests failed a second time";

  @Test
  void aStoryThatAsksIsDrivenFromTheKeyboardAlone() {
    page.open();
    press(Keys.TAB);
    assertThat(browser.focused()).isEqualTo("Skip to the message box");
    press(Keys.ENTER);
    press("/ag");
    browser.waitFor(".offers", "/agent");
    press(Keys.ENTER);
    press("round totals to cents plan:ask");
    press(Keys.ENTER);
    browser.waitFor("#replies", "This is my plan. I start once it is approved.");

    tabTo("Approve");
    browser.screenshot("keyboard-approve");
    press(Keys.ENTER);
    browser.waitFor("#replies", "Approved by @ann");
    browser.waitFor("#replies", RED);

    tabTo("Retry with a hint");
    press(Keys.SPACE);
    browser.waitFor("#dialog", "What should I try, or what did I miss?");
    press(Keys.ESCAPE);
    page.until("the dialog is closed", () -> browser.read("#dialog").isEmpty());
    assertThat(browser.focused()).isEqualTo("Retry with a hint");
    press(Keys.ENTER);
    browser.waitFor("#dialog", "What should I try, or what did I miss?");
    press("let tax be the difference");
    tabTo("Send");
    browser.screenshot("keyboard-dialog");
    press(Keys.ENTER);
    browser.waitFor("#replies", "Retry with a hint, asked for by @ann");
    browser.waitFor("#replies", "The pull request is ready");

    tabTo("Open pull request");
    browser.screenshot("keyboard-outcome");
    press(Keys.ESCAPE);
    page.until("the thread is closed", () -> browser.read("#thread").isEmpty());
    assertThat(browser.focused()).contains("replies");
    press("?");
    browser.waitFor("#help", "goes to the message box");
    press(Keys.ESCAPE);
    press("c");
    page.until("the message box has the focus", () -> browser.focused().startsWith("Message"));
    press("/agent status");
    press(Keys.ENTER);
    browser.waitFor("#messages", "No task is open.");
    assertThat(browser.complaints()).isEmpty();
  }

  private static void press(CharSequence keys) {
    browser.keys(keys.toString());
  }

  /** Presses Tab until the control of this name has the focus, as a person would. */
  private static void tabTo(String name) {
    StringBuilder met = new StringBuilder();
    for (int i = 0; i < MOST_TABS; i++) {
      if (browser.focused().startsWith(name)) {
        return;
      }
      press(Keys.TAB);
      met.append(browser.focused()).append(" | ");
    }
    throw new AssertionError("no " + name + " among " + met);
  }
}
