package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.memory.Lesson;
import dev.spadework.task.Aside;
import dev.spadework.task.Learning;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonVerbsTest {
  @TempDir Path folder;
  private SlackTown town;
  private String task;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).approvers(BOB).requesterDecides(false).open();
    task = town.task().task();
    Lesson lesson =
        town.lessons()
            .propose(task, "acme/billing", "A.b :: x", "`A.b` failed & `C.java` mended it", "abc");
    town.journal.add(
        task, Optional.empty(), new Aside.LessonProposed(lesson.name(), lesson.text()));
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private Learning learning() {
    return town.journal.task(task).orElseThrow().asides().learning();
  }

  private void says(String user, String words, String answer) throws Exception {
    town.slack.command(user, CHANNEL, words);
    town.privately(user, answer);
  }

  @Test
  void whoMayDecideKeepsItInTheirOwnWords() throws Exception {
    says(ANN, "lesson l1 keep", "is up to");
    assertThat(learning().settled()).isEmpty();
    says(BOB, "lesson l1 Set the zone first", "Kept: l1");
    assertThat(learning().settled().orElseThrow())
        .isEqualTo(new Aside.LessonSettled("l1", BOB, true, "Set the zone first"));
    says(BOB, "forget l1", "Dropped: l1");
    assertThat(learning().settled().orElseThrow().kept()).isFalse();
  }

  @Test
  void memoryListsThemAndUnknownOnesGetALine() throws Exception {
    says(ANN, "memory acme/billing", "proposed, not used");
    says(ANN, "lesson l7 keep", "There is no lesson l7");
    says(ANN, "lesson", "/agent lesson l14 keep");
  }
}
