package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrimTest {
  @Test
  void aLogThatFitsIsLeftAsItIs() {
    assertThat(Trim.log("one\ntwo", 100)).isEqualTo(new Trimmed("one\ntwo", 0));
    assertThat(Trim.log("", 100)).isEqualTo(new Trimmed("", 0));
  }

  @Test
  void ofALongLogTheFirstAndTheLastFailureAreKept() {
    StringBuilder log = new StringBuilder("[INFO] Building billing 1.0\n");
    for (int i = 0; log.length() < 333_000; i++) {
      log.append("[INFO] downloading part ").append(i).append(" of the dependencies\n");
      if (i % 400 == 150) {
        log.append("[ERROR] dev.acme.CaseTest.fails")
            .append(i)
            .append(" -- Time elapsed: 0 s <<< FAILURE!\n")
            .append("org.opentest4j.AssertionFailedError: expected: <1> but was: <")
            .append(i)
            .append(">\n")
            .append("\tat org.junit.jupiter.api.Assertions.fail(Assertions.java:1)\n".repeat(30))
            .append("\tat dev.acme.CaseTest.fails")
            .append(i)
            .append("(CaseTest.java:")
            .append(i)
            .append(")\n");
      }
    }
    log.append("[INFO] BUILD FAILURE\n");
    String all = log.toString();
    int last = Integer.parseInt(all.replaceAll("(?s).*CaseTest\\.java:(\\d+).*", "$1"));

    Trimmed trimmed = Trim.log(all, 3_000);

    assertThat(all).hasSizeGreaterThan(333_000);
    assertThat(trimmed.text())
        .hasSizeLessThanOrEqualTo(3_000)
        .startsWith("[INFO] Building billing 1.0\n")
        .endsWith("[INFO] BUILD FAILURE")
        .contains("fails150 ", "but was: <150>", "(CaseTest.java:150)")
        .contains("fails" + last + " ", "but was: <" + last + ">", "(CaseTest.java:" + last + ")")
        .doesNotContain("Assertions.java")
        .containsPattern("… \\d,\\d{3} lines left out \\(\\d+-\\d+; read_output to see them\\) …");
    assertThat(trimmed.leftOut()).isPositive();
  }

  @Test
  void theMarksAddUpToWhatIsLeftOut() {
    String log = "one\ntwo\n".repeat(2_500) + "ERROR here\n" + "one\ntwo\n".repeat(2_500);
    Trimmed trimmed = Trim.log(log, 1_000);
    int marked =
        trimmed
            .text()
            .lines()
            .filter(line -> line.startsWith("… "))
            .mapToInt(line -> Integer.parseInt(line.replaceAll(" lines.*|[^0-9]", "")))
            .sum();
    assertThat(marked).isEqualTo(trimmed.leftOut());
    long shown = trimmed.text().lines().filter(line -> !line.startsWith("… ")).count();
    assertThat(shown + marked).isEqualTo(10_001);
  }

  @Test
  void noLimitIsEverPassed() {
    Random random = new Random(7);
    String[] kinds = {"ok\n", "FAIL it\n", "\n", "\tat a.B.c(B.java:1)\n", "x".repeat(900) + "\n"};
    for (int round = 0; round < 400; round++) {
      StringBuilder log = new StringBuilder();
      for (int line = random.nextInt(200); line > 0; line--) {
        log.append(kinds[random.nextInt(kinds.length)]);
      }
      int limit = random.nextInt(2_500);
      assertThat(Trim.log(log.toString(), limit).text()).hasSizeLessThanOrEqualTo(limit);
    }
  }

  @Test
  void coloursAndProgressAreTakenOut() {
    assertThat(Trim.log("\u001B[31mred\u001B[0m\n10 %\r50 %\r100 %\r\n", 100).text())
        .isEqualTo("red\n100 %");
  }

  @Test
  void oneLineOfMegabytesIsShortened() {
    Trimmed trimmed = Trim.log("error: " + "x".repeat(3_000_000), 1_000);
    assertThat(trimmed.text())
        .hasSizeLessThan(600)
        .startsWith("error: x")
        .contains("2,999,607 more");
  }

  @Test
  void theUsefulLinesSayWhatFailedAndWhere() throws IOException {
    assertThat(Trim.usefulLines(sample("surefire.txt"), 10))
        .contains(
            "java.lang.IllegalStateException: no invoices",
            "at dev.acme.InvoiceCsvTest.readsAll(InvoiceCsvTest.java:9)",
            "expected: \"\"Smith, Inc.\"\"",
            "at dev.acme.InvoiceCsvTest.quotesNames(InvoiceCsvTest.java:7)")
        .hasSizeLessThanOrEqualTo(10)
        .doesNotHaveDuplicates()
        .noneMatch(line -> line.contains("[Help 1]"));
    assertThat(Trim.usefulLines(sample("pytest.txt"), 10))
        .contains("E       ValueError: no invoices")
        .anyMatch(line -> line.contains("test_quotes"));
    assertThat(Trim.usefulLines(sample("cargo.txt"), 10))
        .anyMatch(line -> line.contains("src/lib.rs:4"));
  }

  @Test
  void withoutAFailureTheLastLinesAreTheUsefulOnes() {
    assertThat(Trim.usefulLines("one\n\ntwo\nthree\n", 2)).containsExactly("two", "three");
    assertThat(Trim.usefulLines("", 2)).isEmpty();
  }

  private static String sample(String name) throws IOException {
    try (InputStream in = TrimTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
