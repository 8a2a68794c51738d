package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {
  private static final String CODE =
      """
      package acme;

      import java.util.List;
      import java.util.Map;

      /** Rates. */
      class Rates {
        private final int rate;

        Rates(int rate) {
          this.rate = rate;
        }

        int of(List<String> names) {
          int sum = 0;
          for (String name : names) {
            sum += rate;
          }
          return sum;
        }

        // Nobody asks for this one.
        int none() {
          return 0;
        }
      }
      """;

  @Test
  void aPartEndsWhereAMethodDoes() {
    Prepared prepared = new Preparing().of(CODE).orElseThrow();
    assertThat(prepared.parts()).containsExactly(5, 13, 26);
    Look head = Look.of(prepared.looks()[0]);
    assertThat(head).isEqualTo(new Look(5, 0, 3, 0, 0));
    assertThat(Look.of(prepared.looks()[2]).comments()).isEqualTo(1);
    assertThat(Look.of(prepared.looks()[2]).declarations()).isEqualTo(2);
  }

  @Test
  void partsCoverAllLinesAndStayWithinTheirPassages() {
    Random random = new Random(5);
    for (int round = 0; round < 300; round++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(200); line > 0; line--) {
        text.append(" ".repeat(random.nextInt(6))).append(random.nextInt(3) == 0 ? "" : "x(");
        text.append('\n');
      }
      Prepared prepared = new Preparing().of(text.toString()).orElseThrow();
      assertThat(prepared.parts()).isSorted().contains(prepared.ends());
      assertThat(PreparedCodec.prepared(PreparedCodec.bytes(prepared)).orElseThrow())
          .usingRecursiveComparison()
          .isEqualTo(prepared);
      int from = 0;
      for (int i = 0; i < prepared.parts().length; i++) {
        int lines = prepared.parts()[i] - from;
        assertThat(lines).isBetween(1, 14);
        assertThat(Look.of(prepared.looks()[i]).lines()).isEqualTo(lines);
        from = prepared.parts()[i];
      }
      assertThat(from).isEqualTo(prepared.starts().length);
    }
  }

  @Test
  void whatIsBuiltOrBroughtIsForeign() {
    assertThat(Kind.of("dist/axios.js")).isEqualTo(Kind.FOREIGN);
    assertThat(Kind.of("web/lib/jquery.min.js")).isEqualTo(Kind.FOREIGN);
    assertThat(Kind.of("vendor/github.com/acme/a.go")).isEqualTo(Kind.FOREIGN);
    assertThat(Kind.of("src/distance/Vendor.java")).isEqualTo(Kind.SOURCE);
  }
}
