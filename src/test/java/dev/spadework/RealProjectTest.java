package dev.spadework;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spadework.desk.Message;
import dev.spadework.desk.SlackStandIn;
import dev.spadework.desk.Story;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.workspace.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main job on a public project with a history: the model makes a change that people once made,
 * and the project's own tests judge it. Needs a clone of google/gson, whose directory is named by
 * {@code -Dspadework.gson=DIR}, and a network for the setup phase.
 */
@Tag("bench")
@Tag("docker")
class RealProjectTest {
  /** "Add explicit support for floats in JsonTreeWriter" (#2132). */
  private static final String CHANGE = "d2aee6502b";

  private static final String TEST = "mvn -q -B -o -pl gson test";
  private static final String SETUP = "mvn -q -B -pl gson -Dmaven.test.failure.ignore test";

  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning();
  }

  @Test
  void aHistoricalChangeOfGsonIsMadeAgain() throws Exception {
    String clone = System.getProperty("spadework.gson", "");
    assumeTrue(!clone.isEmpty(), "name a clone of google/gson by -Dspadework.gson=DIR");
    Git source = Git.in(dir.resolve("gson"));
    source.run("clone", "-q", "--bare", clone, ".");
    String base = source.run("rev-parse", CHANGE + "^").strip();
    for (String branch :
        source.run("for-each-ref", "--format=%(refname)", "refs/heads").lines().toList()) {
      source.run("update-ref", "-d", branch);
    }
    source.run("update-ref", "refs/heads/main", base);
    Outside.Project project = new Outside.Project(source, TEST, SETUP);
    try (Outside world = new Outside(dir, story(source), "docker", DockerEngine.IMAGE, project)) {
      world.start();
      world.ask("add explicit support for floats in JsonTreeWriter repo:acme/billing");
      // One of its date tests is red on this JDK before anybody changed anything.
      Message red = world.await("red", Duration.ofMinutes(10));
      System.out.println(red.words());
      world.slack.press(SlackStandIn.BOB, SlackStandIn.CHANNEL, red.ts(), "Approve");
      Message outcome = world.await("pull request is ready", Duration.ofMinutes(10));
      System.out.println(outcome.words());
      System.out.println(world.github.pulls(Outside.REPO).get(0).path("body").asText());
      String branch =
          world.origin.run("branch", "--list", "spadework/*", "--format=%(refname)").strip();
      assertThat(world.origin.run("rev-parse", branch + "^{tree}"))
          .isEqualTo(source.run("rev-parse", CHANGE + "^{tree}"));
      System.out.println(world.origin.run("diff", "--stat", "main", branch));
    } finally {
      Files.copy(
          dir.resolve("serve.log"),
          Path.of("target", "real-project.log"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Writes the files as the people left them. */
  private static Story story(Git source) {
    List<String> files = source.run("diff", "--name-only", CHANGE + "^", CHANGE).lines().toList();
    Story story =
        Story.named("gson")
            .plan(
                Map.of(
                    "summary",
                    "Override value(float) in JsonTreeWriter, which JsonWriter has got",
                    "steps",
                    List.of(Map.of("title", "Write floats as a tree and test it", "files", files)),
                    "assumptions",
                    List.of(),
                    "questions",
                    List.of(),
                    "risk",
                    "low",
                    "confidence",
                    0.9,
                    "judgement",
                    List.of()))
            .turn(
                call("search", Map.of("pattern", "value\\(float", "glob", "**/*.java")),
                call("read_file", Map.of("path", files.get(0), "from", 150, "to", 220)));
    List<String> lines = new ArrayList<>();
    for (String file : files) {
      story.turn(
          call(
              "write_file",
              Map.of("path", file, "content", source.run("show", CHANGE + ":" + file))));
      lines.add("`" + file + "`: floats are written as they are");
    }
    return story
        .turn(
            call("step_done", Map.of("step", 1)),
            call("finish", Map.of("summary", String.join("\n", lines), "risks", List.of())))
        .summary("Add explicit support for floats in JsonTreeWriter\n\nOverrides value(float).");
  }
}
