package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TreesTest {
  @Test
  void aTreeAddsItsLeafToTheOddsOfTheFirstLook() {
    Trees trees = Trees.of(List.of("size<=2.5@4 lines<=3.0@3 0.5 -0.25 1.0", "0.125"));
    assertThat(trees.odds(values("size", 2.5, "lines", 3))).isEqualTo(-1 + 0.5 + 0.125);
    assertThat(trees.odds(values("size", 2, "lines", 4))).isEqualTo(-1 - 0.25 + 0.125);
    assertThat(trees.odds(values("size", 3, "lines", 0))).isEqualTo(-1 + 1 + 0.125);
  }

  @Test
  void aClueThatNobodyGivesIsRefused() {
    assertThatThrownBy(() -> Trees.of(List.of("colour<=1.0@2 0 1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("colour");
  }

  @Test
  void everyClueHasANameOfItsOwn() {
    assertThat(Trees.NAMES).doesNotHaveDuplicates();
  }

  @Test
  void whatIsFittedIsWhatIsRead() {
    int size = Trees.NAMES.size();
    int lines = Trees.NAMES.indexOf("lines");
    int odds = Trees.NAMES.indexOf("odds");
    float[][] values = new float[100][size];
    double[] shares = new double[100];
    for (int i = 0; i < 100; i++) {
      values[i][lines] = i;
      shares[i] = i >= 50 ? 0.02 : 0;
    }
    Boost.Case same = new Boost.Case(values, shares, new double[100]);
    Trees trees = Trees.of(Boost.fit(Collections.nCopies(20, same), Trees.NAMES));
    double[] few = new double[size];
    double[] many = new double[size];
    few[lines] = 10;
    many[lines] = 90;
    many[odds] = 0.5;
    few[odds] = 0.5;
    assertThat(trees.odds(many) - trees.odds(few)).isGreaterThan(0.1);
    assertThat(Trees.fitted().odds(few)).isFinite();
  }

  private static double[] values(String one, double first, String other, double second) {
    double[] values = new double[Trees.NAMES.size()];
    values[Trees.NAMES.indexOf("odds")] = -1;
    values[Trees.NAMES.indexOf(one)] = first;
    values[Trees.NAMES.indexOf(other)] = second;
    return values;
  }
}
