package dev.spadework.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Money, in micro-dollars. */
class PricesTest {
  private static final String FLASH = "gemini:gemini-3.5-flash";
  private static final String PRO = "gemini:gemini-3.1-pro-preview";

  private final Prices prices = Prices.of(Map.of());

  @Test
  void cachedInputIsCheapAndThinkingIsOutput() {
    // 600K in, 360K of it cached, 40K out: 0.36 + 0.054 + 0.36 USD.
    assertThat(prices.micros(FLASH, new Usage(600_000, 360_000, 30_000, 10_000)))
        .isEqualTo(774_000);
  }

  @Test
  void aFractionOfAMicroDollarIsRoundedUp() {
    assertThat(prices.micros("gemini:gemini-3.5-flash-lite", new Usage(1, 0, 0, 0))).isEqualTo(1);
    assertThat(prices.micros(FLASH, new Usage(0, 0, 0, 0))).isZero();
  }

  @Test
  void aLongPromptIsPricedHigherAsAWhole() {
    assertThat(prices.micros(PRO, new Usage(200_000, 0, 1, 0))).isEqualTo(400_012);
    assertThat(prices.micros(PRO, new Usage(200_001, 100_000, 1, 0)))
        .isEqualTo(100_001 * 4 + 40_000 + 18);
  }

  @Test
  void theWorstCaseCachesNothingAndUsesAllTheOutput() {
    assertThat(prices.worst(FLASH, 10_000, 8192)).isEqualTo(15_000 + 73_728);
    assertThat(prices.worst(PRO, 300_000, 8192)).isEqualTo(1_200_000 + 147_456);
  }

  @Test
  void settingsReplaceALine() {
    Prices mine = Prices.of(Map.of(PRO, Price.of(1, 0.1, 2), "gemini:new", Price.of(3, 0, 4)));
    assertThat(mine.micros(PRO, new Usage(300_000, 0, 0, 0))).isEqualTo(300_000);
    assertThat(mine.know("gemini:new")).isTrue();
    assertThat(prices.know("gemini:new")).isFalse();
  }

  @Test
  void aModelWithoutAPriceIsRefusedWithTheLineToAdd() {
    assertThatThrownBy(() -> prices.worst("gemini:new", 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "prices: { \"gemini:new\": { input: 0.00, cached: 0.00, output: 0.00 }");
  }

  @Test
  void theDefaultModelsHavePrices() {
    assertThat(prices.know(PRO)).isTrue();
    assertThat(prices.know(FLASH)).isTrue();
    assertThat(prices.know("gemini:gemini-3.5-flash-lite")).isTrue();
  }

  @Test
  void theGuessForLimitsIsNeverBelowTheGuessForBudgets() {
    for (String text : new String[] {"", "a", "int x = 42;", "1234567890", "日本語のテキスト", "😀"}) {
      assertThat(Tokens.worst(text)).isGreaterThanOrEqualTo(Tokens.estimate(text));
    }
    assertThat(Tokens.estimate("12345678")).isEqualTo(2);
    assertThat(Tokens.worst("12345678")).isEqualTo(8);
  }
}
