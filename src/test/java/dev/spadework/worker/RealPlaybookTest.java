package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spadework.sandbox.Namespaces;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.slack.Figures;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Proof;
import dev.spadework.task.Task;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Playbooks on changes that people once made to public projects. Needs their histories, named by
 * {@code -Dspadework.pytest=DIR} and {@code -Dspadework.gson=DIR}.
 */
@Tag("bench")
class RealPlaybookTest {
  /** "fix #10342: put location into warning exceptions". */
  private static final String LOCATION = "14919c4bb";

  /** "Fix typos and grammar issues" (#3092). */
  private static final String TYPOS = "9835b6f90";

  private static final String STASH = "testing/test_stash.py";

  private static final String PYTEST =
      "echo 'version = \"9.1\"' > src/_pytest/_version.py; PYTHONPATH=src exec /usr/bin/python3 -m pytest -c /dev/null --rootdir=. -p no:cacheprovider -p pytester"
          + " --junitxml=junit.xml -q testing/test_warning_types.py 2>&1\n";

  @TempDir Path dir;

  /** The parent of the commit, with a script that runs tests. */
  private Git base(String project, String commit, String script, String... without) {
    String history = System.getProperty("spadework." + project, "");
    assumeTrue(!history.isEmpty(), "name a history by -Dspadework." + project + "=DIR");
    Git source = Git.in(dir.resolve(project));
    source.run("clone", "-q", "--no-checkout", history, ".");
    // One commit: cloning a whole history is another test's subject.
    source.run("checkout", "-q", "--orphan", "played", commit + "^");
    for (String path : without) {
      source.run("rm", "-q", path);
    }
    source.write("test.sh", script);
    source.write(".gitignore", "__pycache__/\njunit.xml\n_version.py\n");
    source.commit("A script that runs the tests");
    for (String branch :
        source.run("for-each-ref", "--format=%(refname)", "refs/heads").lines().toList()) {
      if (!branch.equals("refs/heads/played")) {
        source.run("update-ref", "-d", branch);
      }
    }
    source.run("branch", "-q", "-m", "main");
    return source;
  }

  private static Map<String, String> files(Git source, String commit, String only) {
    Map<String, String> files = new TreeMap<>();
    for (String path : source.run("diff", "--name-only", commit + "^", commit).lines().toList()) {
      if (path.matches(only)) {
        files.put(path, source.run("show", commit + ":" + path));
      }
    }
    return files;
  }

  private House house(Git source, Map<String, String> files) throws InterruptedException {
    Namespaces.assumeUsable(dir.resolve("homes"));
    return new House(dir, Ledger.story(files), Sandboxes.process(dir.resolve("homes")), source);
  }

  @Test
  void aHistoricalBugOfPytestIsShownByItsHistoricalTest() throws Exception {
    Git source = base("pytest", LOCATION, PYTEST);
    Map<String, String> files = files(source, LOCATION, ".*");
    try (House house = house(source, files)) {
      Task task = Ledger.run(house, "bug", "warnings that become errors do not say where");
      Task done = house.awaitEnd(task.id());
      assertThat(done.phase()).as(house.events(task.id())).isEqualTo(Phase.DONE);
      figures("pytest bug", done);
      assertThat(house.github.pulls(House.REPO).get(0).path("body").asText())
          .contains("Proof (bug): shown by code.")
          .containsPattern("tests that are red on the base: \\d+ ");
    }
  }

  @Test
  void theSameFixWithATestThatWasGreenIsCaught() throws Exception {
    Git source = base("pytest", LOCATION, PYTEST);
    Map<String, String> files = files(source, LOCATION, "src/.*");
    String tests = source.run("show", LOCATION + "^:testing/test_warning_types.py");
    files.put(
        "testing/test_warning_types.py",
        tests
            + """

            def test_warnings_have_names():
                assert warning_types.PytestWarning.__name__ == "PytestWarning"
            """
                .indent(0));
    try (House house = house(source, files)) {
      Task task = Ledger.run(house, "bug", "warnings that become errors do not say where");
      Task stopped = house.awaitGate(task.id(), Gate.Kind.TESTS);
      figures("pytest bug, cheating", stopped);
      assertThat(String.join("\n", stopped.gates().open().orElseThrow().details()))
          .contains("passes on the base too, so it does not show the bug");
    }
  }

  private Git withoutTestsOfStash() {
    String files = "testing/test_warning_types.py";
    return base(
        "pytest",
        LOCATION,
        PYTEST.replace(files, files + " $(ls " + STASH + " 2>/dev/null)"),
        STASH);
  }

  /** The base has lost the tests of one file; the model writes what the project has for it. */
  @Test
  void theTestsThatPytestHasForAFileNoticeWhenItIsBroken() throws Exception {
    Git source = withoutTestsOfStash();
    String tests = source.run("show", LOCATION + "^:" + STASH);
    try (House house = house(source, Map.of(STASH, tests))) {
      Task task = Ledger.run(house, "tests", "add tests for the stash");
      Task done = house.patience(Duration.ofMinutes(8)).awaitEnd(task.id());
      assertThat(done.phase()).as(house.events(task.id())).isEqualTo(Phase.DONE);
      figures("pytest tests", done);
      assertThat(house.github.pulls(House.REPO).get(0).path("body").asText())
          .contains("Proof (tests): shown by code.")
          .containsPattern("The new tests noticed \\d+ of \\d+ places broken on purpose");
    }
  }

  @Test
  void testsOfPytestThatAssertNothingAreCaught() throws Exception {
    Git source = withoutTestsOfStash();
    String tests =
        "from _pytest.stash import Stash, StashKey\n\n\ndef test_stash() -> None:\n"
            + "    stash = Stash()\n    key = StashKey[str]()\n    stash[key] = 'hello'\n"
            + "    stash.get(key, None)\n    stash.setdefault(key, 'x')\n    assert stash is not None\n";
    try (House house = house(source, Map.of(STASH, tests))) {
      Task task = Ledger.run(house, "tests", "add tests for the stash");
      Task stopped = house.patience(Duration.ofMinutes(8)).awaitGate(task.id(), Gate.Kind.TESTS);
      figures("pytest tests, cheating", stopped);
      assertThat(String.join("\n", stopped.gates().open().orElseThrow().details()))
          .contains("The new tests noticed only");
    }
  }

  @Test
  void historicalTyposOfGsonAreWordsOnly() throws Exception {
    Git source =
        base(
            "gson",
            TYPOS,
            "python3 - <<'E'\nimport glob\n"
                + "n=len(glob.glob('gson/src/main/java/**/*.java', recursive=True))\n"
                + "print('%d passed, 0 failed' % n)\nE\n");
    Map<String, String> files = files(source, TYPOS, ".*\\.md|gson/src/main/.*");
    try (House house = house(source, files)) {
      Task task = Ledger.run(house, "docs", "fix typos in documents and comments");
      Task done = house.awaitEnd(task.id());
      assertThat(done.phase()).as(house.events(task.id())).isEqualTo(Phase.DONE);
      figures("gson docs", done);
    }
  }

  private static void figures(String what, Task task) throws IOException {
    Proof proof = task.proving().last().orElseThrow();
    long tests = task.testing().last().orElseThrow().millis();
    List<String> facts =
        proof.facts().stream()
            .map(fact -> fact.says() + " " + fact.rule() + fact.values())
            .toList();
    Figures.note(
        "playbooks",
        what
            + ": the check took "
            + Math.round(10.0 * proof.millis() / Math.max(1, tests)) / 10.0
            + " times its test run; "
            + facts);
  }
}
