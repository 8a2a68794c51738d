package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What holds for every kind of sandbox when a command is long, leaves something or is greedy. */
abstract class DiskContract extends SandboxContract {
  private static final Duration SHORT = Duration.ofSeconds(60);

  @Test
  void aTreeThatHoldsTooMuchEndsTheCommandAndMayBeClearedByTheNext() throws Exception {
    Sandbox sandbox = open();
    Result result =
        sandbox.run(
            "i=0; while :; do head -c 10000000 /dev/zero > f$i; i=$((i+1)); sleep 0.01; done",
            SHORT);
    assertThat(result.status()).isEqualTo(Result.Status.DISK_FULL);
    assertThat(result.exit()).isEqualTo(-1);
    assertThat(output(sandbox, "rm -f f*; echo cleared")).isEqualTo("cleared");
    assertThat(output(sandbox, "sleep 3; echo on")).isEqualTo("on");
  }

  @Test
  void aFileCannotGrowPastTheLimit() throws Exception {
    Result result = open().run("head -c 100000000 /dev/zero > big; ls -l big", LONG);
    assertThat(Files.size(tree.resolve("big"))).isLessThanOrEqualTo(64 << 20);
    assertThat(result.status()).isEqualTo(Result.Status.DISK_FULL);
  }

  @Test
  void manySmallFilesCountToo() throws Exception {
    Result result =
        open()
            .run(
                "i=0; while :; do mkdir d$i; (cd d$i && seq 1000 | xargs touch); i=$((i+1)); done",
                SHORT);
    assertThat(result.status()).isEqualTo(Result.Status.DISK_FULL);
  }

  @Test
  void aFileThatOnlyClaimsToBeLargeCountsAsLarge() throws Exception {
    Result result = open().run("for i in 1 2 3; do truncate -s 60M s$i; done; sleep 50", SHORT);
    assertThat(result.status()).isEqualTo(Result.Status.DISK_FULL);
  }

  @Test
  void aCommandThatFillsTheDiskAndEndsIsToldSo() throws Exception {
    Result result = open().run("for i in 1 2 3; do head -c 60000000 /dev/zero > f$i; done", SHORT);
    assertThat(result.status()).isEqualTo(Result.Status.DISK_FULL);
  }

  @Test
  void whatACommandLeftRunningIsGoneWhenItReturns() throws Exception {
    Sandbox sandbox = open();
    String daemon = "trap \"\" TERM HUP INT; while :; do date >> beat; sleep 0.05; done";
    Result result =
        sandbox.run(
            "for how in setsid nohup 'setsid nohup'; do $how sh -c '"
                + daemon
                + "' >/dev/null 2>&1 </dev/null & done; (("
                + daemon.replace("\"\"", "''")
                + ") >/dev/null 2>&1 &) ; while [ ! -s beat ]; do sleep 0.01; done; echo up",
            SHORT);
    assertThat(result.status()).isEqualTo(Result.Status.EXITED);
    long length = Files.size(tree.resolve("beat"));
    output(sandbox, "sleep 1");
    assertThat(Files.size(tree.resolve("beat"))).isEqualTo(length);
  }

  @Test
  void aDaemonThatKeepsTheOutputOpenDoesNotHoldUpTheEnd() throws Exception {
    Result result = open().run("sleep 500 & echo up", SHORT);
    assertThat(result.status()).isEqualTo(Result.Status.EXITED);
    assertThat(result.output()).isEqualTo("up\n");
  }

  @Test
  void anEndlessPrintIsEndedByItsTimeAndCostsNoMemory() throws Exception {
    Sandbox sandbox = open();
    sandbox.run("yes | head -c 50000000", SHORT);
    System.gc();
    long before = used();
    Result result = sandbox.run("yes; yes", Duration.ofSeconds(4));
    assertThat(result.status()).isEqualTo(Result.Status.TIMED_OUT);
    // The end may come between a letter and its line's end.
    assertThat(result.output().stripTrailing()).startsWith("y\ny\n").endsWith("y");
    assertThat(result.outputBytes()).isGreaterThan(10_000_000);
    System.gc();
    assertThat(used() - before).isLessThan(32L << 20);
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
