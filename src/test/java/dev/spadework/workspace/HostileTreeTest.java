package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command in the sandbox may leave anything in the tree; the host's git must not care. */
class HostileTreeTest {
  private static final Author AUTHOR = new Author("Spadework", "bot@example.com");

  @TempDir Path temp;
  private Path trap;
  private Path secrets;
  private Git source;
  private Tree tree;

  @BeforeEach
  void open() throws Exception {
    trap = temp.resolve("sprung");
    secrets = Files.createDirectory(temp.resolve("secrets"));
    Files.writeString(secrets.resolve("key"), "PRIVATE");
    source =
        Git.init(temp.resolve("source"))
            .write(".gitattributes", "*.txt filter=evil diff=evil merge=evil text eol=crlf ident\n")
            .write("a.txt", "$Id$\n")
            .write("lib/b.txt", "b\n");
    Git module = Git.init(temp.resolve("module"));
    String commit = module.write("m", "m").commit("module");
    source.run("add", "-A");
    source.run("update-index", "--add", "--cacheinfo", "160000," + commit + ",vendored");
    source.run("commit", "-q", "-m", "base");
    tree =
        Workspace.at(temp.resolve("data"), Redactor.of(List.of()))
            .open("t-00000001", remote(), head());
  }

  @AfterEach
  void nothingWasExecuted() {
    assertThat(trap).doesNotExist();
  }

  @Test
  void attributesOfTheRepositoryChangeNoByte() throws Exception {
    assertThat(tree.root().resolve("a.txt")).hasBinaryContent("$Id$\n".getBytes());
    assertThat(tree.snapshot()).isEqualTo(source.run("rev-parse", "HEAD^{tree}").strip());
  }

  @Test
  void hooksFiltersAndSettingsInTheTreeAreJustFiles() throws Exception {
    Path root = tree.root();
    Git planted = Git.init(root);
    for (String hook :
        List.of(
            "pre-commit",
            "commit-msg",
            "post-commit",
            "pre-push",
            "post-index-change",
            "update",
            "pre-receive")) {
      script(root.resolve(".git/hooks/" + hook));
    }
    Path script = script(root.resolve("evil.sh"));
    planted.run("config", "core.worktree", secrets.toString());
    planted.run("config", "core.hooksPath", root.resolve(".git/hooks").toString());
    planted.run("config", "core.fsmonitor", script.toString());
    planted.run("config", "core.excludesFile", secrets.resolve("key").toString());
    planted.run("config", "filter.evil.clean", script.toString());
    planted.run("config", "filter.evil.smudge", script.toString());
    planted.run("config", "diff.evil.command", script.toString());
    planted.run("config", "diff.evil.textconv", script.toString());
    planted.run("config", "remote.origin.uploadpack", script.toString());
    planted.run("config", "remote.origin.receivepack", script.toString());
    Files.writeString(
        root.resolve(".git/objects/info/alternates"), source.directory() + "/.git/objects\n");
    Files.writeString(root.resolve(".git/info/exclude"), "a.txt\n");
    Files.writeString(root.resolve("a.txt"), "changed\n");
    Files.writeString(root.resolve(".gitattributes"), "* filter=evil diff=evil\n");
    Files.writeString(
        root.resolve(".gitmodules"),
        "[submodule \"x\"]\n\tpath = x\n\turl = ext::" + script + "\n");
    Files.writeString(root.resolve(".gitconfig"), "[core]\n\tfsmonitor = " + script + "\n");

    assertThat(everythingDone())
        .containsExactlyInAnyOrder(
            ".gitattributes", ".gitconfig", ".gitmodules", "a.txt", "evil.sh");

    assertThat(trap).doesNotExist();
    Git.in(root).run("--work-tree=.", "status");
    assertThat(trap).as("the trap works, for a git that steps into it").exists();
    Files.delete(trap);
  }

  @Test
  void aGitFileNestedRepositoriesAndOddSpellingsOfGitAreNotThere() throws Exception {
    Path root = tree.root();
    Files.delete(root.resolve(".git"));
    Files.writeString(root.resolve(".git"), "gitdir: " + source.directory() + "/.git\n");
    for (String name :
        List.of(".GIT", ".Git", "git~1", ".git ", ".git.", ".g\u200cit", "lib/.git")) {
      Files.createDirectories(root.resolve(name));
      Files.writeString(root.resolve(name).resolve("config"), "[core]\n");
    }
    Git nested = Git.init(root.resolve("nested")).write("n.txt", "n\n");
    nested.commit("nested");
    nested.run("config", "core.fsmonitor", script(root.resolve("nested/evil.sh")).toString());

    assertThat(everythingDone()).containsExactlyInAnyOrder("nested/evil.sh", "nested/n.txt");
  }

  @Test
  void linksAreNeverFollowed() throws Exception {
    Path root = tree.root();
    Checkpoint before = tree.checkpoint();
    Files.delete(root.resolve("lib/b.txt"));
    Files.delete(root.resolve("lib"));
    Files.createSymbolicLink(root.resolve("lib"), secrets);
    Files.createSymbolicLink(root.resolve("key"), secrets.resolve("key"));
    Files.delete(root.resolve("a.txt"));
    Files.createSymbolicLink(root.resolve("a.txt"), secrets.resolve("key"));
    Files.delete(root.resolve(".gitattributes"));
    Files.createSymbolicLink(root.resolve(".gitignore"), secrets.resolve("key"));

    Diff diff = tree.diff(before.tree(), tree.snapshot());
    assertThat(diff.unified()).doesNotContain("PRIVATE");
    assertThat(diff.files()).extracting(FileChange::path).contains("key", "lib", "lib/b.txt");

    tree.restore(before);
    assertThat(tree.snapshot()).isEqualTo(before.tree());
    assertThat(secrets.resolve("key")).hasContent("PRIVATE");
    assertThat(secrets.resolve("b.txt")).doesNotExist();
    tree.delete();
    assertThat(secrets.resolve("key")).hasContent("PRIVATE");
  }

  @Test
  void aSubmoduleStaysWhatItIsWhateverLiesInItsPlace() throws Exception {
    Path module = tree.root().resolve("vendored");
    assertThat(module).isEmptyDirectory();
    Git.init(module).write("x", "x").commit("other");
    assertThat(tree.snapshot()).isEqualTo(source.run("rev-parse", "HEAD^{tree}").strip());

    Removal.of(module);
    assertThat(tree.snapshot()).isEqualTo(source.run("rev-parse", "HEAD^{tree}").strip());
  }

  @Test
  void pipesAndUnreadableDepthsDoNotHangOrCrash() throws Exception {
    Path root = tree.root();
    run("mkfifo", root.resolve("pipe").toString());
    assertThat(tree.diff(baseTree(), tree.snapshot()).files()).isEmpty();

    run(
        "sh",
        "-c",
        "cd '" + root + "' && for i in $(seq 1500); do mkdir d && cd d || exit 1; done");
    assertThatThrownBy(tree::snapshot)
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("nested deeper than");
    Files.setPosixFilePermissions(root.resolve("d"), PosixFilePermissions.fromString("---------"));
    tree.delete();
    try (Stream<Path> left = Files.list(temp.resolve("data/trees"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aBaseThatHoldsAGitDirectoryIsRefused() {
    String blob = source.run("rev-parse", "HEAD:a.txt").strip();
    source.run("config", "core.protectNTFS", "false");
    source.run("update-index", "--add", "--cacheinfo", "100644," + blob + ",git~1");
    source.run("commit", "-q", "-m", "evil");
    String commit = head();

    assertThatThrownBy(
            () ->
                Workspace.at(temp.resolve("data"), Redactor.of(List.of()))
                    .open("t-00000002", remote(), commit))
        .isInstanceOf(WorkspaceException.class)
        .hasMessageContaining("git~1");
  }

  /** Every operation of a task, and the paths that its commit changed. */
  private List<String> everythingDone() throws Exception {
    Checkpoint checkpoint = tree.checkpoint();
    String commit = tree.commit(checkpoint.tree(), "m", AUTHOR, Instant.EPOCH);
    tree.push(commit, "topic");
    List<String> changed =
        tree.diff(baseTree(), checkpoint.tree()).files().stream().map(FileChange::path).toList();
    Files.writeString(tree.root().resolve("lib/b.txt"), "again\n");
    tree.restore(checkpoint);
    assertThat(tree.snapshot()).isEqualTo(checkpoint.tree());
    assertThat(source.run("rev-parse", "topic").strip()).isEqualTo(commit);
    assertThat(source.run("ls-tree", "-r", "--name-only", commit)).doesNotContain("PRIVATE", "key");
    source.run("fsck", "--strict", commit);
    return changed;
  }

  private Path script(Path path) throws IOException {
    Files.writeString(path, "#!/bin/sh\ntouch " + trap + "\ncat\n");
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Remote remote() {
    return Remote.of("acme/billing", source.directory().toString());
  }

  private String head() {
    return source.run("rev-parse", "HEAD").strip();
  }

  private String baseTree() {
    return source.run("rev-parse", "HEAD^{tree}").strip();
  }

  private static void run(String... command) throws Exception {
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
