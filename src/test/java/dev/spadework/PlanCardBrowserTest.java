package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A plan that waits for people: revised by a reply, approved, rejected, through the page. */
class PlanCardBrowserTest extends OnTryPage {
  private static final String WISH = "make invoice numbers unique per year";
  private static final String UNSURE = "I need a decision before I start";
  private static final String AGAIN = "This is version 2 of my plan";
  private static final String ANSWER = "the date's year, and show should take a year";

  @Test
  void aReplyRevisesThePlanAndTheNewVersionIsApproved() {
    page.ask(WISH + " plan:ask");
    browser.waitFor("#replies", UNSURE);
    assertThat(page.buttons(UNSURE)).contains("Approve", "Reject");
    page.pictures("gate-plan", UNSURE);

    page.reply(ANSWER);
    browser.waitFor("#replies", "Answered by @ann");
    assertThat(page.message(UNSURE)).contains(ANSWER, "Version 2 of the plan follows.");
    assertThat(page.buttons(UNSURE)).isEmpty();
    browser.waitFor("#replies", AGAIN);
    assertThat(page.message(AGAIN))
        .contains("What changed since version 1:", "+ added: 3. Let show take a year");
    page.pictures("gate-plan-second", AGAIN);

    page.press(AGAIN, "Approve");
    browser.waitFor("#replies", "Approved by @ann");
    assertThat(page.buttons(AGAIN)).doesNotContain("Approve", "Reject");
    browser.waitFor("#replies", "The pull request is ready");
    browser.waitFor("#replies", WISH + " — done");
    assertThat(browser.read("#replies")).doesNotContain("sandbox lost");
    page.pictures("gate-plan-approved", "Approved by @ann");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void approvedAsItIsTheAssumptionsHoldAndAReasonMayFollow() {
    page.ask(WISH);
    browser.waitFor("#replies", UNSURE);
    page.press(UNSURE, "Approve");
    browser.waitFor("#replies", "Approved by @ann");
    page.press(UNSURE, "Add a reason");
    browser.waitFor("#dialog", "Your reason");
    browser.type("Your reason", "the calendar year is what the tax office wants");
    browser.screenshot("gate-plan-reason");
    browser.click("#dialog", "Send");
    browser.waitFor("#replies", "\"the calendar year is what the tax office wants\"");
    browser.waitFor("#replies", "The pull request is ready");
    assertThat(page.buttons(UNSURE)).containsExactly("Change the reason");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void rejectedItEndsBeforeAnyWork() {
    page.ask(WISH);
    browser.waitFor("#replies", UNSURE);
    page.press(UNSURE, "Reject");
    browser.waitFor("#replies", "Rejected by @ann");
    browser.waitFor("#replies", WISH + " — rejected");
    assertThat(page.buttons(UNSURE)).doesNotContain("Approve", "Reject");
    page.pictures("gate-plan-rejected", "Nothing was pushed.");
    assertThat(browser.complaints()).isEmpty();
  }
}
