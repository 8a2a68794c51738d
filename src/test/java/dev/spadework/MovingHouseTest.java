package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.journal.Archive;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands that take the record somewhere else, as a person types them. */
@Timeout(120)
class MovingHouseTest {
  private static final int WRITERS = 3;
  private static final Pattern VERIFIED =
      Pattern.compile("(\\d+) tasks with (\\d+) entries replayed, (\\d+) queued, (\\d+) blobs");

  @TempDir Path folder;

  private record Ran(int exit, String out) {}

  private Ran run(String url, String... arguments) throws Exception {
    Path config = folder.resolve("spadework.yml");
    Files.writeString(
        config,
        "slack: { channel: \"#eng\" }\nrepos: { acme/a: { base: main } }\ndata: \"%s\"\n"
            .formatted(folder.resolve("data")));
    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine(new World(Map.of("DATABASE_URL", url), Clock.systemUTC()));
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    List<String> all = new ArrayList<>(List.of(arguments));
    if (!arguments[0].equals("move")) {
      all.addAll(1, List.of("--config", config.toString()));
    }
    return new Ran(line.execute(all.toArray(String[]::new)), out.toString());
  }

  private static Journal journal(Store store) {
    return new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
  }

  /** Tasks that wait, that a worker has, that ended; what they keep beside the record. */
  private static int work(Journal journal, String name, AtomicBoolean enough, CountDownLatch some) {
    int number = 0;
    while (!enough.get()) {
      String id =
          journal
              .open(name + number, Request.of("do", "acme/a", 1, "U" + name, "C0").make())
              .task();
      journal.blobs().put(id, id + "/output-1", new byte[] {0, 1, (byte) 0xff});
      Optional<Claim> claim = journal.claim(name, Duration.ofMinutes(5));
      if (number % 3 > 0) {
        claim.ifPresent(ours -> journal.fact(ours, new TaskEvent.Cancelled("U0")));
      }
      number++;
      some.countDown();
    }
    return number;
  }

  private String verified(String url) throws Exception {
    Ran ran = run(url, "doctor", "--verify");
    assertThat(ran.exit()).as(ran.out()).isZero();
    assertThat(ran.out()).contains("all agree", "All is well.");
    Matcher counts = VERIFIED.matcher(ran.out());
    assertThat(counts.find()).as(ran.out()).isTrue();
    return counts.group();
  }

  @Test
  void aBackupUnderLoadIsRestoredVerifiedAndMovedToPostgresql() throws Exception {
    String file = "jdbc:sqlite:" + folder.resolve("spadework.db");
    Path backup = folder.resolve("backup.db");
    ExecutorService pool = Executors.newFixedThreadPool(WRITERS);
    AtomicBoolean enough = new AtomicBoolean();
    CountDownLatch some = new CountDownLatch(60);
    int begun;
    try (Store store = Store.open(file)) {
      Journal journal = journal(store);
      List<Future<Integer>> load = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String name = "w" + i;
        load.add(pool.submit(() -> work(journal, name, enough, some)));
      }
      assertThat(some.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(run(file, "backup", backup.toString()))
          .isEqualTo(new Ran(0, "Written: " + backup + System.lineSeparator()));
      CountDownLatch after = new CountDownLatch(1);
      journal.onAppend(entry -> after.countDown());
      assertThat(after.await(60, TimeUnit.SECONDS)).as("the load went on").isTrue();
      enough.set(true);
      begun = 0;
      for (Future<Integer> each : load) {
        begun += each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      enough.set(true);
      pool.shutdownNow();
    }
    // The restored file is a moment of it, and goes on by itself.
    String restored = "jdbc:sqlite:" + backup;
    String counts = verified(restored);
    assertThat(Integer.parseInt(counts.substring(0, counts.indexOf(' '))))
        .isBetween(60 - WRITERS, begun);
    try (Store store = Store.open(restored)) {
      journal(store).open("next", Request.of("do", "acme/a", 1, "U0", "C0").make());
    }
    String moved = verified(restored);
    assertThat(moved).isNotEqualTo(counts);

    String server = DatabaseKind.POSTGRESQL.url(folder);
    assertThat(run("", "move", "--from", restored, "--to", server).exit()).isZero();
    assertThat(verified(server)).isEqualTo(moved);
    Ran again = run("", "move", "--from", restored, "--to", server);
    assertThat(again.exit()).isNotZero();
    assertThat(again.out()).contains("not moved: the target has rows in ");
  }

  @Test
  void traceTellsTheSameOfATaskThatWasPutAway() throws Exception {
    String file = "jdbc:sqlite:" + folder.resolve("spadework.db");
    try (Store store = Store.open(file)) {
      Journal journal = journal(store);
      String id = journal.open("k", Request.of("do", "acme/a", 1, "U0", "C0").make()).task();
      Claim claim = journal.claim("w", Duration.ofMinutes(5)).orElseThrow();
      String name = id + "/output-1";
      journal.blobs().put(id, name, "ok\n".repeat(900).getBytes(StandardCharsets.UTF_8));
      journal.fact(claim, new TaskEvent.BasePinned("main", "c0ffee", "7ree"));
      journal.fact(
          claim,
          new TaskEvent.ToolReturned(
              "call-1", "run_command", false, "900 ok", Optional.of(name), Optional.of(0), 20));
      journal.fact(claim, new TaskEvent.Cancelled("U0"));
      Ran before = run(file, "trace", id);
      assertThat(before.exit()).as(before.out()).isZero();
      assertThat(before.out()).contains("run_command");
      Archive archive = new Archive(store, journal, Clock.systemUTC());
      assertThat(archive.round(Duration.ZERO).blobs()).isEqualTo(1);
      assertThat(run(file, "trace", id)).isEqualTo(before);
      verified(file);
    }
  }
}
