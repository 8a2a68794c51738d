package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runner without walls, which only the stories of {@code try} may use. */
class HostSandboxTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  @TempDir private Path dir;

  @Test
  void aCommandRunsInTheTreeWithAHomeAndAnEnvironmentOfItsOwn() throws Exception {
    Path tree = Files.createDirectory(dir.resolve("tree"));
    Sandboxes host = Sandboxes.unconfined(dir.resolve("homes"));
    try (Sandbox sandbox = host.open(spec(tree))) {
      assertThat(sandbox.fresh()).isTrue();
      Result result = sandbox.run("pwd && echo $HOME && env | grep -c . && java -version", LONG);
      assertThat(result.succeeded()).as(result.output()).isTrue();
      assertThat(result.output())
          .startsWith(tree.toRealPath() + "\n" + dir.resolve("homes/t-1").toAbsolutePath());
      assertThat(sandbox.run("exit 7", LONG).exit()).isEqualTo(7);
      assertThat(host.open(spec(tree)).fresh()).isFalse();
    }
    assertThat(dir.resolve("homes/t-1")).doesNotExist();
    assertThat(host.kind()).isEqualTo("host");
  }

  @Test
  void whenTheTimeIsUpItsChildrenEndToo() throws Exception {
    Path tree = Files.createDirectory(dir.resolve("tree"));
    Sandboxes host = Sandboxes.unconfined(dir.resolve("homes"));
    try (Sandbox sandbox = host.open(spec(tree))) {
      Result result = sandbox.run("sleep 987654 & echo $!; wait", Duration.ofSeconds(1));
      assertThat(result.status()).isEqualTo(Result.Status.TIMED_OUT);
      long child = Long.parseLong(result.output().strip());
      // The signal is on its way; how soon it is dealt with is the kernel's business.
      Optional<ProcessHandle> sleeper = ProcessHandle.of(child);
      if (sleeper.isPresent()) {
        sleeper.get().onExit().get(10, TimeUnit.SECONDS);
      }
    }
    host.reap(Set.of());
    assertThat(dir.resolve("homes/t-1")).doesNotExist();
  }

  private static Spec spec(Path tree) {
    return new Spec("t-1", tree, "", Optional.empty(), Limits.defaults());
  }
}
