package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What setups leave on the engine, and for how long. */
@Tag("docker")
class SetupCacheTest {
  private static final String OWNER = "cache-" + ProcessHandle.current().pid();

  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  @Test
  void theLeastRecentlyUsedGoesFirstAndNoneThatATaskHas() throws Exception {
    Path tree = Files.createDirectory(dir.resolve("tree"));
    Files.writeString(tree.resolve("README"), "hello\n");
    DockerOptions options =
        new DockerOptions(OWNER, Optional.empty(), Duration.ofMinutes(2), 3_000_000);
    try (Sandboxes sandboxes = Sandboxes.docker(options);
        Engine engine = new Engine(options.host())) {
      for (String task : List.of("t-1", "t-2", "t-3")) {
        sandboxes.open(
            new Spec(
                task,
                tree,
                DockerEngine.IMAGE,
                Optional.of("head -c 2000000 /dev/urandom > \"$HOME/" + task + "\""),
                SandboxContract.limits()));
      }
      SetupCache cache = at(engine, options, Duration.ofHours(1));
      assertThat(cache.tooMuch()).as("all are in use").isEmpty();
      sandboxes.reap(Set.of("t-1"));
      assertThat(at(engine, options, Duration.ZERO).tooMuch()).as("used just now").isEmpty();
      assertThat(cache.tooMuch()).hasSize(1).noneMatch(SetupCache.Kept::inUse);
      cache.reap("t-1"::equals);
      assertThat(cache.tooMuch()).isEmpty();
      sandboxes.reap(Set.of());
      cache.reap(task -> false);
      assertThat(cache.tooMuch()).as("one has room").isEmpty();
      at(
              engine,
              new DockerOptions(OWNER, Optional.empty(), Duration.ofMinutes(2), 0),
              Duration.ofHours(1))
          .reap(task -> false);
    }
  }

  private static SetupCache at(Engine engine, DockerOptions options, Duration later) {
    DockerContainers containers = new DockerContainers(engine, OWNER);
    return new SetupCache(
        engine,
        new DockerImages(engine, containers),
        options,
        Clock.offset(Clock.systemUTC(), later));
  }
}
