package dev.spadework;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.SlackStandIn;
import dev.spadework.sandbox.DockerEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cancel while a command runs in a container. */
@Tag("docker")
class CancelInDockerTest {
  private static final String MARK = "86398";

  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  @Test
  void theCommandAndAllItStartedAreGoneWithinFiveSeconds() throws Exception {
    var story =
        NoteStory.when("run for ever")
            .turn(call("run_command", Map.of("command", "(sleep " + MARK + " &) ; sleep " + MARK)));
    try (Outside world = new Outside(dir, story, "docker", DockerEngine.IMAGE)) {
      world.start();
      Asked task = Asked.by(world, "docker", "run for ever and describe rounding");
      long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (sleeping(task) < 2) {
        assertThat(System.nanoTime()).as(world.logged()).isLessThan(deadline);
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }
      task.press(SlackStandIn.ANN, "Cancel");
      long soon = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (sleeping(task) > 0) {
        assertThat(System.nanoTime()).as(world.logged()).isLessThan(soon);
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
      assertThat(task.awaits("Nothing was pushed").words()).startsWith("Stopped by @ann.");
    }
  }

  /** How many of the marked processes run in containers of the task. */
  private static long sleeping(Asked task) throws IOException, InterruptedException {
    long found = 0;
    for (String container : docker("ps", "-q", "--filter", "name=" + task.id)) {
      found +=
          docker("top", container, "-o", "pid,args").stream()
              .filter(line -> line.matches("\\s*\\d+\\s+sleep " + MARK))
              .count();
    }
    return found;
  }

  private static List<String> docker(String... arguments) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList())
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out.lines().toList();
  }
}
