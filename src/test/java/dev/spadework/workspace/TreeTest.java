package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
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
    source =
        Git.init(temp.resolve("source"))
            .write(".gitignore", "target/\n*.log\n")
            .write("README.md", "# Hello\n")
            .write("src/A.java", "class A {}\n")
            .write("src/deep/er/B.java", "class B {}\n")
            .write("run.sh", "#!/bin/sh\n")
            .write("windows.txt", "one\r\ntwo\r\nthree\n")
            .write("kept.log", "tracked although ignored\n")
            .write("with space", "s")
            .write("new\nline", "n")
            .write("größe/日本.txt", "u");
    Path root = source.directory();
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("src/A.java"));
    Files.createSymbolicLink(root.resolve("dangling"), Path.of("größe/nowhere"));
    Files.createSymbolicLink(root.resolve("outside"), Path.of("/nowhere/secret"));
    Files.createSymbolicLink(root.resolve("dir"), Path.of("src"));
    Files.write(root.resolve("bytes.bin"), new byte[] {0, 1, 2, (byte) 255, 13, 10});
    source.commit("base");
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
    assertThat(tree.root().resolve(".git")).doesNotExist();
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
  void aCheckpointBringsTheTreeBackOnAnotherMachine() throws Exception {
    Tree tree = open();
    change(tree.root());
    Checkpoint checkpoint = tree.checkpoint();
    assertThat(checkpoint.tree()).isEqualTo(tree.snapshot()).isNotEqualTo(baseTree());
    tree.delete();
    assertThat(tree.root()).doesNotExist();

    Tree other =
        Workspace.at(temp.resolve("other"), Redactor.of(List.of())).open(TASK, remote(), base());
    other.restore(checkpoint);

    assertThat(other.snapshot()).isEqualTo(checkpoint.tree());
    Path root = other.root();
    assertThat(root.resolve("src/A.java")).hasContent("class A { int changed; }\n");
    assertThat(root.resolve("src/deep")).doesNotExist();
    assertThat(root.resolve("run.sh")).matches(f -> !Files.isExecutable(f), "is not executable");
    assertThat(root.resolve("new.sh")).isExecutable();
    assertThat(Files.readSymbolicLink(root.resolve("link"))).hasToString("README.md");
    assertThat(root.resolve("dir")).isDirectory().matches(f -> !Files.isSymbolicLink(f));
    assertThat(root.resolve("README.md/now a directory")).hasContent("x");
    assertThat(root.resolve("neu/größer\n2")).hasContent("u");
    assertThat(root.resolve("crlf")).hasBinaryContent(new byte[] {'a', 13, 10, 'b', 13, 10});
  }

  @Test
  void aCheckpointHoldsOnlyWhatIsNew() throws Exception {
    source.write("big.txt", "line of text that repeats, number %d\n".repeat(20_000)).commit("big");
    Tree tree = open();
    Files.writeString(
        tree.root().resolve("big.txt"), "changed\n", java.nio.file.StandardOpenOption.APPEND);

    assertThat(tree.checkpoint().pack().length).isLessThan(1_000);
  }

  @Test
  void aCheckpointOfNothingNewRestoresToo() throws Exception {
    Checkpoint untouched = open().checkpoint();
    Tree tree = open();
    change(tree.root());

    tree.restore(untouched);

    assertThat(tree.snapshot()).isEqualTo(baseTree());
  }

  @Test
  void restoringLeavesIgnoredFilesAlone() throws Exception {
    Tree tree = open();
    Checkpoint checkpoint = tree.checkpoint();
    Path built = Files.createDirectories(tree.root().resolve("target/classes"));
    Files.writeString(built.resolve("A.class"), "x");
    change(tree.root());

    tree.restore(checkpoint);

    assertThat(built.resolve("A.class")).hasContent("x");
    assertThat(tree.snapshot()).isEqualTo(checkpoint.tree());
  }

  @Test
  void restoringUndoesAChangeOfTheIgnoreRulesToo() throws Exception {
    Tree tree = open();
    Checkpoint checkpoint = tree.checkpoint();
    Files.writeString(tree.root().resolve(".gitignore"), "hidden\n");
    Files.writeString(tree.root().resolve("hidden"), "x");

    tree.restore(checkpoint);

    assertThat(tree.snapshot()).isEqualTo(checkpoint.tree());
    assertThat(tree.root().resolve("hidden")).doesNotExist();
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

    assertThat(tree.fileAtBase("README.md", 100)).contains("# Hello\n");
    assertThat(tree.fileAtBase("AGENTS.md", 100)).contains("# Hello\n");
    assertThat(tree.fileAtBase("long.md", 3)).contains("gr");
    assertThat(tree.fileAtBase("long.md", 4)).contains("grö");
    assertThat(tree.fileAtBase("outside", 100)).isEmpty();
    assertThat(tree.fileAtBase("src", 100)).isEmpty();
    assertThat(tree.fileAtBase("../x", 100)).isEmpty();
    assertThat(tree.filesAtBase()).contains("new\nline", "größe/日本.txt", "link").hasSize(17);
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

  @Test
  void aStoppedThreadStopsAtOnceAndTheNextTryGoesThrough() throws Exception {
    Checkpoint checkpoint = open().checkpoint();
    Tree tree = open();
    change(tree.root());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> tree.restore(checkpoint)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).as("handed on as the exception").isFalse();

    Tree again = open();
    again.restore(checkpoint);
    assertThat(again.snapshot()).isEqualTo(checkpoint.tree());
  }

  private static void change(Path root) throws Exception {
    Files.writeString(root.resolve("src/A.java"), "class A { int changed; }\n");
    Files.delete(root.resolve("src/deep/er/B.java"));
    Files.delete(root.resolve("src/deep/er"));
    Files.delete(root.resolve("src/deep"));
    Files.setPosixFilePermissions(
        root.resolve("run.sh"), PosixFilePermissions.fromString("rw-r--r--"));
    Path script = Files.writeString(root.resolve("new.sh"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(root.resolve("link"));
    Files.createSymbolicLink(root.resolve("link"), Path.of("README.md"));
    Files.delete(root.resolve("dir"));
    Files.createDirectory(root.resolve("dir"));
    Files.writeString(root.resolve("dir/now real"), "x");
    Files.delete(root.resolve("README.md"));
    Files.createDirectory(root.resolve("README.md"));
    Files.writeString(root.resolve("README.md/now a directory"), "x");
    Files.createDirectory(root.resolve("neu"));
    Files.writeString(root.resolve("neu/größer\n2"), "u");
    Files.writeString(root.resolve("crlf"), "a\r\nb\r\n");
    assertThat(Files.exists(root.resolve("dangling"), LinkOption.NOFOLLOW_LINKS)).isTrue();
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
