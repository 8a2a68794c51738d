package dev.spadework.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CappedOutputTest {
  private static void append(CappedOutput output, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    output.append(bytes, 0, bytes.length);
  }

  @Test
  void aShortTextIsKeptWhole() {
    CappedOutput output = new CappedOutput(10);
    append(output, "01234");
    append(output, "56789");
    assertThat(output.text()).isEqualTo("0123456789");
    assertThat(output.total()).isEqualTo(10);
  }

  @Test
  void ofALongTextTheEndsAreKeptAndTheGapIsCounted() {
    CappedOutput output = new CappedOutput(10);
    append(output, "abcdefghijklmnopqrstuvwxyz");
    assertThat(output.text()).isEqualTo("abcde\n[... 16 bytes left out ...]\nvwxyz");
    assertThat(output.total()).isEqualTo(26);
  }

  @Test
  void theCutSplitsNoCharacter() {
    CappedOutput output = new CappedOutput(10);
    append(output, "ab\u20ac\u20ac--------\u20ac\u20ac");
    assertThat(output.text()).isEqualTo("ab\u20ac\n[... 14 bytes left out ...]\n\u20ac");
  }

  @Test
  void aCharacterThatArrivesInTwoPartsIsWhole() {
    CappedOutput output = new CappedOutput(100);
    byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
    output.append(euro, 0, 1);
    output.append(euro, 1, 2);
    assertThat(output.text()).isEqualTo("\u20ac");
  }

  @Test
  void bytesThatAreNoTextAreReplaced() {
    CappedOutput output = new CappedOutput(100);
    output.append(new byte[] {'a', (byte) 0xff, 'b'}, 0, 3);
    assertThat(output.text()).isEqualTo("a\ufffdb");
  }

  @Test
  void anyPartsGiveTheSameEnds() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      StringBuilder all = new StringBuilder();
      CappedOutput output = new CappedOutput(64);
      for (int part = 0; part < 12; part++) {
        String text = String.valueOf((char) ('a' + part)).repeat(random.nextInt(40));
        all.append(text);
        append(output, text);
      }
      String whole = all.toString();
      assertThat(output.text())
          .startsWith(whole.substring(0, Math.min(32, whole.length())))
          .endsWith(whole.substring(Math.max(0, whole.length() - 32)));
      assertThat(output.total()).isEqualTo(whole.length());
    }
  }
}
