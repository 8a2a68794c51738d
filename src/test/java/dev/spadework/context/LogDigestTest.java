package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On outputs of real tools. The page {@code docs/logs.md} is written from the same runs. */
class LogDigestTest {
  @TempDir private Path tree;

  static Stream<LogFixture> fixtures() throws IOException {
    return LogFixture.all();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void whatFailedWhyAndWhereIsInTheDigest(LogFixture fixture) throws IOException {
    Trimmed digest = fixture.digest();
    assertThat(digest.text())
        .hasSizeLessThanOrEqualTo(Math.min(3_000, fixture.log().length()))
        .doesNotContain("\u001B", "\r");
    assertThat(fixture.wanted()).allSatisfy(text -> assertThat(digest.text()).contains(text));
  }

  @Test
  void thePageShowsWhatIsMadeOfEach() throws IOException {
    Path page = Path.of("docs/logs.md");
    String now = page();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(page, now);
    }
    assertThat(now).isEqualTo(Files.readString(page));
  }

  @Test
  void theLinesThatADigestNamesAreThoseThatReadOutputShows() throws IOException {
    LogFixture fixture = LogFixture.named("maven-noise");
    List<String> lines = LogText.of(fixture.log()).lines();
    String digest = fixture.digest().text();
    String range = digest.replaceAll("(?s).*talksMuch \\(lines (\\d+)-(\\d+)\\).*", "$1 $2");
    int from = Integer.parseInt(range.split(" ")[0]);
    int to = Integer.parseInt(range.split(" ")[1]);
    assertThat(String.join("\n", lines.subList(from - 1, to)))
        .startsWith("[ERROR] dev.acme.billing.NoisyTest.talksMuch")
        .contains("expected: <4,00>", "(NoisyTest.java:14)");
  }

  @Test
  void whatTheXmlSaysComesFirst() throws IOException {
    for (String file : List.of("InvoiceCsvTest", "MoneyTest")) {
      boolean billing = file.startsWith("I");
      String name = "TEST-dev.acme." + (billing ? "billing." : "core.") + file + ".xml";
      Path report =
          tree.resolve((billing ? "billing" : "core") + "/target/surefire-reports/" + name);
      Files.createDirectories(report.getParent());
      Files.writeString(report, LogFixture.text("xml-maven/surefire-reports/" + name));
    }
    Optional<TestReport> report = TestReport.read(tree, "", Marks.NONE);
    OwnFiles files = OwnFiles.of(LogFixture.named("maven-reactor").paths());
    String quiet = "[INFO] quiet\n[ERROR] Failed to execute goal\n" + "[INFO] .\n".repeat(300);

    assertThat(LogDigest.of(quiet, report, files, 3_000).text())
        .startsWith("3 passed, 2 failed, 1 skipped")
        .contains("FAILED dev.acme.billing.InvoiceCsvTest.paysWithinCredit\n  no credit: 5 < 9")
        .contains("at core/src/main/java/dev/acme/core/Money.java:6")
        .contains("at billing/src/test/java/dev/acme/billing/InvoiceCsvTest.java:11");
    String log = LogFixture.named("maven-reactor").log();
    assertThat(LogDigest.of(log, report, files, 3_000).text())
        .contains("paysWithinCredit (lines 102-117)")
        .containsOnlyOnce("FAILED dev.acme.billing.InvoiceCsvTest.quotesNames");
  }

  @Test
  void everyFrameworkHasAnOutputOfWhichNameMessageAndFrameAreTold() throws IOException {
    for (String tool :
        List.of(
            "JUnit XML, Surefire",
            "JUnit XML, Gradle",
            "Maven, Surefire",
            "Maven, javac",
            "Gradle",
            "javac",
            "pytest",
            "Jest",
            "Vitest",
            "go test",
            "cargo test",
            "cargo, rustc",
            "tsc")) {
      assertThat(fixtures().filter(f -> f.tool().equals(tool)))
          .as(tool)
          .anyMatch(fixture -> fixture.wanted().size() == 3);
    }
  }

  @Test
  void aShortOutputThatDoesNotTellWhatFailedIsNoAnswer() throws IOException {
    Trimmed digest = LogFixture.named("xml-maven").digest();
    assertThat(digest.text()).startsWith("3 passed, 2 failed, 1 skipped");
  }

  @Test
  void noLimitIsEverPassed() throws IOException {
    Random random = new Random(11);
    List<LogFixture> fixtures =
        fixtures().filter(f -> f.id().matches("maven.*r|go.*|tsc")).toList();
    for (int round = 0; round < 60; round++) {
      LogFixture fixture = fixtures.get(random.nextInt(fixtures.size()));
      int limit = random.nextInt(2_000);
      String log = fixture.log();
      String cut = log.substring(random.nextInt(log.length()));
      Trimmed digest =
          LogDigest.of(cut, RunnerOutput.read(cut, true), OwnFiles.of(fixture.paths()), limit);
      assertThat(digest.text()).hasSizeLessThanOrEqualTo(limit);
    }
  }

  private static String page() throws IOException {
    StringBuilder page = new StringBuilder(LogFixture.text("page.md"));
    page.append(
        "| output | tool | what happens | characters | digest | name | message | own frame |\n");
    page.append("| --- | --- | --- | --: | --: | --- | --- | --- |\n");
    for (LogFixture fixture : fixtures().toList()) {
      String text = fixture.digest().text();
      page.append("| `")
          .append(
              String.join("` | ", fixture.id(), fixture.tool())
                  .concat(" | ")
                  .concat(fixture.what()))
          .append(" | ")
          .append(String.format(Locale.ROOT, "%,d | %,d", fixture.log().length(), text.length()))
          .append(" | ")
          .append(in(text, fixture.name()))
          .append(" | ")
          .append(in(text, fixture.said()))
          .append(" | ")
          .append(in(text, fixture.frame()))
          .append(" |\n");
    }
    for (String id : List.of("maven-noise", "pytest-noise", "go-panic", "tsc", "repeated")) {
      LogFixture fixture = LogFixture.named(id);
      page.append("\n## ").append(id).append("\n\n```\n");
      page.append(fixture.digest().text()).append("\n```\n");
    }
    return page.toString();
  }

  private static String in(String text, String wanted) {
    return wanted.equals("-") ? "–" : text.contains(wanted) ? "yes" : "**no**";
  }
}
