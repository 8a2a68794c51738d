package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory as the remote, as {@code run --repo DIR} has it. */
class LocalRemoteTest {
  private static final Author AUTHOR = new Author("Spadework", "bot@example.com");

  @TempDir Path temp;
  private Git source;
  private Workspace workspace;

  @BeforeEach
  void source() {
    source = Git.init(temp.resolve("my project")).write("a.txt", "one\n");
    source.commit("first");
    workspace = Workspace.at(temp.resolve("data"), Redactor.of(List.of()));
  }

  @Test
  void aPathGetsABranchAndItsWorkTreeIsNotTouched() throws Exception {
    source.write("a.txt", "my unsaved work\n").write("untracked", "x");
    String before = source.run("status", "--porcelain=v2", "--branch");
    pushTo(source.directory().toString());

    assertThat(source.run("show", "topic:a.txt")).isEqualTo("two\n");
    assertThat(source.directory().resolve("a.txt")).hasContent("my unsaved work");
    assertThat(source.run("status", "--porcelain=v2", "--branch")).isEqualTo(before);
  }

  @Test
  void aFileAddressWorksToo() throws Exception {
    pushTo(source.directory().toUri().toString());

    assertThat(source.run("show", "topic:a.txt")).isEqualTo("two\n");
  }

  @Test
  void aBareRepositoryWorksToo() throws Exception {
    Git bare = Git.in(temp.resolve("bare.git"));
    bare.run("clone", "-q", "--bare", source.directory().toString(), ".");
    pushTo(bare.directory().toString());

    assertThat(bare.run("show", "topic:a.txt")).isEqualTo("two\n");
  }

  @Test
  void aLinkedWorkTreeWorksToo() throws Exception {
    Path linked = temp.resolve("linked");
    source.run("worktree", "add", "-q", "-b", "side", linked.toString());
    Remote remote = Remote.of("local/linked", linked.toString());

    assertThat(workspace.defaultBranch(remote)).isEqualTo("side");
    pushTo(linked.toString());
    assertThat(source.run("show", "topic:a.txt")).isEqualTo("two\n");
  }

  @Test
  void hooksOfTheDirectoryDoNotRun() throws Exception {
    for (String hook : List.of("pre-receive", "update", "post-receive", "reference-transaction")) {
      Path file = source.directory().resolve(".git/hooks/" + hook);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "#!/bin/sh\ntouch " + temp.resolve("sprung") + "\nexit 1\n");
      assertThat(file.toFile().setExecutable(true)).isTrue();
    }
    pushTo(source.directory().toString());

    assertThat(temp.resolve("sprung")).doesNotExist();
  }

  @Test
  void theBranchThatIsCheckedOutIsTheDefault() throws Exception {
    source.run("switch", "-q", "-c", "feature/x");

    assertThat(workspace.defaultBranch(remote())).isEqualTo("feature/x");
    source.run("switch", "-q", "--detach");
    assertThatThrownBy(() -> workspace.defaultBranch(remote()))
        .hasMessageContaining("say which branch to use");
  }

  @Test
  void whatIsNoRepositoryIsSaidInOneLine() {
    assertThatThrownBy(
            () -> workspace.pin(Remote.of("local/x", temp.resolve("no").toString()), "main"))
        .hasMessage("local/x: there is no directory " + temp.resolve("no") + "; correct the path.");
    assertThatThrownBy(() -> workspace.pin(Remote.of("local/x", temp.toString()), "main"))
        .hasMessageContaining("is no git repository");
  }

  @Test
  void aRepositoryWithoutCommitsSaysSo() {
    Git empty = Git.init(temp.resolve("empty"));
    assertThatThrownBy(
            () -> workspace.pin(Remote.of("local/empty", empty.directory().toString()), "main"))
        .hasMessageContaining("no commits yet");
  }

  @Test
  void settingsOfThisMachineAreNotRead() throws Exception {
    assertThat(org.eclipse.jgit.util.SystemReader.getInstance().getUserConfig().getNames("core"))
        .isEmpty();
    assertThat(org.eclipse.jgit.util.SystemReader.getInstance().getenv("PATH")).isNull();
  }

  private void pushTo(String url) throws Exception {
    Remote remote = Remote.of("local/project", url);
    workspace.checkPush(remote);
    Base base = workspace.pin(remote, "main");
    Tree tree = workspace.open("t-00000001", remote, base.commit());
    Files.writeString(tree.root().resolve("a.txt"), "two\n");
    String commit = tree.commit(tree.snapshot(), "Two", AUTHOR, Instant.EPOCH);
    assertThat(tree.push(commit, "topic")).isEqualTo(commit);
    assertThat(tree.push(commit, "topic")).isEqualTo(commit);
  }

  private Remote remote() {
    return Remote.of("local/project", source.directory().toString());
  }
}
