package dev.spadework.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.review.Edit.Side;
import dev.spadework.review.Edit.Type;
import dev.spadework.task.TestRun;
import dev.spadework.task.Told;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What in a change stops for a person, by where it reaches and what it brings. */
class ReachTest {
  private static Change change(Set<String> planned, String asked, Edit... edits) {
    return new Change(
        List.of(edits),
        planned,
        false,
        asked,
        "sh ./run/test.sh && make check",
        List.of("billing/core/"),
        Optional.empty(),
        Optional.empty());
  }

  private static Edit changed(String path, String... added) {
    List<Edit.Line> lines = new ArrayList<>();
    for (String line : added) {
      lines.add(new Edit.Line(true, lines.size() + 1, line));
    }
    Optional<Side> side = Optional.of(new Side(Type.FILE, String.join("\n", added)));
    return new Edit(path, Optional.empty(), side, side, false, lines);
  }

  private static List<String> rules(Change change) {
    return new Review(text -> text.replace("\u202e", "\\u{202E}").replace("\u200b", "\\u{200B}"))
        .of(change).stream().map(Finding::rule).toList();
  }

  @ParameterizedTest
  @CsvSource({
    ".github/workflows/ci.yml, ci",
    ".GitHub/Workflows/x.yml, ci",
    ".github\u200b/workflows/x.yml, ci",
    ".github./workflows /x.yml, ci",
    "sub/.gitlab-ci.yml, ci",
    "JENKINSFILE, ci",
    ".travis.yml, ci",
    "azure-pipelines-nightly.yml, ci",
    ".circleci/config.yml, ci",
    ".drone.yml, ci",
    ".buildkite/pipeline.yml, ci",
    "bitbucket-pipelines.yml, ci",
    "appveyor.yml, ci",
    ".teamcity/settings.kts, ci",
    ".woodpecker/build.yml, ci",
    ".pre-commit-config.yaml, ci",
    ".husky/pre-commit, ci",
    ".gitattributes, ci",
    "services/api/Dockerfile.prod, deploy",
    "compose.yaml, deploy",
    "infra/k8s/app.yml, deploy",
    "infra/main.tf, deploy",
    "fly.toml, deploy",
    "Procfile, deploy",
    "netlify.toml, deploy",
    "web/package-lock.json, lock",
    "go.sum, lock",
    "uv.lock, lock",
    "gradle/verification-metadata.xml, lock",
    "db/migrate/001.rb, migration",
    "src/main/resources/db/migration/V2__x.sql, migration",
    "app/migrations/0001_initial.py, migration",
    "prisma/schema.prisma, migration",
    "alembic/versions/1.py, migration",
    "AGENTS.md, rules",
    "docs/CLAUDE.md, rules",
    "docs/Claude.MD, rules",
    ".cursor/rules/x.mdc, rules",
    ".github/copilot-instructions.md, rules",
    ".windsurfrules, rules",
    ".vscode/tasks.json, rules",
    ".mcp.json, rules",
    "CODEOWNERS, security",
    "SECURITY.md, security",
    "src/main/java/a/auth/Login.java, security",
    "gradle/wrapper/gradle-wrapper.properties, build",
    "mvnw, build",
    "build.rs, build",
    ".npmrc, build",
    ".env.local, secret",
    "config/server.pem, secret",
    "run/test.sh, testcommand",
    "billing/core/Sum.java, guarded"
  })
  void whatReachesFurtherThanCodeAsksEvenIfTheModelPlannedIt(String path, String kind) {
    assertThat(rules(change(Set.of(path), "do it", changed(path, "x"))))
        .contains("path." + kind)
        .doesNotContain("scope");
  }

  @Test
  void oldNamesCountToo() {
    Side side = new Side(Type.FILE, "x");
    Edit moved =
        new Edit(
            "docs/ci.txt",
            Optional.of(".github/workflows/ci.yml"),
            Optional.of(side),
            Optional.of(side),
            false,
            List.of());
    assertThat(rules(change(Set.of("docs/ci.txt"), "", moved))).containsExactly("path.ci", "scope");
    Edit gone =
        new Edit(
            "yarn.lock", Optional.empty(), Optional.of(side), Optional.empty(), false, List.of());
    assertThat(rules(change(Set.of("yarn.lock"), "", gone))).containsExactly("path.lock");
  }

  @ParameterizedTest
  @CsvSource({"pom.xml", "web/package.json", "core/build.gradle.kts", "requirements-dev.txt"})
  void aDependencyManifestAsksUnlessThatIsTheTask(String path) {
    Edit edit = changed(path, "x");
    assertThat(rules(change(Set.of(path), "round the totals", edit))).contains("path.manifest");
    assertThat(rules(change(Set.of(path), "bump the dependency", edit))).isEmpty();
    assertThat(rules(change(Set.of("a"), "bump the dependency", edit)))
        .contains("path.manifest", "scope");
    Change approved =
        new Change(
            List.of(edit),
            Set.of(path),
            true,
            "",
            "",
            List.of(),
            Optional.empty(),
            Optional.empty());
    assertThat(rules(approved)).isEmpty();
  }

  @Test
  void ordinaryCodeNeedsNobody() {
    for (String path :
        List.of("src/Csv.java", "docs/README.md", "src/author.py", "lib/keys.js", "web/app.ts")) {
      assertThat(rules(change(Set.of(path), "", changed(path, "x")))).as(path).isEmpty();
    }
  }

  @Test
  void aFileThatThePlanDoesNotNameAsksUnlessItIsATest() {
    assertThat(rules(change(Set.of("a.txt"), "", changed("b.txt", "x")))).containsExactly("scope");
    assertThat(rules(change(Set.of("**", "."), "", changed("b.txt", "x"))))
        .containsExactly("scope");
    assertThat(rules(change(Set.of(), "", changed("b.txt", "x")))).containsExactly("scope.unnamed");
    for (String test :
        List.of(
            "src/test/java/CsvTest.java", "test_csv.py", "pkg/csv_test.go", "lib/csv.spec.ts")) {
      assertThat(rules(change(Set.of("a.txt"), "", changed(test, "x")))).as(test).isEmpty();
    }
  }

  @Test
  void whatCannotBeReadOrIsNotSeenAsks() {
    assertThat(rules(change(Set.of("a"), "", changed("a", "if (x\u202e) {"))))
        .containsExactly("unseen");
    assertThat(rules(change(Set.of("a"), "", changed("a", "\uFEFFx\r", "y\r")))).isEmpty();
    assertThat(rules(change(Set.of("a"), "", changed("a", "is\u0410dmin()"))))
        .containsExactly("lookalike");
    assertThat(rules(change(Set.of("a"), "", changed("a", "// Привет, мир, ok")))).isEmpty();
    Side file = new Side(Type.FILE, "x");
    Edit binary =
        new Edit("a", Optional.empty(), Optional.empty(), Optional.of(file), true, List.of());
    assertThat(rules(change(Set.of("a"), "", binary))).containsExactly("binary");
  }

  @Test
  void modesAsk() {
    assertThat(rules(change(Set.of("a"), "", typed(Type.FILE, Type.EXECUTABLE))))
        .containsExactly("mode.executable");
    assertThat(rules(change(Set.of("a"), "", typed(Type.FILE, Type.LINK))))
        .containsExactly("mode.link");
    assertThat(rules(change(Set.of("a"), "", typed(Type.FILE, Type.SUBMODULE))))
        .containsExactly("mode.submodule");
    assertThat(rules(change(Set.of("a"), "", typed(Type.EXECUTABLE, Type.EXECUTABLE)))).isEmpty();
  }

  private static Edit typed(Type before, Type after) {
    return new Edit(
        "a",
        Optional.empty(),
        Optional.of(new Side(before, "x")),
        Optional.of(new Side(after, "../y")),
        false,
        List.of());
  }

  @Test
  void sizeAsks() {
    String[] lines = "x ".repeat(Reach.LINES + 1).split(" ");
    assertThat(rules(change(Set.of("a"), "", changed("a", lines)))).containsExactly("size.lines");
    Edit[] many = new Edit[Reach.FILES + 1];
    for (int i = 0; i < many.length; i++) {
      many[i] = changed("tests/t" + i + ".txt", "x");
    }
    assertThat(rules(change(Set.of("a"), "", many))).containsExactly("size.files");
  }

  @Test
  void fewerTestsThanBeforeAsk() {
    assertThat(counted(new TestRun.Counts(9, 0, 0))).containsExactly("count.fewer");
    assertThat(counted(new TestRun.Counts(9, 0, 2))).containsExactly("count.skipped");
    assertThat(counted(new TestRun.Counts(11, 0, 0))).isEmpty();
    assertThat(counted(null)).containsExactly("count.unknown");
  }

  private static List<String> counted(TestRun.Counts now) {
    return rules(
        new Change(
            List.of(changed("a", "x")),
            Set.of("a"),
            false,
            "",
            "",
            List.of(),
            Optional.of(run(new TestRun.Counts(10, 0, 0))),
            Optional.of(run(now))));
  }

  private static TestRun run(TestRun.Counts counts) {
    return new TestRun(
        TestRun.Purpose.CHANGE,
        Told.ID,
        "",
        TestRun.Verdict.PASSED,
        Optional.ofNullable(counts),
        List.of(),
        "",
        "",
        0);
  }

  @Test
  void contentCannotPassForAHeader() {
    String diff =
        "diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,2 +1,4 @@\n x\n+diff --git a/z b/z\n"
            + "+@@ -1,9 +1,9 @@\n-y\n+one\rtwo\n\\ No newline at end of file\n"
            + "diff --git a/b b/b\nnew file mode 100644\nBinary files differ\n"
            + "diff --git a/c b/c\n--- a/c\n+++ b/c\n@@ -0,0 +1 @@\n+c\n";
    List<List<Edit.Line>> files = Hunks.of(diff);
    assertThat(files).hasSize(3);
    assertThat(files.get(0))
        .containsExactly(
            new Edit.Line(true, 2, "diff --git a/z b/z"),
            new Edit.Line(true, 3, "@@ -1,9 +1,9 @@"),
            new Edit.Line(false, 2, "y"),
            new Edit.Line(true, 4, "one\rtwo"));
    assertThat(files.get(1)).isEmpty();
    assertThat(files.get(2)).containsExactly(new Edit.Line(true, 1, "c"));
  }
}
