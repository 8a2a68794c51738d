package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Delivered;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
  @TempDir Path folder;

  @Test
  void warmingUpLeavesNoTrace() throws Exception {
    try (SlackTown town = new SlackTown(folder).open()) {
      assertThat(town.journal.follower("test").next(10)).isEmpty();
      assertThat(town.slack.calls("chat.postEphemeral")).isEmpty();
      Delivered help = town.slack.command(SlackTown.ANN, SlackTown.CHANNEL, "help");
      assertThat(help.acknowledged()).isTrue();
    }
  }

  @Test
  @Tag("bench")
  void theFirstRequestInMilliseconds() throws Exception {
    boolean warm = !Boolean.getBoolean("cold");
    try (SlackTown town = new SlackTown(folder)) {
      if (warm) {
        town.open();
      } else {
        town.openClosed();
      }
      // Who sends and who is asked are in this process too, and are to be in use already.
      town.slack.bot(java.net.URI.create(town.settings().apiUrl() + "api.test"));
      for (int i = 0; i < 20; i++) {
        town.slack.command(SlackTown.ANN, SlackTown.CHANNEL, "to nobody " + i);
      }
      town.slack.bot(town.events());
      StringBuilder figures = new StringBuilder(warm ? "warmed up:" : "cold:");
      for (int i = 0; i < 5; i++) {
        Delivered asked =
            town.slack.command(SlackTown.ANN, SlackTown.CHANNEL, "add CSV export to list " + i);
        assertThat(asked.acknowledged()).isTrue();
        figures.append(' ').append(asked.took().toMillis()).append(" ms");
      }
      Figures.note("warm-up", figures.toString());
    }
  }
}
