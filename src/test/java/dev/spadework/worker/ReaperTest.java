package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of which tasks stays on a machine. */
class ReaperTest {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @TempDir private Path dir;

  private static Request request() {
    return Request.of("add it", "acme/billing", 1_000_000, "U0ANN", "C0ENG").make();
  }

  private Claim claimed(Journal journal, String worker) throws IOException {
    journal.open("k" + worker, request());
    Claim claim = journal.claim(worker, LEASE).orElseThrow();
    leaves(claim.task());
    return claim;
  }

  private void leaves(String task) throws IOException {
    Files.createDirectories(dir.resolve("homes").resolve(task));
    Files.createDirectories(dir.resolve("data/trees").resolve(task));
  }

  private TreeSet<String> left(String place) throws IOException {
    try (Stream<Path> all = Files.list(dir.resolve(place))) {
      TreeSet<String> names = new TreeSet<>();
      all.forEach(path -> names.add(path.getFileName().toString()));
      return names;
    }
  }

  @Test
  void whatAWorkerOfAnotherMachineTookOverGoesAndWhatIsOursStays() throws Exception {
    Redactor redactor = Redactor.of(List.of());
    try (Store store = Store.open(DatabaseKind.SQLITE.url(dir));
        WorkerName dead = WorkerName.take(dir.resolve("data"), "worker");
        WorkerName beside = WorkerName.take(dir.resolve("data"), "worker");
        WorkerName other = WorkerName.take(dir.resolve("other"), "worker");
        Sandboxes sandboxes = Sandboxes.unconfined(dir.resolve("homes"));
        Workspace workspace = Workspace.at(dir.resolve("data"), redactor)) {
      Journal journal = new Journal(store, Clock.systemUTC(), redactor);
      String moved = claimed(journal, dead.name()).task();
      String kept = claimed(journal, beside.name()).task();
      journal.releaseAll(dead.name());
      assertThat(journal.claim(other.name(), LEASE)).map(Claim::task).contains(moved);
      String ended = claimed(journal, beside.name() + "0").task();
      journal.add(ended, Optional.empty(), new TaskEvent.Cancelled("U0ANN"));
      String unclaimed = journal.open("k", request()).task();
      leaves(unclaimed);
      Reaper reaper = new Reaper(Clock.systemUTC(), journal, sandboxes, workspace, beside);
      assertThat(reaper.concerns(other.name())).isTrue();
      assertThat(reaper.concerns(dead.name())).isFalse();
      reaper.run();
      assertThat(left("homes")).containsExactlyInAnyOrder(kept, unclaimed);
      assertThat(left("data/trees")).containsExactlyInAnyOrder(kept, unclaimed);
    }
  }
}
