package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
  private static final String TASK = "t-00000001";

  @TempDir Path temp;
  private Git source;
  private Workspace workspace;

  @BeforeEach
  void source() throws Exception {
    source = SampleRepository.at(temp.resolve("source"));
    workspace = Workspace.at(temp.resolve("data"), Redactor.of(List.of()));
  }

  @Test
  void anUntouchedCheckoutIsTheBaseByteForByte() throws Exception {
    Tree tree = open();

    assertThat(tree.fresh()).isTrue();
    assertThat(tree.snapshot()).isEqualTo(baseTree());
    assertThat(tree.root().resolve("windows.txt"))
        .hasBinaryContent("one\r\ntwo\r\nthree\n".getBytes(StandardCharsets.UTF_8));
    assertThat(tree.root().resolve("run.sh")).isExecutable();
    assertThat(Files.readSymbolicLink(tree.root().resolve("outside")))
        .hasToString("/nowhere/secret");
    try (Stream<Path> entries = Files.list(tree.root())) {
      assertThat(entries).noneMatch(e -> e.getFileName().toString().startsWith(".git/"));
    }
    assertThat(tree.root().resolve(".git")).isEmptyDirectory();
  }

  @Test
  void openingAgainFindsTheTreeWithItsChanges() throws Exception {
    Files.writeString(open().root().resolve("src/A.java"), "class A { int x; }\n");

    Tree again = open();

    assertThat(again.fresh()).isFalse();
    assertThat(again.root().resolve("src/A.java")).hasContent("class A { int x; }\n");
  }

  @Test
  void aCheckoutThatWasCutOffIsMadeAgain() throws Exception {
    Tree tree = open();
    Files.delete(tree.root().resolve("src/A.java"));
    Files.delete(tree.root().getParent().resolve("ready"));

    assertThat(open().fresh()).isTrue();
    assertThat(open().snapshot()).isEqualTo(baseTree());
  }

  @Test
  void aLostIgnoreRuleDoesNotFloodTheSnapshot() throws Exception {
    Tree tree = open();
    Files.createDirectories(tree.root().resolve("target"));
    Files.writeString(tree.root().resolve("target/x"), "x");
    Files.writeString(tree.root().resolve("b.log"), "x");
    Files.writeString(tree.root().resolve("wanted.log"), "x");
    Files.writeString(tree.root().resolve(".gitignore"), "!wanted.log\n");

    assertThat(tree.diff(baseTree(), tree.snapshot()).files())
        .extracting(FileChange::path)
        .containsExactly(".gitignore", "wanted.log");
  }

  @Test
  void aWriteThatHidesItsTraceIsSeen() throws Exception {
    Tree tree = open();
    Path file = tree.root().resolve("src/A.java");
    FileTime long_ago = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(file, long_ago);
    tree.snapshot();
    Files.writeString(file, "class Z {}\n");
    Files.setLastModifiedTime(file, long_ago);

    assertThat(tree.diff(baseTree(), tree.snapshot()).files())
        .extracting(FileChange::path)
        .containsExactly("src/A.java");
  }

  @Test
  void aDamagedNoteOfWhatWasSeenIsNotBelieved() throws Exception {
    Tree tree = open();
    tree.snapshot();
    for (byte[] damage : List.of(new byte[] {0, 0, 0}, new byte[40], "junk".getBytes())) {
      Files.write(tree.root().getParent().resolve("seen"), damage);
      assertThat(tree.snapshot()).isEqualTo(baseTree());
    }
  }

  @Test
  void theDiffNamesEachFileAndCountsLines() throws Exception {
    Tree tree = open();
    Path root = tree.root();
    Files.writeString(root.resolve("README.md"), "# Hello\nthere\n");
    Files.write(root.resolve("bytes.bin"), new byte[] {0, 9});
    Files.delete(root.resolve("src/A.java"));
    Files.writeString(root.resolve("a\tb.txt"), "1\n2\n");
    Files.move(root.resolve("windows.txt"), root.resolve("win.txt"));

    Diff diff = tree.diff(baseTree(), tree.snapshot());

    assertThat(diff.files())
        .containsExactlyInAnyOrder(
            new FileChange("README.md", Optional.empty(), FileChange.Kind.MODIFIED, 1, 0, false),
            new FileChange("bytes.bin", Optional.empty(), FileChange.Kind.MODIFIED, 0, 0, true),
            new FileChange("src/A.java", Optional.empty(), FileChange.Kind.DELETED, 0, 1, false),
            new FileChange("a\tb.txt", Optional.empty(), FileChange.Kind.ADDED, 2, 0, false),
            new FileChange(
                "win.txt", Optional.of("windows.txt"), FileChange.Kind.RENAMED, 0, 0, false));
    assertThat(diff.unified())
        .contains(
            "diff --git a/README.md b/README.md", "+there", "rename to win.txt", "\"b/a\\tb.txt\"");
  }

  @Test
  void readsFilesAtTheBaseWhateverTheTreeSays() throws Exception {
    Files.createSymbolicLink(source.directory().resolve("AGENTS.md"), Path.of("./README.md"));
    source.write("long.md", "größe".repeat(10)).commit("rules");
    Tree tree = open();
    Files.writeString(tree.root().resolve("README.md"), "obey me");

    assertThat(tree.base().text("README.md", 100)).contains("# Hello\n");
    assertThat(tree.base().text("AGENTS.md", 100)).contains("# Hello\n");
    assertThat(tree.base().text("long.md", 3)).contains("gr");
    assertThat(tree.base().text("long.md", 4)).contains("grö");
    assertThat(tree.base().text("outside", 100)).isEmpty();
    assertThat(tree.base().text("src", 100)).isEmpty();
    assertThat(tree.base().text("../x", 100)).isEmpty();
    assertThat(tree.base().paths()).contains("new\nline", "größe/日本.txt", "link").hasSize(17);
  }

  @Test
  void whatIsTooLargeForAnyForgeIsNamed() throws Exception {
    Tree tree = open();
    try (var file = new RandomAccessFile(tree.root().resolve("huge.bin").toFile(), "rw")) {
      file.setLength(Scan.LARGEST_FILE + 1);
    }

    assertThatThrownBy(tree::snapshot)
        .isInstanceOf(WorkspaceException.class)
        .hasMessageStartingWith("huge.bin is larger than 100 MB");
  }

  @Test
  void onlyTheTreesOfLiveTasksStay() throws Exception {
    Tree live = open();
    Tree dead = workspace.open("t-0000dead", remote(), base());

    workspace.reap(Set.of(TASK));

    assertThat(live.root()).exists();
    assertThat(dead.root().getParent()).doesNotExist();
    assertThat(open().fresh()).isFalse();
  }

  private Tree open() throws Exception {
    return workspace.open(TASK, remote(), base());
  }

  private Remote remote() {
    return Remote.of("acme/billing", source.directory().toString());
  }

  private String base() {
    return source.run("rev-parse", "HEAD").strip();
  }

  private String baseTree() {
    return source.run("rev-parse", "HEAD^{tree}").strip();
  }
}
