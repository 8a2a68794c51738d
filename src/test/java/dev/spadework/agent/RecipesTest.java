package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.workspace.Remote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a repository is made ready and tested, read off its files. */
class RecipesTest {
  @TempDir Path dir;

  private static Recipe of(String... files) {
    return of(Map.of(), files);
  }

  private static Recipe of(Map<String, String> texts, String... files) {
    List<String> all = new ArrayList<>(List.of(files));
    all.addAll(new TreeMap<>(texts).keySet());
    return Recipes.detected(all, path -> Optional.ofNullable(texts.get(path)));
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml, Maven, mvn -B -o -fae test",
    "pom.xml mvnw, Maven, sh ./mvnw -B -o -fae test",
    "build.gradle, Gradle, gradle --offline --no-daemon --no-build-cache --continue cleanTest test",
    "settings.gradle.kts gradlew, Gradle,"
        + " sh ./gradlew --offline --no-daemon --no-build-cache --continue cleanTest test",
    "go.mod, Go, GOPROXY=off go test -v ./...",
    "Cargo.toml, Cargo, cargo test --offline --no-fail-fast",
    "pytest.ini, Python,"
        + " PATH=\"$HOME/venv/bin:$PATH\" python3 -m pytest -q --junitxml=.spadework-junit.xml",
    "test.sh pom.xml, test.sh, sh test.sh",
  })
  void theTestCommandIsFoundByTheFiles(String files, String tool, String test) {
    Recipe recipe = of(files.split(" "));
    assertThat(recipe.tool()).isEqualTo(tool);
    assertThat(recipe.test()).contains(test);
  }

  @Test
  void whereNothingIsKnownNothingIsRun() {
    assertThat(of("README.md", "src/main.c")).isEqualTo(Recipe.NONE);
    assertThat(of("docs/pom.xml", "examples/package.json")).isEqualTo(Recipe.NONE);
  }

  @Test
  void mavenAndGradleAreWarmedByARealBuild() {
    assertThat(of("pom.xml").setup().orElseThrow())
        .contains("-Dmaven.test.failure.ignore=true test")
        .doesNotContain(" -o ");
    assertThat(of("build.gradle").setup().orElseThrow())
        .contains("ignoreFailures")
        .doesNotContain("--offline");
  }

  @Test
  void theLockFileSaysWhichManagerInstalls() {
    Map<String, String> manifest =
        Map.of(
            "package.json",
            "{\"scripts\":{\"test\":\"jest\"},\"devDependencies\":{\"jest\":\"1\"}}");
    assertThat(of(manifest, "package-lock.json").setup()).contains("npm ci --no-audit --no-fund");
    assertThat(of(manifest).setup().orElseThrow()).startsWith("npm install");
    assertThat(of(manifest, "yarn.lock").setup().orElseThrow()).contains("yarn install --frozen");
    assertThat(of(manifest, "yarn.lock", ".yarnrc.yml").setup().orElseThrow())
        .contains("--immutable");
    assertThat(of(manifest, "pnpm-lock.yaml").test().orElseThrow()).endsWith("pnpm test");
    assertThat(of(manifest).test()).contains("npm test");
  }

  @Test
  void withoutAScriptTheRunnerOfTheManifestIsTaken() {
    assertThat(of(Map.of("package.json", "{\"devDependencies\":{\"vitest\":\"3\"}}")).test())
        .contains("./node_modules/.bin/vitest run");
    assertThat(of(Map.of("package.json", "{}"), "test/a.test.js").test()).contains("node --test");
    assertThat(of(Map.of("package.json", "{}"), "src/a.js").test()).isEmpty();
    assertThat(
            of(Map.of(
                    "package.json",
                    "{\"scripts\":{\"test\":\"echo \\\"Error: no test specified\\\" && exit 1\"}}"))
                .test())
        .isEmpty();
    assertThat(of(Map.of("package.json", "{}"), "test/a.test.js").setup()).isEmpty();
  }

  @Test
  void aManifestThatIsNoJsonSuggestsNothing() {
    assertThat(of(Map.of("package.json", "<html>")).test()).isEmpty();
  }

  @Test
  void pythonIsInstalledByPlainPip() {
    assertThat(
            of(Map.of("requirements.txt", "requests\n", "requirements-dev.txt", "pytest\n"))
                .setup())
        .hasValueSatisfying(
            setup ->
                assertThat(setup)
                    .contains("-r requirements-dev.txt -r requirements.txt pytest")
                    .contains("--system-site-packages"));
    assertThat(
            of(Map.of(
                    "pyproject.toml",
                    "[project]\nname='x'\n[project.optional-dependencies]\ntest = [ 'pytest' ]\n"))
                .setup()
                .orElseThrow())
        .contains("-e '.[test]' pytest");
    assertThat(of(Map.of("pyproject.toml", "[tool.poetry]\n"), "poetry.lock").setup().orElseThrow())
        .contains("-e .");
    assertThat(of("pytest.ini").setup()).isEmpty();
  }

  @Test
  void unittestRunsWhereTestsUseNothingElse() {
    String test = "import unittest\nclass T(unittest.TestCase): pass\n";
    assertThat(of(Map.of("test_a.py", test)).test().orElseThrow())
        .endsWith("python3 -m unittest discover -v");
    assertThat(of(Map.of("tests/test_a.py", test)).test().orElseThrow()).endsWith("-s tests");
    assertThat(of(Map.of("test_a.py", "def test_a(): pass\n")).test().orElseThrow())
        .contains("pytest");
  }

  @Test
  void modulesAndCratesAreFetchedAndLocksHold() {
    assertThat(of("go.mod").setup().orElseThrow()).doesNotContain("download");
    assertThat(of("go.mod", "go.sum").setup().orElseThrow()).startsWith("go mod download");
    assertThat(of("go.mod", "go.sum", "vendor/modules.txt").setup().orElseThrow())
        .doesNotContain("download");
    assertThat(of("Cargo.toml", "Cargo.lock").setup().orElseThrow()).contains("fetch --locked");
  }

  @Test
  void settingsWinAndNoneSwitchesOff() throws Exception {
    Shed shed = new Shed(dir, Optional.empty());
    assertThat(settled(shed, Optional.empty(), Optional.empty())).isEqualTo(Recipe.NONE);
    assertThat(settled(shed, Optional.of("none"), Optional.of("None")))
        .isEqualTo(new Recipe("", Optional.empty(), Optional.empty()));
    assertThat(settled(shed, Optional.of("make deps"), Optional.of("make check")))
        .isEqualTo(new Recipe("", Optional.of("make deps"), Optional.of("make check")));
  }

  private static Recipe settled(Shed shed, Optional<String> setup, Optional<String> test)
      throws Exception {
    Remote remote = Remote.of("acme/billing", "/nowhere");
    return Recipes.of(
        new Repo("acme/billing", remote, Optional.empty(), setup, test, Optional.empty()),
        shed.tree);
  }

  @ParameterizedTest
  @CsvSource({
    "mvn -q -o test, mvn",
    "./mvnw test, mvn",
    "sh ./mvnw test, mvn",
    "'cd core && mvn test', cd",
    "CI=1 ./gradlew check, gradle",
    "python3 -m pytest, python",
    "pytest -q, python",
    "/usr/bin/npm test, npm",
    "'', ''",
  })
  void theToolOfACommand(String command, String tool) {
    assertThat(Recipes.tool(command)).isEqualTo(tool);
  }
}
