package dev.spadework.worker;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.agent.Repo;
import dev.spadework.desk.Story;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.workspace.Git;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Newer versions are fetched by the package manager before the agent comes, in a setup with a
 * network; the tests run without one. Needs an engine whose containers reach npm's registry.
 */
@Tag("bench")
@Tag("docker")
class FetchedUpdatesTest {
  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning(DockerEngine.POLYGLOT);
  }

  private Git project() {
    Git source = Git.init(dir.resolve("source"));
    source.write(
        "package.json",
        "{\n  \"name\": \"pad\",\n  \"version\": \"1.0.0\",\n"
            + "  \"scripts\": {\n    \"test\": \"node --test\"\n  },\n"
            + "  \"dependencies\": {\n    \"left-pad\": \"1.1.3\"\n  }\n}\n");
    source.write(
        "pad.test.js",
        "const test = require('node:test');\nconst assert = require('node:assert');\n"
            + "const pad = require('left-pad');\n"
            + "test('pads', () => assert.strictEqual(pad('7', 3, '0'), '007'));\n");
    source.write(".gitignore", "node_modules/\n");
    source.commit("A project that pads");
    return source;
  }

  private static Repo otherwise(Repo repo) {
    return new Repo(
        repo.name(),
        repo.remote(),
        Optional.empty(),
        Optional.of("npm install --no-audit --no-fund"),
        Optional.of("npm test"),
        Optional.of(DockerEngine.POLYGLOT));
  }

  @Test
  void whatIsOutdatedIsFoundAndFetchedAndTestedInTheClosedCage() throws Exception {
    Story story =
        Story.named("bump")
            .plan(Ledger.plan(List.of("package.json")))
            .turn(
                call(
                    "run_command",
                    Map.of(
                        "command",
                        "cp ~/updates/tree/package.json . && cp -a ~/updates/tree/node_modules .")))
            .turn(
                call(
                    "finish",
                    Map.of(
                        "summary",
                        "`package.json`: left-pad is raised\n`package-lock.json`: new",
                        "risks",
                        List.of())))
            .summary("Raise left-pad\n\nThe newest release.");
    Sandboxes docker =
        Sandboxes.docker(DockerOptions.of("playbooks-" + ProcessHandle.current().pid()));
    try (House house = new House(dir, story, docker, project())) {
      house.with(FetchedUpdatesTest::otherwise).restart();
      String id = Ledger.run(house, "deps", "upgrade left-pad").id();
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      String opening =
          house.journal.entries(id).stream()
              .filter(entry -> entry.event() instanceof TaskEvent.Briefed)
              .map(entry -> ((TaskEvent.Briefed) entry.event()).text())
              .findFirst()
              .orElseThrow();
      assertThat(opening).contains("## Outdated").contains("left-pad").contains("1.3.0");
      String body = house.github.pulls(House.REPO).get(0).path("body").asText();
      assertThat(body)
          .contains("Proof (dependencies): shown by code.")
          .contains("left-pad 1.1.3 → ");
    } finally {
      docker.reap(java.util.Set.of());
      docker.close();
    }
  }
}
