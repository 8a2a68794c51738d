package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitTest {
  @Test
  void aShortTextStaysAsItIs() {
    assertThat(Split.of("a\nb", 100)).containsExactly("a\nb");
    assertThat(Split.first("a\nb", 100)).isEqualTo("a\nb");
    assertThat(Split.of("", 100)).containsExactly("");
  }

  @Test
  void linesAreKeptWhole() {
    assertThat(Split.of("first line here\nsecond line here\nthird line", 36))
        .containsExactly("first line here\nsecond line here", "third line");
  }

  @Test
  void aFenceThatIsCutIsClosedAndOpenedAgain() {
    String text =
        "before\n```\nline one of code\nline two of code\nline three\n```\nafter the code";
    List<String> pieces = Split.of(text, 40);
    assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(SplitTest::isBalanced);
    assertThat(pieces.get(0)).isEqualTo("before\n```\nline one of code\n```");
    assertThat(String.join("\n", pieces).replace("\n```\n```\n", "\n")).isEqualTo(text);
  }

  @Test
  void aFenceThatHasJustOpenedGoesToTheNextPiece() {
    String text = "some words before the code\n```\naaaaaaaaaaaaaaaaaaaaaaaaa\n```";
    assertThat(Split.of(text, 40))
        .containsExactly("some words before the code", "```\naaaaaaaaaaaaaaaaaaaaaaaaa\n```");
  }

  @Test
  void aLineWithoutSpacesIsCutBesideLinksMentionsAndEscapes() {
    String link = "<https://example.org/a/b|here>";
    for (int before = 1; before < 60; before++) {
      String text = "x".repeat(before) + link + "&amp;" + "y".repeat(50);
      List<String> pieces = Split.of(text, 48);
      assertThat(String.join("", pieces)).isEqualTo(text);
      assertThat(pieces).as("%d", before).anyMatch(piece -> piece.contains(link));
      assertThat(pieces).as("%d", before).anyMatch(piece -> piece.contains("&amp;"));
    }
  }

  @Test
  void surrogatePairsStayTogether() {
    String text = "x" + "\uD83D\uDE00".repeat(100);
    List<String> pieces = Split.of(text, 33);
    assertThat(String.join("", pieces)).isEqualTo(text);
    assertThat(pieces)
        .allSatisfy(
            piece -> {
              assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
              assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1))).isFalse();
            });
  }

  @Test
  void aCodeSpanThatIsCutIsClosedAndOpenedAgain() {
    List<String> pieces = Split.of("run `" + "a".repeat(80) + "` twice", 40);
    assertThat(pieces).hasSizeGreaterThan(2).allSatisfy(SplitTest::isBalanced);
    assertThat(String.join("", pieces).replace("``", ""))
        .isEqualTo("run `" + "a".repeat(80) + "` twice");
  }

  @Test
  void theBeginningEndsWithAnEllipsisOutsideOfCode() {
    String first = Split.first("```\n" + "code line\n".repeat(100) + "```", 100);
    assertThat(first).hasSizeLessThanOrEqualTo(100).endsWith("\n```\n…");
    assertThat(Split.first("w".repeat(101), 100)).hasSizeLessThanOrEqualTo(100).endsWith("w…");
  }

  @Test
  void noTextWhateverMakesAPieceThatIsTooLongOrOpen() {
    Random random = new Random(7);
    String[] parts = {"`", "```", "\n", " ", "<@U1>", "&lt;", "word", "\uD83D\uDE00", "aaaaaaaa"};
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      int most = 32 + random.nextInt(60);
      List<String> pieces = Split.of(text.toString(), most);
      assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isBetween(1, most));
      String letters = text.toString().replaceAll("[`\\s]", "");
      assertThat(String.join("", pieces).replaceAll("[`\\s]", "")).isEqualTo(letters);
    }
  }

  @Test
  void piecesThatCouldNotHoldAFenceAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Split.of("x", 31));
  }

  private static void isBalanced(String piece) {
    assertThat(piece.chars().filter(c -> c == '`').count() % 2).as(piece).isZero();
    assertThat(piece.split("```", -1).length % 2).as(piece).isOne();
  }
}
