package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Browser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A running {@code try} with a browser on its page, shared by the tests of a class: each asks for a
 * task of its own and looks at that task's thread.
 */
final class TryPage implements AutoCloseable {
  private static final Duration AT_MOST = Duration.ofSeconds(60);
  private static final Pattern TASK = Pattern.compile("t-[a-z0-9]{8}");

  /** The message of the thread that says something; the last one if several do. */
  private static final String SAYING =
      "const all = [...document.querySelectorAll('#replies article')]"
          + ".filter(a => a.innerText.includes(%s)); const a = all[all.length - 1];";

  private final Browser browser;
  private final Trial trial;

  private TryPage(Browser browser, Trial trial) {
    this.browser = browser;
    this.trial = trial;
  }

  /**
   * Starts both.
   *
   * @param pace how long each answer of the model takes
   */
  static TryPage start(Path profile, Duration pace) throws Exception {
    Browser browser = Browser.start(profile, AT_MOST);
    try {
      World world = new World(Map.of(), Clock.systemUTC());
      return new TryPage(browser, Trial.start(world, new Trial.Wishes(0, Optional.empty(), pace)));
    } catch (Exception e) {
      browser.close();
      throw e;
    }
  }

  Browser browser() {
    return browser;
  }

  /** Where commands run, as the page says it. */
  String commands() {
    return trial.commands();
  }

  /** Opens the page anew, as Ann. */
  void open() {
    browser.look(1280, 800, false);
    browser.open(URI.create(trial.url()));
    browser.waitFor("#banner", "scripted");
  }

  /** Asks for a task on a fresh page; its thread opens. The answer is the task's id. */
  String ask(String wish) {
    open();
    browser.type("Message", "/agent " + wish);
    browser.enter("Message");
    browser.waitFor("#replies", "task t-");
    Matcher task = TASK.matcher(browser.read("#replies"));
    assertThat(task.find()).isTrue();
    browser.waitFor("#replies", "Cancel");
    return task.group();
  }

  /** Sends a command from the channel without leaving the thread. */
  void command(String text) {
    browser.type("Message", "/agent " + text);
    browser.enter("Message");
  }

  /** Answers in the open thread. */
  void reply(String text) {
    browser.type("Reply in the thread", text);
    browser.enter("Reply in the thread");
  }

  /** Presses a button of the message in the thread that says this. */
  void press(String saying, String button) {
    browser.waitFor("#replies", saying);
    Object ts = browser.run(SAYING.formatted(quoted(saying)) + "return a.dataset.ts");
    browser.click("#replies [data-ts='" + ts + "']", button);
  }

  /** The names of the buttons of the message in the thread that says this. */
  @SuppressWarnings("unchecked") // JavaScript answers with a list of texts
  List<String> buttons(String saying) {
    return (List<String>)
        browser.run(
            SAYING.formatted(quoted(saying))
                + "return a ? [...a.querySelectorAll('.actions button, .actions a')]"
                + ".map(b => b.innerText) : ['no such message']");
  }

  /** What the message in the thread that says this says besides. */
  String message(String saying) {
    return String.valueOf(
        browser.run(SAYING.formatted(quoted(saying)) + "return a ? a.innerText : ''"));
  }

  /** Waits for what no text on the page tells. */
  void until(String what, BooleanSupplier holds) {
    long end = System.nanoTime() + AT_MOST.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + "\n" + browser.read("body")).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** Pictures of a message in the thread: light, dark, and as wide as a phone. */
  void pictures(String name, String saying) {
    show(saying);
    browser.screenshot(name);
    browser.look(1280, 800, true);
    show(saying);
    browser.screenshot(name + "-dark");
    browser.look(390, 844, false);
    show(saying);
    browser.screenshot(name + "-phone");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo(390L);
    browser.look(1280, 800, false);
    show(saying);
  }

  private void show(String saying) {
    browser.run(SAYING.formatted(quoted(saying)) + "if (a) a.scrollIntoView({block: 'nearest'})");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  @Override
  public void close() {
    trial.close();
    browser.close();
  }
}
