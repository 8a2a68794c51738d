package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.workspace.Git;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ContextCommandTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void repository() throws Exception {
    Files.writeString(dir.resolve("Invoices.java"), "class Invoices {\n  void export() {}\n}\n");
    Files.writeString(dir.resolve("Weather.java"), "class Weather {\n  void rain() {}\n}\n");
    Git.in(dir).run("init", "-q");
    Git.in(dir).run("add", "-A");
    Files.writeString(dir.resolve("Untracked.java"), "class Untracked { void export() {} }\n");
    Files.writeString(dir.resolve("task.txt"), "Export invoices as CSV");
  }

  @Test
  void itNamesTheLinesOfTrackedFilesThatFitTheTaskAndTheBudget() throws Exception {
    assertThat(context("500")).as(err.toString()).isZero();
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    JsonNode first = answer.get("files").get(0);
    assertThat(first.get("path").asText()).isEqualTo("Invoices.java");
    assertThat(first.get("ranges").get(0).get(0).asInt()).isEqualTo(1);
    assertThat(first.get("ranges").get(0).get(1).asInt()).isEqualTo(3);
    assertThat(answer.get("tokens").asInt()).isBetween(1, 500);
    assertThat(answer.get("layers").findValuesAsText("name"))
        .containsExactly("system", "answer", "files", "snippets", "request");
    assertThat(answer.get("layers").findValues("tokens")).allMatch(tokens -> tokens.asInt() > 0);
    assertThat(answer.toString()).doesNotContain("Untracked").doesNotContain("Weather");
  }

  @Test
  void whatCannotBeReadIsOneLineAndCodeTwo() throws Exception {
    assertThat(context("0")).isEqualTo(2);
    Files.delete(dir.resolve("task.txt"));
    assertThat(context("100")).isEqualTo(2);
    assertThat(err.toString()).contains("--task-file").doesNotContain("Exception");
  }

  private int context(String budget) {
    CommandLine line = Main.commandLine(new World(Map.of(), Clock.systemUTC()));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(
        "context",
        "--repo",
        dir.toString(),
        "--task-file",
        dir.resolve("task.txt").toString(),
        "--budget",
        budget);
  }
}
