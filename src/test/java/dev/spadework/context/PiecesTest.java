package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.context.Doc.Part;
import dev.spadework.context.Pieces.Piece;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final String CODE =
      """
      class Rates {

        /**
         * Nobody changes this line.
         * Nor that one.
         */
        int of(String name) {
          return names.indexOf(name);
        }

        // One line of a comment.
        int none() {
          return 0;
        }
      }
      """;

  @Test
  void aCommentOfSeveralLinesIsAPieceOfItsOwn() {
    Doc doc = doc(CODE);
    assertThat(pieces(doc, 0, 8)).extracting(Piece::part).extracting(Part::from).contains(0, 2, 6);
    assertThat(pieces(doc, 9, 14)).hasSize(1);
  }

  @Test
  void whatAPartIsLikelyToHaveIsSharedOutAmongItsPieces() {
    List<Piece> pieces = pieces(doc(CODE), 2, 8);
    assertThat(pieces.stream().mapToDouble(Piece::share).sum()).isBetween(0.999, 1.001);
    assertThat(pieces.get(0).share()).isLessThan(pieces.get(1).share());
  }

  @Test
  void aLineThatOnlyClosesComesWithWhatIsChosen() {
    Doc doc = doc(CODE);
    Picked picked = new Picked(doc, Cost.LINES);
    assertThat(picked.any()).isFalse();
    int tokens = picked.add(part(doc, 6, 8), 100);
    assertThat(picked.snippet().ranges()).containsExactly(new Range(7, 9));
    assertThat(tokens).isEqualTo(Cost.LINES.of(picked.snippet()));
  }

  @Test
  void whatDoesNotFitLeavesNothing() {
    Doc doc = doc(CODE);
    Picked picked = new Picked(doc, Cost.RENDERED);
    assertThat(picked.add(part(doc, 0, 8), 5)).isZero();
    assertThat(picked.any()).isFalse();
  }

  @Test
  void packagesOfMainCodeMakeNoTest() {
    assertThat(Kind.of("tc/src/main/java/org/acme/testing/junit5/tc/Extension.java"))
        .isEqualTo(Kind.SOURCE);
    assertThat(Kind.of("core/src/commonMain/kotlin/acme/it/Rates.kt")).isEqualTo(Kind.SOURCE);
    assertThat(Kind.of("core/src/test/java/acme/Rates.java")).isEqualTo(Kind.TEST);
    assertThat(Kind.of("testing/src/main/java/acme/Rates.java")).isEqualTo(Kind.TEST);
    assertThat(Kind.of("tests/rates.py")).isEqualTo(Kind.TEST);
  }

  private static List<Piece> pieces(Doc doc, int from, int to) {
    return Pieces.of(part(doc, from, to), new Lines(doc));
  }

  private static Part part(Doc doc, int from, int to) {
    return new Part(doc, from, to, doc.parts().get(0).terms(), doc.parts().get(0).look());
  }

  private static Doc doc(String text) {
    Body body = Body.of(new Preparing().of(text).orElseThrow(), new Words(), () -> text);
    return Doc.of("Rates.java", Kind.SOURCE, new int[0], body);
  }
}
