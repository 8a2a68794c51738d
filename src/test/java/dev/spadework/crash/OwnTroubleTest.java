package dev.spadework.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.store.DatabaseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails on the bot's own machine: the database, the disk, the clock. */
class OwnTroubleTest {
  /** Some seconds of them. */
  private static final int LOOKS = 200;

  @TempDir Path dir;

  private Trial trial() throws Exception {
    return new Trial(dir, DatabaseKind.SQLITE.url(dir), Tales.all().get("calm").get());
  }

  private static void endsLikeTheCalmRun(Trial trial) throws Exception {
    trial.ends();
    assertThat(Run.wrong(trial.town, trial.scene)).isEmpty();
    assertThat(Ending.of(trial.town, trial.scene).toString().replaceAll(" T1 outage-\\d+=1,", ""))
        .isEqualTo(Golden.of("calm").ending());
  }

  private static void row(String where, String fault, String said, String recovered)
      throws IOException {
    new Faults(where, List.of(new Faults.Row(fault, said, recovered, "nothing"))).compare();
  }

  /** SQLite waits ten seconds for a lock, and what was to be written is then written again. */
  @Tag("bench")
  @Test
  void theDatabaseIsLockedByAnotherConnectionForLongerThanSqliteWaits() throws Exception {
    AtomicBoolean once = new AtomicBoolean(true);
    try (Trial trial = trial()) {
      Thread[] other = new Thread[1];
      trial.town.onCommand(
          command -> {
            if (command.startsWith("sh sub.sh") && once.getAndSet(false)) {
              other[0] = new Thread(() -> locked(trial.town.database, 14));
              other[0].start();
            }
          });
      endsLikeTheCalmRun(trial);
      other[0].join();
      row(
          "database",
          "locked by another connection for 14 s",
          "nothing; the card stands still",
          "when it is free");
    }
  }

  private static void locked(String url, int seconds) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute("pragma busy_timeout = 10000");
      statement.execute("begin immediate");
      TimeUnit.SECONDS.sleep(seconds);
      statement.execute("rollback");
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The directory of mirrors and trees is a disk of its own that another fills. */
  @Test
  void theDiskIsFull() throws Exception {
    Path disk = Files.createDirectories(dir.resolve("data"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) == 0,
        "Skipped: needs the right to mount");
    try (Trial trial = trial()) {
      Path ballast = disk.resolve("ballast");
      fill(ballast);
      List<String> said = trial.whenItWaits(() -> Files.delete(ballast));
      endsLikeTheCalmRun(trial);
      row("disk", "full", String.join("; then ", said), "at its next try");
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  /** The record has a disk of its own, which is full for a while; nobody can be told. */
  @Test
  void theDatabasesOwnDiskIsFull() throws Exception {
    Path disk = Files.createDirectories(dir.resolve("record"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()) == 0,
        "Skipped: needs the right to mount");
    Path ballast = disk.resolve("ballast");
    AtomicBoolean once = new AtomicBoolean(true);
    AtomicInteger looks = new AtomicInteger();
    try (Trial trial =
        new Trial(dir, DatabaseKind.SQLITE.url(disk), Tales.all().get("calm").get())) {
      trial.town.onCommand(
          command -> {
            if (command.startsWith("sh sub.sh") && once.getAndSet(false)) {
              fill(ballast);
            }
          });
      trial.meanwhile(
          () -> {
            if (!once.get() && looks.incrementAndGet() == LOOKS) {
              Files.delete(ballast);
            }
          });
      endsLikeTheCalmRun(trial);
      row("database", "its disk is full", "nothing; the card stands still", "when there is room");
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  private static void fill(Path ballast) {
    byte[] block = new byte[4096];
    try (var out = Files.newOutputStream(ballast)) {
      for (int i = 0; i < 2000; i++) {
        out.write(block);
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("space");
    }
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  /** On a real engine, in the middle of the second run of the tests. */
  @Tag("docker")
  @Test
  void theContainerIsKilledWhileTheTestsRun() throws Exception {
    DockerEngine.assumeRunning();
    Tale tale = Tales.all().get("calm").get();
    AtomicInteger runs = new AtomicInteger();
    Sandboxes docker =
        Sandboxes.docker(new DockerOptions("crash-trial", Optional.empty(), Duration.ofMinutes(5)));
    try (docker;
        Trial trial = new Trial(new Town(dir, DatabaseKind.SQLITE.url(dir), tale, docker), tale)) {
      trial.town.onCommand(
          command -> {
            if (command.equals("sh test.sh") && runs.incrementAndGet() == 2) {
              kill();
            }
          });
      List<String> said = trial.whenItWaits(() -> {});
      endsLikeTheCalmRun(trial);
      row("Docker", "container killed", String.join("; then ", said), "at its next try");
    }
  }

  private static void kill() {
    try {
      run("sh", "-c", "docker kill $(docker ps -q --filter label=dev.spadework.owner=crash-trial)");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theClockIsPutForward() throws Exception {
    jumps(Duration.ofMinutes(20));
    row("clock", "put forward by 20 min while a command runs", "nothing", "at once");
  }

  @Test
  void theClockIsSetBack() throws Exception {
    jumps(Duration.ofHours(-1));
    row("clock", "set back by 1 h while a command runs, then a restart", "nothing", "at once");
  }

  private void jumps(Duration jump) throws Exception {
    AtomicBoolean once = new AtomicBoolean(true);
    AtomicBoolean again = new AtomicBoolean();
    try (Trial trial = trial()) {
      trial.town.onCommand(
          command -> {
            if (command.startsWith("sh sub.sh") && once.getAndSet(false)) {
              trial.town.clock.forward(jump);
              again.set(jump.isNegative());
            }
          });
      trial.meanwhile(
          () -> {
            if (again.getAndSet(false)) {
              trial.restart();
            }
          });
      endsLikeTheCalmRun(trial);
    }
  }
}
