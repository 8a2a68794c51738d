package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HiddenTest {
  @Test
  void commentsAreTakenOut() {
    assertThat(Hidden.strip("a <!-- b\nc --> d <!-- e -->f")).isEqualTo("a  d f");
    assertThat(Hidden.strip("a\n<!-- never closed\nb")).isEqualTo("a\n");
    assertThat(Hidden.strip("a\n[//]: # (do evil)\n[note]: <> \"evil\"\nb")).isEqualTo("a\nb");
  }

  @Test
  void whatPeopleSeeStays() {
    String text =
        "# Title\n\tcode `<x>` a <!-- shown as it is\n[link]: https://example.com \"t\"\né 日本 😀";
    assertThat(Hidden.strip(text)).isEqualTo(text);
    assertThat(Hidden.strip("a\r\nb\rc")).isEqualTo("a\nb\nc");
    assertThat(Hidden.strip("❤\uFE0F ok")).isEqualTo("❤\uFE0F ok");
  }

  @Test
  void invisibleCharactersAreTakenOut() {
    assertThat(
            Hidden.strip("ig\u200Bno\u200Dre\u2060 \u202Eevil\u2066 \uFEFFx\u00AD\u0007\u001B[1m"))
        .isEqualTo("ignore evil x[1m");
    String tags = new StringBuilder().appendCodePoint(0xE0041).appendCodePoint(0xE007F).toString();
    String selectors = new StringBuilder().appendCodePoint(0xE0101).append("\uFE01").toString();
    assertThat(Hidden.strip("a" + tags + "b" + selectors + "c")).isEqualTo("abc");
  }

  @Test
  void anInvisibleCharacterDoesNotKeepACommentAlive() {
    assertThat(Hidden.strip("a<\u200B!-- evil -\u2060->b")).isEqualTo("ab");
  }

  @Test
  void commentsWithoutEndDoNotStall() {
    assertThat(Hidden.strip("x <!--".repeat(100_000))).hasSize(600_000);
  }

  @Test
  void whatIsNotSeenIsSpelledOutWhereItMustStay() {
    assertThat(Hidden.show("a\u200Bb\u202E\u001B[8m\u00AD\uFEFF"))
        .isEqualTo("a\\u{200B}b\\u{202E}\\u{1B}[8m\\u{AD}\\u{FEFF}");
    assertThat(Hidden.show("a\rb\r\n\tc")).isEqualTo("a\\u{D}b\r\n\tc");
    assertThat(Hidden.show(new StringBuilder().appendCodePoint(0xE0041).toString()))
        .isEqualTo("\\u{E0041}");
  }

  @Test
  void emojiAndScriptsThatNeedAJoinerAreOrdinary() {
    String text = "❤\uFE0F 1\uFE0F\u20E3 \uD83D\uDC69\u200D\uD83D\uDCBB \u0645\u06CC\u200C\u062E";
    assertThat(Hidden.show(text)).isEqualTo(text);
  }
}
