package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcessSandboxTest extends DiskContract {
  @BeforeEach
  void needsNamespaces() throws InterruptedException {
    Optional<String> problem = sandboxes.problem();
    boolean everythingMustRun = "true".equals(System.getenv("CI"));
    assumeTrue(problem.isEmpty() || everythingMustRun, () -> "Skipped: " + problem.orElse(""));
    assertThat(problem).as("CI runs everything").isEmpty();
  }

  @Override
  Sandboxes sandboxes() {
    return Sandboxes.process(temp.resolve("state"));
  }

  @Test
  void theHostsFilesAreNotSeen() throws Exception {
    Path secret = Files.writeString(temp.resolve("secret"), "canary");
    Sandbox sandbox = open();
    assertThat(sandbox.run("cat " + secret, LONG).exit()).isNotZero();
    assertThat(output(sandbox, "ls /")).doesNotContain("root").doesNotContain("var");
    assertThat(output(sandbox, "ls /home")).isEqualTo("agent");
  }

  @Test
  void theJavaThatRunsThisIsOnThePath() throws Exception {
    Sandbox sandbox = sandboxes.open(spec(roomForJava()));
    assertThat(output(sandbox, "java -XshowSettings:properties -version 2>&1 | grep 'java.home'"))
        .endsWith(Path.of(System.getProperty("java.home")).toRealPath().toString());
  }

  @Test
  void nothingOutlivesItsCommand() throws Exception {
    Sandbox sandbox = open();
    output(
        sandbox,
        "setsid sh -c 'while :; do date >> beat; sleep 0.1; done' >/dev/null 2>&1 & sleep 1");
    String lines = output(sandbox, "wc -l < beat; sleep 1; wc -l < beat");
    assertThat(lines.split("\\s+")[0]).isEqualTo(lines.split("\\s+")[1]);
  }
}
