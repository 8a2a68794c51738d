package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium that is used as a person would: by the names that controls have for a screen
 * reader, never by their place in the page. Everything waits until it can be done.
 */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String PRESSABLE = "button, a, summary, [role=button]";
  private static final String FILLABLE = "input, textarea, select";

  private final ChromeDriver driver;
  private final Duration patience;

  private Browser(ChromeDriver driver, Duration patience) {
    this.driver = driver;
    this.patience = patience;
  }

  /**
   * Starts it. Without Chromium the test is skipped and says so; where {@code CI=true} it fails.
   *
   * @param patience how long each step may wait
   * @param profile an empty directory
   */
  public static Browser start(Path profile, Duration patience) {
    boolean there = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    String reason = "needs " + CHROMIUM + " and " + DRIVER + " (chromium, chromium-driver)";
    if ("true".equals(System.getenv("CI"))) {
      assertThat(there).as(reason).isTrue();
    }
    if (!there) {
      System.err.println("Skipped, " + reason);
    }
    Assumptions.assumeTrue(there, reason);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .usingAnyFreePort()
            .build();
    Browser browser = new Browser(new ChromeDriver(service, options), patience);
    browser.look(1280, 800, false);
    return browser;
  }

  /** The size of the window in CSS pixels, and whether the person prefers dark. */
  public void look(int width, int height, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  public void open(URI address) {
    driver.get(address.toString());
  }

  public URI address() {
    return URI.create(driver.getCurrentUrl());
  }

  /** Presses the visible control with this name, or whose name starts with it. */
  public void click(String name) {
    click("body", name);
  }

  /** The same within the part of the page that the selector finds. */
  public void click(String inside, String name) {
    until(
        "press " + name + " in " + inside,
        () -> {
          named(inside, PRESSABLE, name).click();
          return true;
        });
  }

  /** Follows the link with this name in the same window. */
  public void follow(String inside, String name) {
    until(
        "follow " + name,
        () -> {
          String target = named(inside, PRESSABLE, name).getAttribute("href");
          driver.get(target);
          return true;
        });
  }

  /** Types into the field with this label, in place of what is there. */
  public void type(String label, String text) {
    until(
        "type into " + label,
        () -> {
          WebElement field = named("body", FILLABLE, label);
          field.clear();
          field.sendKeys(text);
          return true;
        });
  }

  /** Presses Enter in the field with this label. */
  public void enter(String label) {
    until(
        "press Enter in " + label,
        () -> {
          named("body", FILLABLE, label).sendKeys(Keys.ENTER);
          return true;
        });
  }

  /** Chooses an option by what it says. */
  public void choose(String label, String option) {
    until(
        "choose " + option + " in " + label,
        () -> {
          new Select(named("body", FILLABLE, label)).selectByVisibleText(option);
          return true;
        });
  }

  /** Ticks the box, or chooses the radio button, with this label. */
  public void tick(String label) {
    until(
        "tick " + label,
        () -> {
          named("body", FILLABLE, label).click();
          return true;
        });
  }

  /** Attaches a file to the field with this label. */
  public void attach(String label, Path file) {
    until(
        "attach to " + label,
        () -> {
          driver
              .findElement(By.cssSelector("input[type=file][aria-label='" + label + "']"))
              .sendKeys(file.toAbsolutePath().toString());
          return true;
        });
  }

  /** Types where the focus is; Selenium's codes for keys without a sign. */
  public void keys(String keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** The name, for a screen reader, of what has the focus. */
  public String focused() {
    // What has the focus may be drawn anew between the two questions.
    AtomicReference<String> name = new AtomicReference<>("");
    until(
        "read the focus",
        () -> {
          name.set(driver.switchTo().activeElement().getAccessibleName());
          return true;
        });
    return name.get();
  }

  /** Waits until the text can be read anywhere. */
  public void waitFor(String text) {
    waitFor("body", text);
  }

  /** Waits until the text can be read in the part that the selector finds. */
  public void waitFor(String inside, String text) {
    until("read \"" + text + "\" in " + inside, () -> read(inside).contains(text));
  }

  /** What can be read in the part that the selector finds. */
  public String read(String inside) {
    return driver.findElement(By.cssSelector(inside)).getText();
  }

  /** Runs JavaScript and answers with its result. */
  public Object run(String script) {
    return driver.executeScript(script);
  }

  /** What the page complained of since it was opened, broken policies among it. */
  public List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream()
        .map(Object::toString)
        .collect(Collectors.toList());
  }

  /** Keeps a picture under {@code target/screenshots}. */
  public Path screenshot(String name) {
    try {
      // What was scrolled just now is painted with the next frame only.
      driver.executeAsyncScript(
          "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))");
      Path file = Path.of("target", "screenshots", name + ".png");
      Files.createDirectories(file.getParent());
      return Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private WebElement named(String inside, String kind, String name) {
    WebElement best = null;
    for (WebElement element :
        driver.findElement(By.cssSelector(inside)).findElements(By.cssSelector(kind))) {
      String own = element.isDisplayed() ? element.getAccessibleName() : "";
      if (own.equals(name)) {
        return element;
      }
      if (best == null && own.startsWith(name)) {
        best = element;
      }
    }
    if (best == null) {
      throw new NoSuchElementException("nothing visible is named " + name);
    }
    return best;
  }

  private void until(String what, java.util.function.BooleanSupplier done) {
    try {
      new WebDriverWait(driver, patience, Duration.ofMillis(100))
          .ignoring(StaleElementReferenceException.class)
          .ignoring(NoSuchElementException.class)
          .ignoring(org.openqa.selenium.ElementNotInteractableException.class)
          .until(d -> done.getAsBoolean());
    } catch (org.openqa.selenium.TimeoutException e) {
      Path picture = screenshot("stuck");
      throw new AssertionError("could not " + what + ", see " + picture + "\n" + read("body"), e);
    }
  }
}
