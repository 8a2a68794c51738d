package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.report.Code;
import java.util.List;
import org.junit.jupiter.api.Test;

class MrkdwnTest {
  private final Mrkdwn mrkdwn = new Mrkdwn(Redactor.of(List.of("hunter2-secret")));

  @Test
  void nobodyIsCalledAndNothingIsLinked() {
    assertThat(mrkdwn.of("<!channel> <@U1> <#C1> <!subteam^S1> <https://evil.example|here>"))
        .isEqualTo(
            "&lt;!channel&gt; &lt;@U1&gt; &lt;#C1&gt; &lt;!subteam^S1&gt;"
                + " &lt;https://evil.example|here&gt;");
    assertThat(mrkdwn.of("@here @channel @everyone @group @heretic"))
        .isEqualTo("@\u200bhere @\u200bchannel @\u200beveryone @\u200bgroup @heretic");
  }

  @Test
  void nothingIsEmphasisedOutsideOfCode() {
    assertThat(mrkdwn.of("*Approved by @bob* and _so_ ~on~"))
        .isEqualTo("\u200b*Approved by @bob* and \u200b_so_ \u200b~on~");
    assertThat(mrkdwn.of("`*as* it is` snake_case_name 2 * 3 * 4 ~/bin"))
        .isEqualTo("`*as* it is` snake_case_name 2 * 3 * 4 ~/bin");
  }

  @Test
  void aFenceNeverSwallowsWhatComesAfterIt() {
    assertThat(mrkdwn.of("look:\n```\nrm -rf")).isEqualTo("look:\n```\nrm -rf\n```");
    assertThat(mrkdwn.of(Code.block("a\n```\nb"))).isEqualTo("```\na\n`\u200b`\u200b`\nb\n```");
  }

  @Test
  void secretsGoFirst() {
    assertThat(mrkdwn.of("is <hunter2-secret> it")).isEqualTo("is &lt;[redacted]&gt; it");
    assertThat(mrkdwn.plain("`hunter2-secret` @here")).isEqualTo("[redacted] @\u200bhere");
  }

  @Test
  void aFallbackIsShortAndBalanced() {
    String text = Mrkdwn.fallback("```\n" + "line\n".repeat(2_000) + "```");
    assertThat(text).hasSizeLessThanOrEqualTo(3_000).endsWith("```\n…");
  }
}
