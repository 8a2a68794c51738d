package dev.spadework.forge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalForgeTest {
  private static final String REPO = "acme/billing";
  private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");

  @TempDir Path temp;

  @Test
  void keepsWhatAPageNeedsToShow() throws Exception {
    PullRequest pull = forge().open(proposal("topic"));

    LocalPull kept = forge().local(REPO, 1).orElseThrow();
    assertThat(kept).isEqualTo(new LocalPull(pull, "main", "What and why.", "the diff", NOW));
    assertThat(pull.url()).isEqualTo("http://localhost:3000/pulls/acme/billing/1");
    assertThat(temp.resolve("acme/billing/1.json")).content().contains("\"diff\" : \"the diff\"");
    assertThat(forge().get(REPO, 1)).isEqualTo(pull);
    assertThat(forge().problem(REPO)).isEmpty();
  }

  @Test
  void askingTwiceReturnsTheSameOne() throws Exception {
    PullRequest first = forge().open(proposal("topic"));
    forge().open(proposal("other"));

    assertThat(forge().open(proposal("topic"))).isEqualTo(first);
    assertThat(forge().list(REPO)).extracting(pull -> pull.pull().number()).containsExactly(2, 1);
  }

  @Test
  void withoutAPageTheLinkNamesTheFile() throws Exception {
    LocalForge forge = Forge.local(temp, "", Clock.systemUTC());

    assertThat(forge.open(proposal("topic")).url())
        .isEqualTo(temp.resolve("acme/billing/1.json").toUri().toString());
  }

  @Test
  void manyAtOnceGetANumberEachAndABranchGetsOne() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> all =
        IntStream.range(0, 24)
            .<Callable<Integer>>mapToObj(
                i -> () -> forge().open(proposal("topic-" + i % 12)).number())
            .toList();
    for (Future<Integer> each : threads.invokeAll(all)) {
      assertThat(each.get()).isBetween(1, 12);
    }
    threads.shutdown();
    assertThat(forge().list(REPO)).hasSize(12);
  }

  @Test
  void aNameCannotLeaveTheDirectory() {
    for (String repo : List.of("../x", "acme/..", "/etc/x", "acme", "a/b/c")) {
      assertThatThrownBy(() -> forge().list(repo))
          .isInstanceOf(ForgeException.class)
          .hasMessageContaining("owner/name");
    }
  }

  @Test
  void whatIsNotThereIsSaidAsSuch() throws Exception {
    assertThat(forge().local(REPO, 7)).isEmpty();
    assertThat(forge().list(REPO)).isEmpty();
    assertThatThrownBy(() -> forge().get(REPO, 7))
        .hasMessage("acme/billing has no pull request 7.");
  }

  private LocalForge forge() {
    return Forge.local(temp, "http://localhost:3000/pulls", Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Proposal proposal(String branch) {
    return new Proposal(REPO, branch, "main", "Add CSV export", "What and why.", false, "the diff");
  }
}
