package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the log of a real service ({@code logs/make/service.py}) and of a package manager. */
class LogClustersTest {
  @TempDir private Path tree;

  @Test
  void theLinesOfAServiceAreOfFiveKindsTheErrorsFirst() throws IOException {
    LogClusters clusters = LogClusters.of(new StringReader(log("service")));
    List<LogClusters.Cluster> all = clusters.all();
    assertThat(clusters.lines()).isEqualTo(13_216);
    assertThat(clusters.others()).isZero();
    assertThat(all)
        .extracting(LogClusters.Cluster::count)
        .containsExactly(182L, 1L, 123L, 6_000L, 5_818L);
    LogClusters.Cluster failed = all.get(0);
    assertThat(failed.template())
        .isEqualTo("# #,# ERROR [worker-#] shop.service - request # failed for user #");
    assertThat(failed.first()).isEqualTo(94);
    assertThat(failed.thrown()).isEqualTo("OutOfCredit: no credit for 9867 cents");
    assertThat(failed.firstTime()).startsWith("20").isLessThan(failed.lastTime());
    assertThat(failed.sample()).startsWith(failed.firstTime()).contains("worker-6", "'finn'");
    assertThat(all.get(2).template()).contains("WARNING", "is slow: # ms");
  }

  @Test
  void theDigestSaysHowOftenSinceWhenAndWhereInTheCode() throws Exception {
    try (InputStream in = getClass().getResourceAsStream("/logs/make/service.py")) {
      Files.copy(in, tree.resolve("service.py"));
    }
    Files.writeString(tree.resolve("README.md"), "cannot rotate the ledger: ask an operator");
    String digest =
        LogClusters.of(new StringReader(log("service").repeat(8)))
            .digest(OwnFiles.under(tree), CodePlaces.in(tree), 3_000);
    int rotate = line("cannot rotate the ledger");
    assertThat(digest)
        .hasSizeLessThanOrEqualTo(3_000)
        .startsWith("105,728 lines of 5 kinds\n[1] 1,456 × # #,# ERROR")
        .contains("  OutOfCredit: no credit for 9867 cents\n  at service.py:" + line("raise OutOf"))
        .contains("8 × # #,# ERROR [worker-#] shop.service - cannot rotate the ledger")
        .contains("\n  at service.py:" + rotate + "\n");
  }

  @Test
  void kindsThatDifferInOneWordOnlyAreOne() throws IOException {
    List<LogClusters.Cluster> all = LogClusters.of(new StringReader(log("dpkg"))).all();
    assertThat(all).hasSizeLessThan(10);
    assertThat(all.get(0).count()).isEqualTo(2_602);
    assertThat(all.stream().mapToLong(LogClusters.Cluster::count).sum()).isEqualTo(3_646);
  }

  @Test
  void memoryIsBoundedHoweverManyKindsThereAre() throws Exception {
    Random random = new Random(3);
    StringBuilder log = new StringBuilder();
    for (int i = 0; i < 8_000; i++) {
      for (int word = random.nextInt(4) + 2; word > 0; word--) {
        random.ints(9, 'a', 'z').forEach(c -> log.append((char) c));
        log.append(' ');
      }
      log.append(i == 4_000 ? "ERROR the one that matters\n" : "\n");
    }
    log.append("x".repeat(1 << 20));
    LogClusters clusters = LogClusters.of(new StringReader(log.toString()));
    long counted = clusters.all().stream().mapToLong(LogClusters.Cluster::count).sum();
    assertThat(clusters.all()).hasSizeLessThanOrEqualTo(2_000);
    assertThat(clusters.all().get(0).template()).endsWith("ERROR the one that matters");
    assertThat(counted + clusters.others()).isEqualTo(8_001);
    assertThat(clusters.digest(OwnFiles.UNKNOWN, LogClusters.Places.NONE, 3_000))
        .hasSizeLessThanOrEqualTo(3_000)
        .contains("lines of other kinds");
  }

  @Test
  void anEmptyLogHasNoKinds() throws Exception {
    LogClusters clusters = LogClusters.of(new StringReader("\n \n"));
    assertThat(clusters.all()).isEmpty();
    assertThat(clusters.digest(OwnFiles.UNKNOWN, LogClusters.Places.NONE, 3_000))
        .isEqualTo("2 lines of 0 kinds");
  }

  private int line(String text) throws IOException {
    List<String> lines = Files.readAllLines(tree.resolve("service.py"));
    return 1 + (int) lines.stream().takeWhile(line -> !line.contains(text)).count();
  }

  private static String log(String name) throws IOException {
    try (InputStream in =
        new GZIPInputStream(LogClustersTest.class.getResourceAsStream("/logs/" + name + ".gz"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
