package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code serve} does not start without its secrets, and says all that is missing at once. */
class BlankSecretsTest {
  @TempDir Path dir;

  @Test
  void blankSecretsAreNamedTogetherAndNothingStarts() throws Exception {
    try (Outside world = new Outside(dir, request -> Answer.text("nothing"))) {
      world.environment("SLACK_SIGNING_SECRET", "  ").environment("SLACK_BOT_TOKEN", "");
      assertThat(world.startInVain()).isEqualTo(Main.USAGE);
      assertThat(world.logged().lines())
          .anyMatch(line -> line.matches(" *1\\. SLACK_BOT_TOKEN is not set or blank: .*"))
          .anyMatch(line -> line.matches(" *2\\. SLACK_SIGNING_SECRET is not set or blank: .*"));
      assertThat(world.logged()).doesNotContain("Exception", "\tat ");
      assertThat(dir.resolve("spadework.db")).doesNotExist();
    }
  }
}
