package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
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
