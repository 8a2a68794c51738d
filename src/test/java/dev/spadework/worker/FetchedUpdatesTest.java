package dev.spadework.worker;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.spadework.agent.Repo;
import dev.spadework.agent.Yard;
import dev.spadework.desk.Story;
import dev.spadework.sandbox.DockerEngine;
import dev.spadework.sandbox.DockerOptions;
import dev.spadework.sandbox.Sandboxes;
import dev.spadework.slack.Figures;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Newer versions are fetched by the package manager before the agent comes, in a setup with a
 * network; the tests run without one. Needs an engine whose containers reach Maven Central and
 * npm's registry. {@code -Dspadework.updates=GO|PIP} runs these alone.
 */
@Tag("bench")
@Tag("docker")
class FetchedUpdatesTest {
  private static final String OWNER = "updates-" + ProcessHandle.current().pid();

  @TempDir Path dir;

  @BeforeAll
  static void needsAnEngine() throws InterruptedException {
    DockerEngine.assumeRunning(DockerEngine.POLYGLOT);
  }

  @AfterAll
  static void removeImagesOfTheseSetups() {
    Yard.forget(OWNER);
  }

  private static Story story(Outmoded project) {
    StringBuilder summary = new StringBuilder();
    project.changed().forEach(path -> summary.append('`').append(path).append("`: raised\n"));
    return Story.named("bump")
        .plan(Ledger.plan(project.changed()))
        .turn(call("run_command", Map.of("command", project.takeOver())))
        .turn(call("finish", Map.of("summary", summary.toString(), "risks", List.of())))
        .turn(call("finish", Map.of("summary", summary.toString(), "risks", List.of())))
        .summary("Raise what is outdated\n\nThe newest releases.");
  }

  /** Columns: the project, what the model is told, and what the pull request says. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAVEN  | org.jsoup:jsoup 1.14.3 ->      | jsoup 1.14.3 →           | no test reaches
          GRADLE | junit:junit 4.12 -> 4.13.2     | junit:junit 4.12 → 4.13.2 | ships no changelog
          NPM    | changelog: ~/updates/notes/y18n | y18n 4.0.3 →             | exports maps are now used
          PIP    | doubler 1.0.0   2.0.0          | doubler 1.0.0 → 2.0.0    | takes whole numbers only
          CARGO  | doubler 1.0.0 -> 2.0.0         | doubler 1.0.0 → 2.0.0    | takes whole numbers only
          GO     | doubler v1.0.0 -> v1.2.0       | doubler 1.0.0 → 1.2.0    | takes whole numbers only
          """)
  void whatIsOutdatedIsFoundAndFetchedAndTestedInTheClosedCage(
      Outmoded project, String told, String moved, String risk) throws Exception {
    assumeTrue(project.name().matches(System.getProperty("spadework.updates", ".*")));
    Sandboxes docker = Sandboxes.docker(DockerOptions.of(OWNER));
    try (House house =
        new House(dir, story(project), docker, project.in(dir.resolve("source")))
            .patience(Duration.ofMinutes(8))) {
      house.with(repo -> otherwise(repo, project)).restart();
      long start = System.nanoTime();
      String id = Ledger.run(house, "deps", "raise what is outdated").id();
      Task task = house.awaitEnd(id);
      assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      String opening =
          house.journal.entries(id).stream()
              .filter(entry -> entry.event() instanceof TaskEvent.Briefed)
              .map(entry -> ((TaskEvent.Briefed) entry.event()).text())
              .findFirst()
              .orElseThrow();
      String body = house.github.pulls(House.REPO).get(0).path("body").asText();
      Figures.note(
          "updates",
          project + " took " + took.toSeconds() + " s from request to pull request\n" + body);
      assertThat(opening).contains("## Outdated").contains(told.strip());
      assertThat(body)
          .contains("Proof (dependencies): shown by code.")
          .contains(moved.strip())
          .contains(risk.strip());
    } finally {
      docker.reap(Set.of());
      docker.close();
    }
  }

  /** The lock that npm wrote is known from before the agent came; one written by hand is not it. */
  @Test
  void aLockThatTheModelWroteItselfIsCaught() throws Exception {
    assumeTrue("HAND".matches(System.getProperty("spadework.updates", ".*")));
    String byHand =
        Outmoded.NPM.takeOver()
            + " && sed -i 's/\"integrity\": \"sha512-[A-Za-z0-9+]*/\"integrity\": \"sha512-Zm9yZ2Vk/'"
            + " package-lock.json";
    Map<String, Object> finish =
        Map.of(
            "summary", "`package.json`: raised\n`package-lock.json`: raised", "risks", List.of());
    Story story =
        Story.named("bump")
            .plan(Ledger.plan(Outmoded.NPM.changed()))
            .turn(call("run_command", Map.of("command", byHand)))
            .turn(call("finish", finish))
            .turn(call("finish", finish))
            .summary("Raise it\n\nBy hand.");
    Sandboxes docker = Sandboxes.docker(DockerOptions.of(OWNER));
    try (House house =
        new House(dir, story, docker, Outmoded.NPM.in(dir.resolve("source")))
            .patience(Duration.ofMinutes(8))) {
      house.with(repo -> otherwise(repo, Outmoded.NPM)).restart();
      String id = Ledger.run(house, "deps", "raise what is outdated").id();
      Gate gate = house.awaitGate(id, Gate.Kind.TESTS).gates().open().orElseThrow();
      assertThat(gate.details())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("Missing: In the lock, but neither in the base nor written by")
                      .contains("`y18n 5."));
      assertThat(house.github.pulls(House.REPO)).isEmpty();
    } finally {
      docker.reap(Set.of());
      docker.close();
    }
  }

  private static Repo otherwise(Repo repo, Outmoded project) {
    return new Repo(
        repo.name(),
        repo.remote(),
        Optional.empty(),
        Optional.of(project.setup()),
        Optional.of(project.test()),
        Optional.of(DockerEngine.POLYGLOT));
  }
}
