package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndexTest {
  private static final List<String> TASKS =
      List.of(
          "Invoice totals are rounded twice\n\nThe tax of parseInvoice is wrong since the export.",
          "Add tests for the customer export",
          "Customer tax",
          "word7 word11 readWord3 of the ledger",
          "README and docs of exportCustomer");

  private static final Map<String, List<Object>> FRESH = new HashMap<>();

  @TempDir private static Path dir;
  private static RandomHistory history;

  @BeforeAll
  static void grow() {
    history = RandomHistory.in(dir.resolve("repo"), new Random(42), 30);
  }

  @Test
  void afterEachCommitItSaysWhatAFreshOneSays() throws Exception {
    Index index = index("equal");
    Random random = new Random(7);
    for (String commit : history.commits()) {
      if (random.nextInt(4) == 0) {
        index.close();
        index = index("equal");
      }
      String at = random.nextInt(3) == 0 ? history.any(random) : commit;
      assertThat(answers(index, at)).as(at).isEqualTo(fresh(at));
    }
    index.close();
  }

  @Test
  void onlyWhatIsNewIsRead() throws Exception {
    String last = history.commits().get(history.commits().size() - 1);
    String before = history.commits().get(history.commits().size() - 2);
    try (Index index = index("new")) {
      OfCommit first = history.at(before);
      index.recall("acme/shop", first);
      assertThat(first.commits()).hasPositiveValue();
      OfCommit next = history.at(last);
      index.recall("acme/shop", next);
      assertThat(next.commits()).hasValueBetween(1, 5);
      assertThat(next.texts().get()).isBetween(0, 8);
    }
    try (Index index = index("new")) {
      OfCommit again = history.at(last);
      assertThat(answers(index.recall("acme/shop", again))).isEqualTo(fresh(last));
      assertThat(again.texts()).as("after a restart").hasValue(0);
      assertThat(again.commits()).hasValue(0);
    }
  }

  @Test
  void tasksThatComeTogetherReadEverythingOnce() throws Exception {
    String commit = history.commits().get(20);
    List<OfCommit> materials = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CountDownLatch go = new CountDownLatch(1);
    try (Index index = index("together")) {
      List<Future<List<Object>>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        OfCommit material = history.at(commit);
        materials.add(material);
        answers.add(
            threads.submit(
                () -> {
                  go.await();
                  return answers(index.recall("acme/shop", material));
                }));
      }
      go.countDown();
      for (Future<List<Object>> each : answers) {
        assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo(fresh(commit));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(materials).filteredOn(material -> material.texts().get() > 0).hasSize(1);
    assertThat(materials).filteredOn(material -> material.commits().get() > 0).hasSize(1);
  }

  @Test
  void aBrokenFileIsMadeAnew() throws Exception {
    String commit = history.commits().get(12);
    for (int round = 0; round < 8; round++) {
      try (Index index = index("broken")) {
        assertThat(answers(index, commit)).as("round " + round).isEqualTo(fresh(commit));
      }
      damage(dir.resolve("broken"), new Random(round), round);
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenOnlyCostsTime() throws Exception {
    Path file = Files.writeString(dir.resolve("file"), "no directory");
    try (Index index = Index.in(file, Clock.systemUTC())) {
      String commit = history.commits().get(3);
      assertThat(answers(index, commit)).isEqualTo(fresh(commit));
    }
  }

  @Test
  void aFileThatHasBecomeTooLargeIsMadeAnew() throws Exception {
    Path file = dir.resolve("large.db");
    IndexFile small = new IndexFile(Optional.of(file), Clock.systemUTC(), 40_000);
    Shelf shelf = new Shelf(small);
    for (String commit : history.commits()) {
      assertThat(answers(shelf.recall(history.at(commit)))).isEqualTo(fresh(commit));
    }
    shelf.close();
    assertThat(Files.size(file)).isLessThan(400_000);
  }

  @Test
  void itsFilesAreForTheirOwnerAlone() throws Exception {
    try (Index index = index("own")) {
      index.recall("acme/shop", history.at(history.any(new Random(1))));
    }
    assertThat(Files.getPosixFilePermissions(dir.resolve("own")))
        .allMatch(permission -> permission.name().startsWith("OWNER"));
  }

  private static Index index(String name) {
    return Index.in(dir.resolve(name), Clock.systemUTC());
  }

  private static List<Object> fresh(String commit) throws InterruptedException {
    List<Object> known = FRESH.get(commit);
    if (known == null) {
      try (Index index = Index.inMemory(Clock.systemUTC())) {
        known = answers(index, commit);
      }
      FRESH.put(commit, known);
    }
    return known;
  }

  private static List<Object> answers(Index index, String commit) throws InterruptedException {
    return answers(index.recall("acme/shop", history.at(commit)));
  }

  private static List<Object> answers(Recall recall) {
    List<Object> answers = new ArrayList<>();
    for (String task : TASKS) {
      answers.add(recall.rank(task));
      answers.add(recall.snippets(task, 700));
      answers.add(recall.fileTree(task, 200));
    }
    return answers;
  }

  /** What disks and crashes do: cut off, overwritten, gone. */
  private static void damage(Path home, Random random, int round) throws IOException {
    Path file;
    try (var all = Files.list(home)) {
      file = all.filter(each -> each.toString().endsWith(".db")).findFirst().orElseThrow();
    }
    byte[] bytes = Files.readAllBytes(file);
    switch (round % 4) {
      case 0 -> Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
      case 1 -> Files.writeString(file, "not a database, whatever it was before");
      case 2 -> Files.write(file, new byte[0]);
      default -> {
        for (int i = 0; i < 2_000; i++) {
          bytes[100 + random.nextInt(bytes.length - 100)] ^= (byte) (1 + random.nextInt(255));
        }
        Files.write(file, bytes);
      }
    }
  }
}
