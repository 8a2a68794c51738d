package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
  @TempDir Path temp;
  private Git source;
  private int tasks;

  @BeforeEach
  void source() throws Exception {
    source = SampleRepository.at(temp.resolve("source"));
  }

  @Test
  void aTreeThatWaitedIsBroughtToTheBaseAndIsTheBaseByteForByte() throws Exception {
    try (Workspace workspace = workspace(2)) {
      task(workspace);
      workspace.awaitPool();
      source.run("rm", "-q", "src/deep/er/B.java");
      source.run("rm", "-q", "src/A.java");
      source.write("README.md", "# New\n").write("src/A.java/now/a/folder", "x").commit("next");

      Tree tree = task(workspace);

      assertThat(tree.snapshot()).isEqualTo(source.run("rev-parse", "HEAD^{tree}").strip());
      assertThat(tree.root().resolve("src/deep")).doesNotExist();
    }
  }

  @Test
  void treesStayOverARestartAndTwoTasksGetTwo() throws Exception {
    try (Workspace workspace = workspace(2)) {
      task(workspace);
      workspace.awaitPool();
      assertThat(waiting()).hasSize(2);
    }
    Workspace another = Workspace.at(temp.resolve("data"), Redactor.of(List.of()));
    assertThat(task(another).snapshot()).isEqualTo(task(another).snapshot());
    assertThat(waiting()).isEmpty();
  }

  @Test
  void whatIsNoLongerListedGoesAndWhatIsListedIsBroughtUpToNumber() throws Exception {
    try (Workspace workspace = workspace(1)) {
      task(workspace);
      workspace.awaitPool();
    }
    try (Workspace workspace = workspace(2)) {
      workspace.listed(List.of(remote()));
      workspace.awaitPool();
      assertThat(waiting()).hasSize(2);
      workspace.listed(List.of());
      assertThat(waiting()).isEmpty();
    }
  }

  @Test
  void aWithheldFileIsNeitherInTheTreeNorAmongTheObjectsThatASandboxSees() throws Exception {
    task(workspace(0));
    source.write(".env", "PASSWORD=hunter2hunter2\n").commit("a secret");
    Tree tree = task(workspace(0));

    assertThat(tree.withheld()).containsExactly(".env");
    assertThat(tree.root().resolve(".env")).doesNotExist();
    String blob = source.run("rev-parse", "HEAD:.env").strip();
    Git shown = Git.in(tree.replicaObjects().resolve("pack"));
    for (Path index :
        Files.list(shown.directory()).filter(p -> p.toString().endsWith("idx")).toList()) {
      assertThat(shown.run("verify-pack", "-v", index.toString())).doesNotContain(blob);
    }
  }

  @Test
  void noMoreDiskIsTakenThanIsAllowed() throws Exception {
    try (Workspace workspace =
        Workspace.at(temp.resolve("data"), Redactor.of(List.of()), new PoolSettings(2, 10))) {
      task(workspace);
      workspace.awaitPool();
      assertThat(waiting()).isEmpty();
    }
  }

  private Workspace workspace(int trees) {
    return Workspace.at(
        temp.resolve("data"), Redactor.of(List.of()), new PoolSettings(trees, 1 << 30));
  }

  private Tree task(Workspace workspace) throws Exception {
    String commit = workspace.pin(remote(), "main").commit();
    return workspace.open("t-%08d".formatted(tasks++), remote(), commit);
  }

  private Remote remote() {
    return Remote.of("acme/billing", source.directory().toString());
  }

  private List<Path> waiting() throws IOException {
    Path pool = temp.resolve("data/pool");
    if (!Files.isDirectory(pool)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(pool, 2)) {
      return all.filter(each -> each.getFileName().toString().startsWith("clean-")).toList();
    }
  }
}
