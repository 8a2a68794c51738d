package dev.spadework;

import dev.spadework.desk.Browser;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Tests on the page of {@code try}, whose model answers at once: one page for those of a class. */
@Tag("browser")
abstract class OnTryPage {
  static TryPage page;
  static Browser browser;

  @BeforeAll
  static void start(@TempDir Path profile) throws Exception {
    page = TryPage.start(profile, Duration.ZERO);
    browser = page.browser();
  }

  @AfterAll
  static void stop() {
    if (page != null) {
      page.close();
      page = null;
    }
  }
}
