package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.task.Plan;
import dev.spadework.workspace.Diff;
import dev.spadework.workspace.FileChange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What in a change stops for a person. */
class DiffCheckTest {
  private static Plan plan(String... files) {
    return new Plan(
        "s",
        List.of(new Plan.Step("t", List.of(files))),
        List.of(),
        List.of(),
        "low",
        1,
        List.of());
  }

  private static FileChange changed(String path) {
    return new FileChange(path, Optional.empty(), FileChange.Kind.MODIFIED, 1, 1, false);
  }

  private static List<String> found(Plan plan, String added, FileChange... changes) {
    return DiffCheck.of(
        new Diff(List.of(changes), added), plan, Redactor.of(List.of("s3cret-value")));
  }

  @Test
  void aPlannedChangeOfOrdinaryFilesNeedsNobody() {
    assertThat(found(plan("src/Csv.java"), "+x\n", changed("src/Csv.java"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ".github/workflows/ci.yml, continuous integration",
    "Jenkinsfile, continuous integration",
    ".gitlab-ci.yml, continuous integration",
    "services/api/Dockerfile, deployment",
    "infra/k8s/app.yml, deployment",
    "infra/main.tf, deployment",
    "web/package-lock.json, a lock file",
    "go.sum, a lock file",
    "db/migrate/001.rb, a database migration",
    "src/main/resources/db/migration/V2__x.sql, a database migration",
    "AGENTS.md, rules for agents",
    "docs/CLAUDE.md, rules for agents",
    ".cursor/rules/x.mdc, rules for agents",
    ".env.local, a file that may hold a secret",
    "config/server.pem, a file that may hold a secret"
  })
  void whatReachesFurtherThanCodeAsksEvenIfTheModelPlannedIt(String path, String what) {
    assertThat(found(plan(path), "+x\n", changed(path)))
        .containsExactly("`" + path + "` is " + what + ".");
  }

  @ParameterizedTest
  @CsvSource({"pom.xml", "web/package.json", "core/build.gradle.kts", "requirements-dev.txt"})
  void aDependencyManifestAsksUnlessThePlanNamesIt(String path) {
    assertThat(found(plan(path), "+x\n", changed(path))).isEmpty();
    assertThat(found(plan("a"), "+x\n", changed(path)))
        .containsExactly(
            "`" + path + "` is a dependency manifest.", "`" + path + "` is not in the plan.");
  }

  @Test
  void aFileThatThePlanDoesNotNameAsksUnlessItIsATest() {
    assertThat(found(plan("a.txt"), "+x\n", changed("b.txt")))
        .containsExactly("`b.txt` is not in the plan.");
    for (String test :
        List.of(
            "src/test/java/CsvTest.java",
            "src/test/resources/x.csv",
            "test_csv.py",
            "pkg/csv_test.go",
            "web/src/__tests__/csv.js",
            "spec/csv_spec.rb",
            "lib/csv.spec.ts")) {
      assertThat(found(plan("a.txt"), "+x\n", changed(test))).as(test).isEmpty();
    }
  }

  @Test
  void aTestThatIsDeletedOrMovedAwayAsks() {
    FileChange deleted =
        new FileChange(
            "src/test/java/CsvTest.java", Optional.empty(), FileChange.Kind.DELETED, 0, 9, false);
    assertThat(found(plan("src/test/java/CsvTest.java"), "", deleted))
        .containsExactly("`src/test/java/CsvTest.java` is a test and was deleted.");
    FileChange moved =
        new FileChange(
            "old/Csv.txt",
            Optional.of("src/test/java/CsvTest.java"),
            FileChange.Kind.RENAMED,
            0,
            0,
            false);
    assertThat(found(plan("old/Csv.txt"), "", moved))
        .containsExactly("`src/test/java/CsvTest.java` is a test and was moved away.");
  }

  @ParameterizedTest
  @CsvSource({
    "'+  @Disabled(\"flaky\")'",
    "'+@Ignore'",
    "'+    t.Skip(\"later\")'",
    "'+@pytest.mark.skip'",
    "'+it.skip(\"adds\", () => {'",
    "'+#[ignore]'"
  })
  void aTestThatIsSwitchedOffAsks(String line) {
    assertThat(found(plan("src/test/X.java"), line, changed("src/test/X.java")))
        .containsExactly("An added line switches a test off.");
    assertThat(found(plan("src/test/X.java"), "-" + line.substring(1), changed("src/test/X.java")))
        .isEmpty();
  }

  @Test
  void aSecretInAnAddedLineAsksAndIsNotRepeated() {
    List<String> found = found(plan("a"), "+++ b/a\n+key=AKIAABCDEFGHIJKLMNOP\n", changed("a"));
    assertThat(found).containsExactly("`a` line 1 looks like a secret (AWS access key, `AKIA…`).");
    assertThat(found(plan("a"), "+s3cret-value\n", changed("a"))).hasSize(1);
    assertThat(found(plan("a"), "-key=AKIAABCDEFGHIJKLMNOP\n", changed("a"))).isEmpty();
  }

  @Test
  void whatIsBinaryOrTooLargeAsks() {
    FileChange binary =
        new FileChange("a.bin", Optional.empty(), FileChange.Kind.ADDED, 0, 0, true);
    assertThat(found(plan("a.bin"), "", binary)).containsExactly("`a.bin` is binary.");
    FileChange large =
        new FileChange("a", Optional.empty(), FileChange.Kind.ADDED, 1_501, 0, false);
    assertThat(found(plan("a"), "", large))
        .containsExactly("The change has 1501 lines; the limit is 1500.");
  }
}
