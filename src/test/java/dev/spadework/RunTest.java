package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Sample;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.desk.Stories;
import dev.spadework.workspace.Author;
import dev.spadework.workspace.Git;
import dev.spadework.workspace.Seed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code run} from its arguments to its exit code, on a real clone, with a scripted model. */
class RunTest {
  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private ScriptedGemini model;
  private Path clone;

  @BeforeEach
  void start() throws Exception {
    Assumed.aSandbox(dir.resolve("trial"));
    model = ScriptedGemini.start(0, Stories.script(Duration.ZERO));
    environment.put("GEMINI_API_KEY", "key-of-the-test");
    environment.put("GEMINI_BASE_URL", model.baseUrl());
    environment.put("XDG_STATE_HOME", dir.resolve("state").toString());
    Map<String, Seed.File> files = new TreeMap<>();
    Sample.files()
        .forEach((path, seed) -> files.put(path, new Seed.File(seed.content(), seed.executable())));
    Seed.bare(
        dir.resolve("origin.git"),
        "main",
        files,
        "All of it\n",
        new Author("Ann", "ann@example.invalid"),
        Instant.parse("2026-01-01T00:00:00Z"));
    clone = dir.resolve("invoices");
    Git.in(dir).run("clone", "-q", "origin.git", "invoices");
  }

  @AfterEach
  void stop() {
    if (model != null) {
      model.close();
    }
  }

  @Test
  void aTaskEndsAsABranchAndTheWorkTreeIsNotTouched() throws Exception {
    Files.writeString(clone.resolve("README.md"), "work of my own\n");
    String head = Git.in(clone).run("rev-parse", "HEAD");

    int code = run(List.of(), "add CSV export to invoices");

    assertThat(code).as("%s%s", out, err).isZero();
    String branch =
        Git.in(clone).run("branch", "--list", "spadework/*", "--format=%(refname:short)").strip();
    assertThat(branch).startsWith("spadework/t-").endsWith("-add-csv-export-to-invoices");
    assertThat(Git.in(clone).run("status", "--porcelain")).isEqualTo(" M README.md\n");
    assertThat(Git.in(clone).run("rev-parse", "HEAD")).isEqualTo(head);
    assertThat(Git.in(clone).run("diff", "--stat", "main", branch)).contains("Csv");
    assertThat(out.toString())
        .contains("plan: ")
        .contains("  1. ")
        .contains("step 1 of")
        .contains("running the tests on the untouched base")
        .contains("Branch: " + branch);

    String id = branch.substring("spadework/".length(), "spadework/t-12345678".length());
    environment.put("DATABASE_URL", "jdbc:sqlite:" + dir.resolve("state/spadework/spadework.db"));
    assertThat(execute(Optional.empty(), "trace", id)).isZero();
    assertThat(out.toString()).contains("tests on the base: ").contains("tokens in (");
    assertThat(execute(Optional.empty(), "trace", "t-00000000")).isEqualTo(2);
  }

  @Test
  void withoutATerminalAQuestionIsKeptAndTheSameCommandGoesOn() throws Exception {
    assertThat(run(List.of(), "round totals to cents")).as("%s%s", out, err).isEqualTo(Main.ASKS);
    assertThat(out.toString())
        .contains("The tests failed a second time after my changes")
        .contains("Run the same command in a terminal");
    int calls = model.seen().size();

    int code = run(List.of("4"), "round totals to cents");

    assertThat(code).as("%s%s", out, err).isEqualTo(Main.FAILED);
    assertThat(out.toString()).contains("Going on with task").contains("1) Retry with a hint");
    assertThat(model.seen()).hasSize(calls);
    assertThat(Git.in(clone).run("branch", "--list", "spadework/*")).isEmpty();
  }

  @Test
  void aHintAtThePromptBringsTheTaskToItsEnd() throws Exception {
    int code = run(List.of("99", "1", "round net and gross only"), "round totals to cents");
    assertThat(code).as("%s%s", out, err).isZero();
    assertThat(Git.in(clone).run("branch", "--list", "spadework/*"))
        .contains("round-totals-to-cents");
  }

  @Test
  void whatCannotBeDoneIsOneLineAndCodeTwo() {
    assertThat(execute(Optional.empty(), "run", "--repo", dir.toString(), "x")).isEqualTo(2);
    assertThat(err.toString()).contains("is in no git repository").doesNotContain("Exception");
    environment.remove("GEMINI_API_KEY");
    assertThat(execute(Optional.empty(), "run", "--repo", clone.toString(), "x")).isEqualTo(2);
    assertThat(err.toString()).contains("GEMINI_API_KEY is not set");
    assertThat(execute(Optional.empty(), "run")).isEqualTo(2);
    assertThat(execute(Optional.empty())).isEqualTo(2);
  }

  private int run(List<String> answers, String text) {
    Deque<String> left = new ArrayDeque<>(answers);
    Optional<Person> person =
        answers.isEmpty() ? Optional.empty() : Optional.of(p -> Optional.ofNullable(left.poll()));
    return execute(person, "run", "--repo", clone.toString(), text);
  }

  private int execute(Optional<Person> person, String... arguments) {
    CommandLine line = Main.commandLine(new World(environment, Clock.systemUTC(), person));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
