package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FenceTest {
  @Test
  void noTextClosesItsFence() {
    assertThat(Fence.of("a")).isEqualTo("```\na\n```");
    assertThat(Fence.of("a\n````\nb")).startsWith("`````\n").endsWith("\n`````");
    assertThat(Fence.of("\uFF40\uFF40\uFF40")).startsWith("````\n");
  }

  @Test
  void whatIsNotSeenIsSpelledOut() {
    assertThat(Fence.of("a\u200bb\u202e")).isEqualTo("```\na\\u{200B}b\\u{202E}\n```");
  }

  @Test
  void aTextThatIsCutIsFencedAllTheSame() {
    String text = Fence.of("line\n".repeat(1000), 50);
    assertThat(text).startsWith("```\n").endsWith("\n```").hasSizeLessThan(300);
  }
}
