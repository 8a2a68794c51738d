package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every kind of sandbox, tried on the real thing. */
abstract class SandboxContract {
  static final Duration LONG = Duration.ofMinutes(2);
  private static final long MEBIBYTE = 1L << 20;

  @TempDir Path temp;
  Path tree;
  Sandboxes sandboxes;

  /** Sandboxes that share what a second process of the same installation would share. */
  abstract Sandboxes sandboxes();

  @BeforeEach
  void makeTree() throws IOException {
    tree = Files.createDirectory(temp.resolve("tree"));
    Files.writeString(tree.resolve("README"), "hello\n");
    sandboxes = sandboxes();
  }

  @AfterEach
  void removeAll() throws Exception {
    sandboxes.reap(Set.of());
    sandboxes.close();
  }

  static Limits limits() {
    return new Limits(256 * MEBIBYTE, 2, 128, Duration.ofMinutes(5), 64 * 1024, 64 * MEBIBYTE);
  }

  static Limits roomForJava() {
    return new Limits(1024 * MEBIBYTE, 2, 512, LONG, 64 * 1024, 64 * MEBIBYTE);
  }

  Spec spec(Limits limits) {
    return new Spec("t-1", tree, DockerEngine.IMAGE, Optional.empty(), limits);
  }

  Spec withSetup(String setup) {
    return new Spec("t-1", tree, DockerEngine.IMAGE, Optional.of(setup), limits());
  }

  Sandbox open() throws Exception {
    return sandboxes.open(spec(limits()));
  }

  static String output(Sandbox sandbox, String command) throws Exception {
    Result result = sandbox.run(command, LONG);
    assertThat(result.status()).as(result.output()).isEqualTo(Result.Status.EXITED);
    return result.output().strip();
  }

  /** Ends once the command is certainly running: it makes this file in the tree. */
  void awaitFile(String name) throws Exception {
    long giveUp = System.nanoTime() + LONG.toNanos();
    while (!Files.exists(tree.resolve(name))) {
      assertThat(System.nanoTime()).as("waiting for " + name).isLessThan(giveUp);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  @Test
  void nothingStandsInItsWayHere() throws Exception {
    assertThat(sandboxes.problem()).isEmpty();
  }

  @Test
  void aCommandRunsInTheTreeAndItsExitCodeCounts() throws Exception {
    Sandbox sandbox = open();
    assertThat(sandbox.fresh()).isTrue();
    assertThat(output(sandbox, "cat README; pwd")).isEqualTo("hello\n/work");
    Result failed = sandbox.run("echo out; echo err >&2; exit 7", LONG);
    assertThat(failed.exit()).isEqualTo(7);
    assertThat(failed.succeeded()).isFalse();
    assertThat(failed.output()).contains("out\n").contains("err\n");
  }

  @Test
  void bashRunsItWhereThereIsBash() throws Exception {
    assertThat(output(open(), "a=(1 2 3); echo \"${a[1]}\"")).isEqualTo("2");
  }

  @Test
  void thereIsNoNetwork() throws Exception {
    assertThat(output(open(), "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"))
        .isEqualTo("lo");
  }

  @Test
  void itIsNotRootAndHasNoCapabilitiesAndCanGainNone() throws Exception {
    Sandbox sandbox = open();
    assertThat(output(sandbox, "id -u")).isNotEqualTo("0");
    String status = output(sandbox, "grep -E '^(Cap|NoNewPrivs)' /proc/self/status");
    assertThat(status)
        .contains("CapEff:\t0000000000000000")
        .contains("CapPrm:\t0000000000000000")
        .contains("CapBnd:\t0000000000000000")
        .contains("NoNewPrivs:\t1");
  }

  @Test
  void theSystemIsReadOnlyAndTheTemporaryDirectoryCanRunPrograms() throws Exception {
    Sandbox sandbox = open();
    assertThat(sandbox.run("touch /usr/x || touch /etc/x || touch /x", LONG).exit()).isNotZero();
    assertThat(output(sandbox, "cp \"$(type -P true)\" /tmp/t && /tmp/t && echo ran"))
        .isEqualTo("ran");
    assertThat(output(sandbox, "echo x > \"$HOME/x\" && cat \"$HOME/x\"")).isEqualTo("x");
  }

  @Test
  void theTreeIsWritableAndItsFilesBelongToItsOwner() throws Exception {
    Sandbox sandbox = open();
    output(sandbox, "mkdir -p a/b && echo new > a/b/c && echo more >> README");
    assertThat(tree.resolve("a/b/c")).hasContent("new");
    assertThat(Files.getAttribute(tree.resolve("a/b/c"), "unix:uid"))
        .isEqualTo(Files.getAttribute(tree, "unix:uid"));
  }

  @Test
  void whatTheHostWritesLaterCanBeChangedToo() throws Exception {
    Sandbox sandbox = open();
    Files.writeString(Files.createDirectory(tree.resolve("later")).resolve("file"), "host\n");
    assertThat(output(sandbox, "echo sandbox >> later/file; touch later/x; cat later/file"))
        .isEqualTo("host\nsandbox");
  }

  @Test
  void theEnvironmentOfTheHostStaysOutside() throws Exception {
    assertThat(output(open(), "env | cut -d= -f1 | sort | tr '\\n' ' '").split(" "))
        .contains("HOME", "LANG", "PATH", "CI", "TERM")
        .isSubsetOf(
            "CI",
            "HOME",
            "HOSTNAME",
            "JAVA_HOME",
            "LANG",
            "MAVEN_CONFIG",
            "PATH",
            "PWD",
            "SHLVL",
            "TERM",
            "_");
  }

  @Test
  void javaWorksAndKnowsItsHome() throws Exception {
    Files.writeString(
        tree.resolve("Home.java"),
        "class Home { public static void main(String[] a) {"
            + " System.out.println(System.getProperty(\"user.home\")"
            + ".equals(System.getenv(\"HOME\"))); } }");
    Sandbox sandbox = sandboxes.open(spec(roomForJava()));
    assertThat(output(sandbox, "javac -d /tmp Home.java && java -cp /tmp Home")).isEqualTo("true");
  }

  @Test
  void aTimeoutEndsEveryProcessThoseThatFledIntoTheirOwnSessionToo() throws Exception {
    Sandbox sandbox = open();
    Result result =
        sandbox.run(
            "setsid sh -c 'trap \"\" TERM; while :; do date >> beat; sleep 0.1; done' & echo up;"
                + " sleep 600",
            Duration.ofSeconds(2));
    assertThat(result.status()).isEqualTo(Result.Status.TIMED_OUT);
    assertThat(result.exit()).isEqualTo(-1);
    assertThat(result.output()).isEqualTo("up\n");
    assertThat(result.took()).isLessThan(Duration.ofSeconds(20));
    assertThat(output(sandbox, "pgrep -c sleep || true")).isIn("0", "1"); // 1: the first process
    String before = output(sandbox, "wc -l < beat; sleep 1; wc -l < beat");
    assertThat(before.split("\\s+")[0]).isEqualTo(before.split("\\s+")[1]);
  }

  @Test
  void anInterruptKillsTheCommandAndIsPassedOn() throws Exception {
    Sandbox sandbox = open();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    Thread runner =
        new Thread(
            () -> {
              try {
                sandbox.run(
                    "setsid sh -c 'while :; do date >> beat; sleep 0.1; done' & sleep 600", LONG);
              } catch (Exception e) {
                thrown.set(e);
              }
              done.countDown();
            });
    runner.start();
    awaitFile("beat");
    runner.interrupt();
    assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    String lines = output(sandbox, "wc -l < beat; sleep 1; wc -l < beat");
    assertThat(lines.split("\\s+")[0]).isEqualTo(lines.split("\\s+")[1]);
  }

  @Test
  void aForkBombMeetsItsLimitAndIsKilled() throws Exception {
    Sandbox sandbox = open();
    Result result = sandbox.run("bomb() { bomb | bomb & }; bomb; sleep 600", Duration.ofSeconds(3));
    assertThat(result.status()).isIn(Result.Status.TIMED_OUT, Result.Status.EXITED);
    assertThat(output(sandbox, "echo alive")).isEqualTo("alive");
  }

  @Test
  void muchOutputCostsNoMemoryAndKeepsHeadAndTail() throws Exception {
    Sandbox sandbox = open();
    Result result =
        sandbox.run("echo first; head -c 200000000 /dev/zero | tr '\\0' x; echo; echo last", LONG);
    assertThat(result.exit()).isZero();
    assertThat(result.outputBytes()).isEqualTo(200_000_012L);
    assertThat(result.output())
        .startsWith("first\nxxx")
        .endsWith("xxx\nlast\n")
        .contains("\n[... 199934476 bytes left out ...]\n")
        .hasSizeLessThan(70_000);
  }

  @Test
  void aSecondProcessFindsTheSandboxThatIsThere() throws Exception {
    output(open(), "echo warm > \"$HOME/state\"");
    try (Sandboxes others = sandboxes()) {
      Sandbox found = others.open(spec(limits()));
      assertThat(found.fresh()).isFalse();
      assertThat(output(found, "cat \"$HOME/state\"")).isEqualTo("warm");
    }
  }

  @Test
  void aClosedSandboxIsGoneAndTheNextIsFresh() throws Exception {
    Sandbox sandbox = open();
    output(sandbox, "echo x > \"$HOME/state\"");
    sandbox.close();
    sandbox.close();
    Sandbox next = open();
    assertThat(next.fresh()).isTrue();
    assertThat(output(next, "ls -A \"$HOME/state\" 2>/dev/null || echo none")).isEqualTo("none");
  }

  @Test
  void theReaperTakesTheDeadAndLeavesTheLiving() throws Exception {
    open();
    sandboxes.open(new Spec("t-2", tree, DockerEngine.IMAGE, Optional.empty(), limits()));
    sandboxes.reap(Set.of("t-2"));
    assertThat(open().fresh()).isTrue();
    assertThat(
            sandboxes
                .open(new Spec("t-2", tree, DockerEngine.IMAGE, Optional.empty(), limits()))
                .fresh())
        .isFalse();
  }

  @Test
  void setupRunsOnceWithNetworkOnACopyAndItsHomeIsThereOffline() throws Exception {
    Sandbox sandbox =
        sandboxes.open(
            withSetup(
                "tail -n +3 /proc/net/dev | cut -d: -f1 > \"$HOME/seen\"; cat README >>"
                    + " \"$HOME/seen\""));
    assertThat(output(sandbox, "cat \"$HOME/seen\"")).contains("hello").contains("eth0");
    assertThat(output(sandbox, "echo mine >> \"$HOME/seen\" && tail -1 \"$HOME/seen\""))
        .isEqualTo("mine");
    assertThat(output(sandbox, "tail -n +3 /proc/net/dev | wc -l")).isEqualTo("1");
  }

  @Test
  void aFailedSetupTellsWhy() {
    assertThatThrownBy(() -> sandboxes.open(withSetup("echo no such dependency; exit 3")))
        .isInstanceOfSatisfying(
            SetupFailedException.class,
            e -> {
              assertThat(e).hasMessageContaining("exit code 3");
              assertThat(e.result().output()).isEqualTo("no such dependency\n");
            });
  }
}
