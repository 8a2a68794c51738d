package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.journal.Archive;
import dev.spadework.journal.Claim;
import dev.spadework.store.Store;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people ask about a task whose kept things were put away is answered as before. */
class ArchivedTest {
  private static final byte[] OUTPUT =
      "ok - tests/adds.sh\n".repeat(500).getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder).open();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private String ended() {
    Claim claim = town.task();
    String name = claim.task() + "/output-1";
    town.journal.blobs().put(claim.task(), name, OUTPUT);
    town.journal.fact(claim, new TaskEvent.BasePinned("main", "c0ffee", "7ree"));
    town.journal.fact(
        claim,
        new TaskEvent.ToolReturned(
            "call-1", "run_command", false, "500 ok", Optional.of(name), Optional.of(0), 20));
    town.journal.fact(claim, new TaskEvent.Cancelled(ANN));
    return claim.task();
  }

  private Message answer(String words, String id, List<Message> before) throws Exception {
    town.slack.command(ANN, CHANNEL, words);
    return town.await(
        m ->
            m.privateTo().filter(ANN::equals).isPresent()
                && m.says(id)
                && !m.says("is accepted")
                && before.stream().noneMatch(old -> old.ts().equals(m.ts())));
  }

  @Test
  void whyAndStatusSayTheSame() throws Exception {
    String id = ended();
    Message why = answer("why " + id + " all", id, List.of());
    Message status = answer("status " + id, id, List.of(why));
    assertThat(why.words()).contains("run_command");
    try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("spadework.db"))) {
      Archive.Round round = new Archive(store, town.journal, town.clock).round(Duration.ZERO);
      assertThat(round.blobs()).isEqualTo(1);
      assertThat(round.after()).isLessThan(round.before());
    }
    Message whyAgain = answer("why " + id + " all", id, List.of(why, status));
    assertThat(whyAgain.words()).isEqualTo(why.words());
    Message statusAgain = answer("status " + id, id, List.of(why, status, whyAgain));
    assertThat(statusAgain.words()).isEqualTo(status.words());
    assertThat(town.journal.blobs().get(id + "/output-1"))
        .hasValueSatisfying(bytes -> assertThat(bytes).isEqualTo(OUTPUT));
  }
}
