package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint of one changed file is the one that a look at the whole tree would have made. */
class OneFileTest {
  private static final String TASK = "t-00000001";
  private static final List<String> PATHS =
      List.of(
          "src/A.java",
          "src/deep/B.java",
          "README.md",
          "new/folder/of/it/C.java",
          "new/D.txt",
          "target/built.txt",
          "src/kept.log",
          "src/other.log",
          "E.txt");

  @TempDir Path temp;
  private Git source;
  private Workspace workspace;

  @BeforeEach
  void source() {
    source = Git.init(temp.resolve("source"));
    source.write(".gitignore", "target/\n*.log\n").write("src/A.java", "class A {}\n");
    source.write("src/deep/B.java", "class B {}\n".repeat(200)).write("README.md", "read\n");
    source.write("src/.gitignore", "!kept.log\n").write("docs/E.md", "unchanged\n");
    source.commit("one");
    workspace = Workspace.at(temp.resolve("data"), Redactor.of(List.of()));
  }

  @Test
  void anySeriesOfEditsIsKeptAsAWholeLookWouldKeepIt() throws Exception {
    Tree tree = open(workspace);
    Random random = new Random(7);
    String last = tree.snapshot();
    Checkpoint made = Checkpoint.here(last);
    for (int i = 0; i < 60; i++) {
      String path = PATHS.get(random.nextInt(PATHS.size()));
      if (random.nextInt(4) == 0) {
        Files.deleteIfExists(tree.root().resolve(path));
      } else {
        tree.files().write(path, ("line " + i + "\n").repeat(random.nextInt(300)).getBytes());
      }
      made = tree.checkpoint(last, path);
      if (random.nextInt(5) == 0) {
        assertThat(made.tree()).as("edit %d of %s", i, path).isEqualTo(tree.snapshot());
      }
      last = made.tree();
    }
    assertThat(made.tree()).isEqualTo(tree.snapshot()).isEqualTo(tree.checkpoint().tree());
    restoredElsewhere(made);
  }

  @Test
  void whatIsIgnoredIsInNoCheckpoint() throws Exception {
    Tree tree = open(workspace);
    String base = tree.snapshot();

    tree.files().write("target/x.txt", "x".getBytes());
    assertThat(tree.checkpoint(base, "target/x.txt").tree()).isEqualTo(base);
    tree.files().write("src/kept.log", "x".getBytes());
    assertThat(tree.checkpoint(base, "src/kept.log").tree()).isNotEqualTo(base);
  }

  @Test
  void aChangedIgnoreFileHasTheWholeTreeLookedAt() throws Exception {
    Tree tree = open(workspace);
    tree.files().write("E.txt", "e".getBytes());
    String before = tree.snapshot();

    tree.files().write("src/other.log", "x".getBytes());
    tree.files().write(".gitignore", "target/\n!*.log\n".getBytes());

    Checkpoint made = tree.checkpoint(before, ".gitignore");
    assertThat(made.tree()).isEqualTo(tree.snapshot());
    restoredElsewhere(made);
  }

  @Test
  void whatComesBackToTheBaseIsThatTree() throws Exception {
    Tree tree = open(workspace);
    String base = tree.snapshot();
    tree.files().write("src/A.java", "class A { int a; }\n".getBytes());
    Checkpoint changed = tree.checkpoint(base, "src/A.java");
    tree.files().write("src/A.java", "class A {}\n".getBytes());

    Checkpoint back = tree.checkpoint(changed.tree(), "src/A.java");

    assertThat(back.tree()).isEqualTo(base);
    restoredElsewhere(back);
  }

  @Test
  void nothingIsWrittenForItBesideTheTree() throws Exception {
    Tree tree = open(workspace);
    String base = tree.snapshot();
    Path objects = temp.resolve("data/trees").resolve(TASK).resolve(Plot.GIT).resolve("objects");
    long before = files(objects);
    tree.files().write("src/A.java", "class A { int a; }\n".getBytes());

    Checkpoint made = tree.checkpoint(base, "src/A.java");

    assertThat(files(objects)).isEqualTo(before);
    assertThat(tree.snapshot()).isEqualTo(made.tree());
    assertThat(files(objects)).isEqualTo(before + 3);
  }

  private static long files(Path directory) throws Exception {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void aSmallEditOfALargeFileIsASmallPack() throws Exception {
    Tree tree = open(workspace);
    String base = tree.snapshot();
    tree.files().write("src/deep/B.java", ("class B {}\n".repeat(200) + "// end\n").getBytes());

    Checkpoint made = tree.checkpoint(base, "src/deep/B.java");

    assertThat(made.pack()).hasSizeLessThan(400);
    restoredElsewhere(made);
  }

  private void restoredElsewhere(Checkpoint made) throws Exception {
    Workspace elsewhere =
        Workspace.at(Files.createTempDirectory(temp, "other"), Redactor.of(List.of()));
    Tree other = open(elsewhere);
    other.restore(made);
    assertThat(other.snapshot()).isEqualTo(made.tree());
  }

  private Tree open(Workspace where) throws Exception {
    return where.open(
        TASK,
        new Remote("acme/one", source.directory().toString(), Optional.empty()),
        source.run("rev-parse", "HEAD").strip());
  }
}
