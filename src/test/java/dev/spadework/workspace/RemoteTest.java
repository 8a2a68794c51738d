package dev.spadework.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import dev.spadework.workspace.WorkspaceException.Blame;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fetching and pushing over HTTP, against native git behind a token check. */
class RemoteTest {
  private static final String TOKEN = "tok-1234567890abcdef";
  private static final Author AUTHOR = new Author("Spadework", "bot@example.com");
  private static final Instant WHEN = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir Path temp;
  private GitHttpServer server;
  private Git source;
  private Git bare;
  private String first;
  private Workspace workspace;

  @BeforeEach
  void publish() {
    server = GitHttpServer.start(temp.resolve("remote"), TOKEN);
    source = Git.init(temp.resolve("source")).write("a.txt", "one\n");
    first = source.commit("first");
    bare = server.publish("acme/billing", source);
    workspace = Workspace.at(temp.resolve("data"), Redactor.of(List.of()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void pinsABranchToItsCommitAndTree() throws Exception {
    Base base = workspace.pin(remote(), "main");

    assertThat(base.commit()).isEqualTo(first);
    assertThat(base.tree()).isEqualTo(source.run("rev-parse", "HEAD^{tree}").strip());
    assertThat(workspace.defaultBranch(remote())).isEqualTo("main");
    assertThat(workspace.remoteCommit(remote(), "main")).contains(first);
    assertThat(workspace.remoteCommit(remote(), "nothing")).isEmpty();
  }

  @Test
  void aBranchThatMovedIsPinnedWhereItIsNowAndTheOldBaseStillOpens() throws Exception {
    workspace.pin(remote(), "main");
    String second = source.write("a.txt", "two\n").commit("second");
    source.run("push", "-q", bare.directory().toString(), "main");

    assertThat(workspace.pin(remote(), "main").commit()).isEqualTo(second);
    Tree tree = workspace.open("t-00000001", remote(), first);
    assertThat(tree.root().resolve("a.txt")).hasContent("one");
  }

  @Test
  void aBranchThatDoesNotExistIsThePersonsToMend() {
    failure(() -> workspace.pin(remote(), "mian"), Blame.PERSON, false)
        .hasMessage("acme/billing: there is no branch mian; name one that exists.");
  }

  @Test
  void pushesACommitOnceAndASecondTimeIsHarmless() throws Exception {
    Tree tree = changed("t-00000001", "two\n");
    String commit = tree.commit(tree.snapshot(), "Two\n", AUTHOR, WHEN);

    assertThat(tree.push(commit, "spadework/t-00000001-two")).isEqualTo(commit);
    assertThat(tree.push(commit, "spadework/t-00000001-two")).isEqualTo(commit);

    assertThat(server.pushes()).isEqualTo(1);
    assertThat(bare.run("rev-parse", "spadework/t-00000001-two").strip()).isEqualTo(commit);
    assertThat(bare.run("log", "-1", "--format=%an %ae %aI %P %B", commit).strip())
        .isEqualTo("Spadework bot@example.com 2026-02-03T04:05:06+00:00 " + first + " Two");
    bare.run("fsck", "--strict");
  }

  @Test
  void theSameInputMakesTheSameCommitElsewhere() throws Exception {
    Tree here = changed("t-00000001", "two\n");
    Workspace other = Workspace.at(temp.resolve("other"), Redactor.of(List.of()));
    Tree there = other.open("t-00000001", remote(), first);
    there.restore(here.checkpoint());

    assertThat(there.commit(there.snapshot(), "Two\n", AUTHOR, WHEN))
        .isEqualTo(here.commit(here.snapshot(), "Two\n", AUTHOR, WHEN));
  }

  @Test
  void aBranchAtAnotherCommitIsLeftAsItIs() throws Exception {
    Tree tree = changed("t-00000001", "two\n");
    String commit = tree.commit(tree.snapshot(), "Two\n", AUTHOR, WHEN);

    failure(() -> tree.push(commit, "main"), Blame.PERSON, false)
        .hasMessageContaining("branch main exists already with another commit");
    assertThat(bare.run("rev-parse", "main").strip()).isEqualTo(first);
    assertThat(server.pushes()).isZero();
  }

  @Test
  void aPushWhoseAnswerIsLostIsFoundByTheNextTry() throws Exception {
    Tree tree = changed("t-00000001", "two\n");
    String commit = tree.commit(tree.snapshot(), "Two\n", AUTHOR, WHEN);
    server.mood(GitHttpServer.Mood.CUT_AFTER_PUSH);

    failure(() -> tree.push(commit, "topic"), Blame.WORLD, true);

    assertThat(tree.push(commit, "topic")).isEqualTo(commit);
    assertThat(server.pushes()).isEqualTo(1);
  }

  @Test
  void aTokenThatMayNotPushIsFoundBeforeAnythingIsPushed() throws Exception {
    server.mood(GitHttpServer.Mood.NO_PUSH);

    failure(() -> workspace.checkPush(remote()), Blame.PERSON, false)
        .hasMessageMatching(
            "pushing to acme/billing is refused for my token \\(403 from localhost:\\d+\\); give the"
                + " token write access to the repository's contents\\.");
    assertThat(workspace.pin(remote(), "main").commit()).isEqualTo(first);
  }

  @Test
  void askingWhetherAPushIsAllowedPushesNothing() throws Exception {
    workspace.checkPush(remote());

    assertThat(server.pushes()).isZero();
  }

  @Test
  void aWrongTokenIsNeverShown() {
    Remote wrong =
        new Remote("acme/billing", server.url("acme/billing"), Optional.of("wrong-secret-1"));

    failure(() -> workspace.checkPush(wrong), Blame.PERSON, false)
        .hasMessageEndingWith("refused the token (401); set a valid GITHUB_TOKEN.");
    assertThatThrownBy(() -> workspace.pin(wrong, "main"))
        .extracting(RemoteTest::everything, InstanceOfAssertFactories.STRING)
        .doesNotContain("wrong-secret-1");
    assertThat(wrong.toString()).doesNotContain("wrong-secret-1");
  }

  @Test
  void noTokenIsSaidAsSuch() {
    Remote none = Remote.of("acme/billing", server.url("acme/billing"));

    failure(() -> workspace.pin(none, "main"), Blame.PERSON, false)
        .hasMessageEndingWith("asks for a token (401); set GITHUB_TOKEN.");
  }

  @Test
  void aRepositoryThatIsNotThereSaysSo() {
    Remote missing = new Remote("acme/no", server.url("acme/no"), Optional.of(TOKEN));

    failure(() -> workspace.pin(missing, "main"), Blame.PERSON, false)
        .hasMessageContaining("(404)");
  }

  @Test
  void aServerThatIsDownIsWorthAnotherTry() {
    server.mood(GitHttpServer.Mood.DOWN);
    failure(() -> workspace.pin(remote(), "main"), Blame.WORLD, true).hasMessageContaining("503");

    server.close();
    failure(() -> workspace.pin(remote(), "main"), Blame.WORLD, true)
        .hasMessageContaining("cannot be reached");
  }

  @Test
  void aRedirectElsewhereIsRefusedAndTheTokenStaysHome() {
    try (GitHttpServer elsewhere = GitHttpServer.start(temp.resolve("elsewhere"), TOKEN)) {
      String url = elsewhere.url("x");
      server.redirectTo(url.substring(0, url.indexOf("/x.git")));

      failure(() -> workspace.pin(remote(), "main"), Blame.PERSON, false)
          .hasMessageContaining("redirects to another server");
      failure(() -> workspace.checkPush(remote()), Blame.PERSON, false);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void tasksOnOneMirrorDoNotDisturbEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    List<Callable<String>> tasks =
        IntStream.range(0, 6)
            .<Callable<String>>mapToObj(
                i ->
                    () -> {
                      Base base = workspace.pin(remote(), "main");
                      Tree tree = workspace.open("t-0000000" + i, remote(), base.commit());
                      Files.writeString(tree.root().resolve("b.txt"), "b" + i);
                      String commit = tree.commit(tree.snapshot(), "B", AUTHOR, WHEN);
                      return tree.push(commit, "b" + i);
                    })
            .toList();
    for (Future<String> done : threads.invokeAll(tasks)) {
      assertThat(done.get()).hasSize(40);
    }
    threads.shutdown();
    assertThat(bare.run("branch", "--list", "b*").lines()).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ssh://git@host/x",
        "git@host:x/y.git",
        "ext::sh -c true",
        "https://ann:pw@host/x/y",
        ""
      })
  void otherKindsOfAddressesAreRefused(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Remote.of("acme/billing", url))
        .withMessageStartingWith("clone-url of acme/billing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x", "acme/..", "./.", "acme", "a/b/c", "acme/bil ling", "/etc"})
  void aNameCannotLeaveItsPlace(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Remote.of(name, "/tmp/x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../etc", "t-1", "t-ABCDEFGH", "t-0000000/", "t-00000001\n"})
  void aTaskCannotLeaveItsPlace(String task) {
    assertThatIllegalArgumentException().isThrownBy(() -> workspace.open(task, remote(), first));
  }

  private Remote remote() {
    return new Remote("acme/billing", server.url("acme/billing"), Optional.of(TOKEN));
  }

  private Tree changed(String task, String text) throws Exception {
    workspace.pin(remote(), "main");
    Tree tree = workspace.open(task, remote(), first);
    Files.writeString(tree.root().resolve("a.txt"), text);
    return tree;
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> failure(
      ThrowingCallable call, Blame blame, boolean temporary) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WorkspaceException.class,
            e -> {
              assertThat(e.blame()).as(e.getMessage()).isEqualTo(blame);
              assertThat(e.temporary()).as(e.getMessage()).isEqualTo(temporary);
              assertThat(e.getMessage()).doesNotContain("\n").doesNotContain(TOKEN);
            });
  }

  private static String everything(Throwable e) {
    java.io.StringWriter out = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(out));
    return out.toString();
  }
}
