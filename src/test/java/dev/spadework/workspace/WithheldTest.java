package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Credentials;
import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Credentials of a repository are not in its trees, and nothing that happens there touches them.
 */
class WithheldTest {
  private static final String TASK = "t-00000001";
  private static final String KEY =
      "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n";

  @TempDir Path temp;
  private Git source;
  private Workspace workspace;

  @BeforeEach
  void aRepositoryWithCredentials() {
    source = Git.init(temp.resolve("source"));
    source.write("README.md", "A shop\n");
    source.write(".env", "TOKEN=s3cret\n");
    source.write(".env.example", "TOKEN=\n");
    source.write("config/only/kubeconfig", "users:\n- user:\n    token: abc\n");
    source.write("deploy/server.key", KEY);
    source.write("deploy/notes.md", "how\n");
    source.write("src/test/resources/server.key", KEY);
    source.commit("A shop");
    workspace = Workspace.at(temp.resolve("data"), Redactor.of(List.of()));
  }

  private Remote remote() {
    return new Remote("acme/shop", source.directory().toString(), Optional.empty());
  }

  private Tree open(String... carried) throws WorkspaceException, InterruptedException {
    return workspace.open(
        TASK, remote(), source.run("rev-parse", "HEAD").strip(), Credentials.but(List.of(carried)));
  }

  private String baseTree() {
    return source.run("rev-parse", "HEAD^{tree}").strip();
  }

  @Test
  void areNotInTheTreeButInItsSnapshots() throws Exception {
    Tree tree = open();
    assertThat(tree.withheld())
        .containsExactly(".env", "config/only/kubeconfig", "deploy/server.key");
    assertThat(tree.root().resolve(".env")).doesNotExist();
    assertThat(tree.root().resolve("deploy/server.key")).doesNotExist();
    assertThat(tree.root().resolve(".env.example")).exists();
    assertThat(tree.root().resolve("src/test/resources/server.key")).exists();
    assertThat(tree.snapshot()).isEqualTo(baseTree());
    assertThat(tree.base().paths()).contains("README.md").doesNotContain(".env");
    assertThat(tree.base().text(".env", 100)).isEmpty();
  }

  @Test
  void stayWhatTheyAreWhateverIsPutInTheirPlace() throws Exception {
    Tree tree = open();
    Files.writeString(tree.root().resolve(".env"), "TOKEN=mine\n");
    delete(tree.root().resolve("config"));
    Files.writeString(tree.root().resolve("config"), "a file now\n");
    delete(tree.root().resolve("deploy"));
    Files.createSymbolicLink(tree.root().resolve("deploy"), Path.of("/etc"));
    Diff diff = tree.diff(baseTree(), tree.snapshot());
    assertThat(diff.files()).extracting(FileChange::path).containsExactly("deploy/notes.md");
    assertThat(tree.covered())
        .containsExactly(".env", "config/only/kubeconfig", "deploy/server.key");
    assertThat(diff.unified()).doesNotContain("TOKEN", "PRIVATE");
  }

  @Test
  void areNotBroughtBackByARestore() throws Exception {
    Tree tree = open();
    Files.writeString(tree.root().resolve("README.md"), "Another\n");
    Checkpoint checkpoint = tree.checkpoint();
    delete(tree.root().resolve("config"));
    Files.writeString(tree.root().resolve("README.md"), "A third\n");
    tree.restore(checkpoint);
    assertThat(tree.root().resolve("README.md")).hasContent("Another\n");
    assertThat(tree.root().resolve(".env")).doesNotExist();
    assertThat(open().snapshot()).isEqualTo(checkpoint.tree());
  }

  @Test
  void areInTheCommitAsAtTheBase() throws Exception {
    Tree tree = open();
    Files.writeString(tree.root().resolve("README.md"), "Another\n");
    String commit =
        tree.commit(tree.snapshot(), "Says more", new Author("A", "a@b.c"), Instant.EPOCH);
    tree.push(commit, "spadework/" + TASK);
    String branch = "spadework/" + TASK;
    assertThat(source.run("show", branch + ":.env").strip()).isEqualTo("TOKEN=s3cret");
    assertThat(source.run("diff", "--name-only", "HEAD", branch).strip()).isEqualTo("README.md");
  }

  @Test
  void areThereWhereSomebodyVouchesForThem() throws Exception {
    Tree tree = open("deploy/*.key", ".env");
    assertThat(tree.withheld()).containsExactly("config/only/kubeconfig");
    assertThat(tree.root().resolve("deploy/server.key")).hasContent(KEY);
  }

  @Test
  void aRulesFileThatIsALinkToOneIsNotRead() throws Exception {
    Files.createSymbolicLink(source.directory().resolve("AGENTS.md"), Path.of(".env"));
    source.commit("Rules");
    assertThat(open().base().text("AGENTS.md", 100)).isEmpty();
  }

  @Test
  void aLiveTokenIsWithheldAmongTestDataToo() {
    Credentials rules = Credentials.but(List.of());
    String path = "src/test/resources/.env";
    assertThat(rules.byName(path)).isEqualTo(Credentials.ByName.READ);
    assertThat(rules.inText(path, bytes("TOKEN=dummy"))).isFalse();
    assertThat(rules.inText(path, bytes("TOKEN=ghp_0123456789abcdefghijABCDEFGHIJ012345")))
        .isTrue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void delete(Path directory) throws IOException {
    Removal.of(directory);
  }
}
