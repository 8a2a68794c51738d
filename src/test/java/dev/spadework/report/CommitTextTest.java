package dev.spadework.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommitTextTest {
  @Test
  void noBuildIsKeptFromRunning() {
    for (String mark :
        List.of(
            "[skip ci]", "[ci skip]", "[no ci]", "[skip actions]", "***NO_CI***", "[Skip CI]")) {
      assertThat(CommitText.of("Add it " + mark)).as(mark).doesNotContain(mark);
    }
    assertThat(CommitText.of("Skip ci-only lines [draft]")).isEqualTo("Skip ci-only lines [draft]");
  }

  @Test
  void nobodySignsAndNothingIsClosed() {
    assertThat(CommitText.of("Add it\n\nSigned-off-by: Ann <a@b.c>\nCo-authored-by: Bob"))
        .doesNotContain("-by:", "a@b");
    assertThat(CommitText.of("Fixes #1, GH-2, a/b#3, https://x.example/issues/4, @acme/team"))
        .isEqualTo(
            "Fixes #\u200b1, GH\u200b-2, a/b#\u200b3, https:\u200b//x.example/issues/4,"
                + " @\u200bacme/team");
  }

  @Test
  void aPullRequestLoadsNothingAndForgesNoSection() {
    assertThat(Markdown.text("![x](https://e.example) [a](b) [c]: d\n### Decisions\n---\n| a |"))
        .doesNotContain("](", "]:", "https://")
        .doesNotContainPattern("(?m)^(###|---|\\|)");
    assertThat(Markdown.text("call `list[0]` and a#b - c"))
        .isEqualTo("call `list[0]` and a#\u200bb - c");
  }
}
