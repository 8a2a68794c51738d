package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.slack.Figures;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What digests cost, in processor time, against a plain look at each line of the same log. */
@Tag("bench")
class LogBenchTest {
  private static final int ROUNDS = 3;

  @Test
  void aDigestCostsAFewPlainLooksAtTheLog() throws IOException {
    for (String id : new String[] {"maven-noise", "pytest-noise", "go-noise", "jest-noise"}) {
      LogFixture fixture = LogFixture.named(id);
      String log = fixture.log();
      OwnFiles files = OwnFiles.of(fixture.paths());
      long plain = best(() -> LogLine.lines(log).stream().filter(LogLine::failure).count());
      long digest =
          best(() -> LogDigest.of(log, RunnerOutput.read(log, false), files, 3_000).leftOut());
      int chars = LogDigest.of(log, Optional.empty(), files, 3_000).text().length();
      note(id + " of " + log.length() + " characters, digest of " + chars, digest, plain);
      assertThat(digest).isLessThan(6 * plain);
    }
  }

  @Test
  void theKindsOfAHundredThousandLinesCostAFewPlainLooksAtThem() throws IOException {
    try (InputStream in =
        new GZIPInputStream(LogBenchTest.class.getResourceAsStream("/logs/service.gz"))) {
      String log = new String(in.readAllBytes(), StandardCharsets.UTF_8).repeat(8);
      long plain = best(() -> LogLine.lines(log).stream().filter(LogLine::failure).count());
      long kinds = best(() -> clusters(log));
      note("kinds of 105,728 lines", kinds, plain);
      assertThat(kinds).isLessThan(6 * plain);
    }
  }

  private static long clusters(String log) {
    try {
      return LogClusters.of(new StringReader(log)).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Work {
    long done();
  }

  private static long best(Work work) {
    long best = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      assertThat(work.done()).isNotNegative();
      best = Math.min(best, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
    return best;
  }

  private static void note(String what, long work, long plain) throws IOException {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %.0f ms of processor time, %.1f of a plain look at each line",
            what,
            work / 1e6,
            work / (double) plain);
    Figures.note("logs", line);
  }
}
