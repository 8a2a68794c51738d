package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Logs that no tool writes: lines of all tools, mixed, cut and spoilt. */
class LogFuzzTest {
  private static final int LONGEST_LINE = 300;
  private static final String SPOILT = "\u0000\u001B[\r\t'\"`|:()[]{}<>─✖\uD800 9";

  @Test
  void noLogBreaksADigest() throws IOException {
    digest(400);
  }

  @Test
  @Tag("bench")
  void noneOfAHundredThousandLogsBreaksADigest() throws IOException {
    digest(100_000);
  }

  private static void digest(int cases) throws IOException {
    List<String> pool = new ArrayList<>();
    for (LogFixture fixture : LogFixture.all().toList()) {
      List<String> lines = fixture.log().lines().limit(120).toList();
      lines.forEach(line -> pool.add(line.substring(0, Math.min(LONGEST_LINE, line.length()))));
    }
    OwnFiles files = OwnFiles.of(LogFixture.named("jest").paths());
    for (int seed = 0; seed < cases; seed++) {
      String log = log(pool, new Random(seed));
      int limit = 200 + seed % 3_000;
      Trimmed digest = LogDigest.of(log, RunnerOutput.read(log, seed % 2 == 0), files, limit);
      assertThat(digest.text().length()).as("seed %d", seed).isLessThanOrEqualTo(limit);
      assertThat(digest.leftOut()).as("seed %d", seed).isNotNegative();
    }
  }

  private static String log(List<String> pool, Random random) {
    List<String> lines = new ArrayList<>();
    int from = random.nextInt(pool.size());
    for (int i = random.nextInt(60); i >= 0; i--) {
      String line = pool.get((from + i) % pool.size());
      if (random.nextInt(4) == 0) {
        int at = random.nextInt(line.length() + 1);
        char spoilt = SPOILT.charAt(random.nextInt(SPOILT.length()));
        line = line.substring(0, at) + spoilt + line.substring(Math.min(line.length(), at + 1));
      }
      lines.add(line);
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(lines, random);
    }
    return String.join("\n", lines);
  }
}
