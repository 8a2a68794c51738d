package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LayersTest {
  @Test
  void layersStandInOrderAndBlankOnesAreLeftOut() {
    Layers layers = Layers.none().with("system", 10, "be careful").with("memory", 10, " ");
    layers = layers.with("task", 10, "add export");
    assertThat(layers.render()).isEqualTo("be careful\n\nadd export");
    assertThat(layers.all()).extracting(Layers.Layer::name).containsExactly("system", "task");
    assertThat(layers.layer("task").orElseThrow().tokens()).isEqualTo(3);
    assertThat(layers.tokens()).isEqualTo(6);
  }

  @Test
  void aLaterLayerNeverChangesWhatStandsBeforeIt() {
    Layers first = Layers.none().with("a", 100, "one");
    assertThat(first.with("b", 100, "two").render()).startsWith(first.render());
    assertThat(first.render()).isEqualTo("one");
  }

  @Test
  void aNameIsGivenOnce() {
    Layers layers = Layers.none().with("a", 10, "x");
    assertThatThrownBy(() -> layers.with("a", 10, "y")).hasMessageContaining("named a already");
  }

  @Test
  void noBudgetIsEverPassed() {
    Random random = new Random(3);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(400); i > 0; i--) {
        text.append(random.nextInt(9) == 0 ? "\n" : random.nextInt(9) == 0 ? "😀" : "word ");
      }
      int budget = random.nextInt(120);
      String cut = Tokens.cut(text.toString(), budget);
      assertThat(Tokens.of(cut)).isLessThanOrEqualTo(budget);
      assertThat(cut.chars().filter(c -> Character.isSurrogate((char) c)).count()).isEven();
    }
  }

  @Test
  void whatIsCutSaysSo() {
    assertThat(Tokens.cut("a line of text\n".repeat(40), 50))
        .startsWith("a line of text\n")
        .endsWith("\n… cut here: 150 tokens, room for 50 …");
  }
}
