package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.spadework.redact.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneTest {
  private static final Author ANN = new Author("Ann", "ann@example.invalid");
  @TempDir private Path dir;

  @Test
  void aSeededRepositoryHasItsFilesAndIsTheSameOnAnyDay() throws Exception {
    Map<String, Seed.File> files =
        Map.of("run.sh", file("true\n", true), "docs/a.md", file("# A\n", false));
    String one = Seed.bare(dir.resolve("1.git"), "main", files, "First\n", ANN, Instant.EPOCH);
    String two = Seed.bare(dir.resolve("2.git"), "main", files, "First\n", ANN, Instant.EPOCH);
    assertThat(one).isEqualTo(two);
    assertThat(git("--git-dir", "1.git", "ls-tree", "-r", "main"))
        .contains("100755 blob")
        .contains("docs/a.md");
    assertThat(Clone.around(dir.resolve("1.git")).hasCommits()).isTrue();
  }

  @Test
  void aRepositoryIsFoundFromADirectoryInItAndOnlyTrackedFilesAreNamed() throws Exception {
    git("init", "-q", "mine");
    Path mine = dir.resolve("mine");
    Files.createDirectories(mine.resolve("src"));
    Files.writeString(mine.resolve("src/A.java"), "class A {}\n");
    git("-C", "mine", "add", "-A");
    Files.writeString(mine.resolve("notes.txt"), "not tracked\n");
    Clone clone = Clone.around(mine.resolve("src"));
    assertThat(clone.root()).isEqualTo(mine.toRealPath());
    assertThat(clone.tracked()).containsExactly("src/A.java");
    assertThat(clone.hasCommits()).isFalse();
  }

  @Test
  void thePastIsWhatOrdinaryCommitsTouched() throws Exception {
    git("init", "-q", "-b", "main", "mine");
    Git mine = Git.in(dir.resolve("mine"));
    mine.write("a.txt", "1\n").commit("Make a\n\nAs asked.");
    for (int i = 0; i < 21; i++) {
      mine.write("many/" + i, "1\n");
    }
    mine.commit("Make many");
    mine.run("switch", "-q", "-c", "side");
    mine.write("a.txt", "2\n").write("b.txt", "1\n").commit("Change a, make b");
    mine.run("switch", "-q", "main");
    mine.run("merge", "-q", "--no-ff", "-m", "A merge", "side");
    List<PastCommit> past = new ArrayList<>();
    Clone.around(mine.directory())
        .contents(Credentials.but(List.of()))
        .past(10, Optional.empty(), id -> false, (id, commit) -> past.add(commit));
    assertThat(past)
        .extracting(commit -> commit.message().strip(), PastCommit::paths)
        .containsExactlyInAnyOrder(
            tuple("Make many", List.of()),
            tuple("Change a, make b", List.of("a.txt", "b.txt")),
            tuple("Make a\n\nAs asked.", List.of("a.txt")));
  }

  @Test
  void whereThereIsNoRepositoryThePersonIsTold() {
    assertThatThrownBy(() -> Clone.around(dir))
        .isInstanceOf(WorkspaceException.class)
        .hasMessage(dir + " is in no git repository.");
  }

  private static Seed.File file(String text, boolean executable) {
    return new Seed.File(text.getBytes(StandardCharsets.UTF_8), executable);
  }

  private String git(String... arguments) throws Exception {
    return dev.spadework.workspace.Git.in(dir).run(arguments);
  }
}
