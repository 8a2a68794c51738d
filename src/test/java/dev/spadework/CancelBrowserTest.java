package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Cancel, wherever a task happens to be, through the page. */
class CancelBrowserTest extends OnTryPage {
  private static final String STOPPED = "Stopped by @ann.";
  private static final String SLOW = "add CSV export to invoices with a slow model";
  private static final String UNSURE = "I need a decision before I start";

  /** How long the processes of a command may outlive the press. */
  private static final Duration GONE = Duration.ofSeconds(5);

  @Test
  void whileAModelCallIsOut() {
    page.ask(SLOW);
    browser.waitFor("#replies", "1 of 40 calls");
    cancelled(SLOW);
    assertThat(page.message(STOPPED)).contains("Nothing was pushed.");
    page.pictures("cancel-model", STOPPED);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whileACommandRunsAndItsProcessesAreGoneWithinFiveSeconds() {
    String wish = "add CSV export to invoices with a slow command";
    String task = page.ask(wish);
    browser.waitFor("#replies", "running sleep 600");
    AtomicReference<Sleepers> sleepers = new AtomicReference<>();
    page.until("the command runs", () -> sleepers(task).map(s -> set(sleepers, s)).isPresent());
    page.pictures("cancel-command-before", "running sleep 600");

    browser.click("#replies", "Cancel");
    long pressed = System.nanoTime();
    page.until("the processes are gone", () -> !sleepers.get().live());
    assertThat(Duration.ofNanos(System.nanoTime() - pressed))
        .as(sleepers.toString())
        .isLessThan(GONE);
    ended(wish);
    assertThat(sleepers(task)).isEmpty();
    page.pictures("cancel-command", STOPPED);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whileItIsQueued() {
    String first = page.ask(SLOW);
    browser.waitFor("#replies", "1 of 40 calls");
    String second = page.ask(SLOW);
    browser.waitFor("#replies", "1 of 40 calls");
    String wish = "round totals to cents";
    page.ask(wish);
    browser.waitFor("#replies", wish + " — in the queue");
    page.pictures("cancel-queued-before", "in the queue");
    cancelled(wish);
    assertThat(page.message(STOPPED)).contains("Nothing was pushed.", "Nothing was spent.");
    page.pictures("cancel-queued", STOPPED);

    for (String task : new String[] {first, second}) {
      page.command("cancel " + task);
      browser.waitFor("#messages", "Task " + task + " is stopped.");
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whileItWaitsForAPerson() {
    String wish = "make invoice numbers unique per year";
    page.ask(wish);
    browser.waitFor("#replies", UNSURE);
    cancelled(wish);
    browser.waitFor("#replies", "Not decided: @ann stopped the task first");
    assertThat(page.buttons(UNSURE)).isEmpty();
    page.pictures("cancel-gate", UNSURE);
    assertThat(browser.complaints()).isEmpty();
  }

  private static void cancelled(String wish) {
    browser.click("#replies", "Cancel");
    ended(wish);
  }

  /** The card says that it stopped and has no button left; the last message says who did it. */
  private static void ended(String wish) {
    String card = wish + " — stopped";
    browser.waitFor("#replies", STOPPED);
    browser.waitFor("#replies", card);
    assertThat(page.buttons(card)).isEmpty();
  }

  private static Optional<Sleepers> sleepers(String task) {
    return Sleepers.of(task, page.commands().contains("Docker containers"));
  }

  private static Sleepers set(AtomicReference<Sleepers> reference, Sleepers sleepers) {
    reference.set(sleepers);
    return sleepers;
  }
}
