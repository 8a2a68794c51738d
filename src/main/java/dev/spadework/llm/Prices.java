package dev.spadework.llm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What calls cost. The built-in table is {@code llm/prices.yml}; settings may replace any line of
 * it. A model without a price is refused, never free.
 */
public final class Prices {
  /**
   * One line of the table.
   *
   * @param above the prices of the whole call once its prompt is longer than {@code tokens}
   */
  private record Line(
      BigDecimal input, BigDecimal cached, BigDecimal output, @Nullable Tier above) {
    Price at(long promptTokens) {
      return above != null && promptTokens > above.tokens
          ? new Price(above.input, above.cached, above.output)
          : new Price(input, cached, output);
    }
  }

  private record Tier(long tokens, BigDecimal input, BigDecimal cached, BigDecimal output) {}

  private final Map<String, Line> lines;

  private Prices(Map<String, Line> lines) {
    this.lines = lines;
  }

  /**
   * The built-in prices with these instead of their lines.
   *
   * @param overrides by model, such as {@code gemini:gemini-3.5-flash}; they hold for any length
   */
  public static Prices of(Map<String, Price> overrides) {
    Map<String, Line> lines = new HashMap<>(builtIn());
    overrides.forEach(
        (model, price) ->
            lines.put(model, new Line(price.input(), price.cached(), price.output(), null)));
    return new Prices(Map.copyOf(lines));
  }

  /** Whether the model has a price. */
  public boolean know(String model) {
    return lines.containsKey(model);
  }

  /**
   * What a call has cost, in micro-dollars, rounded up.
   *
   * @throws IllegalArgumentException if the model has no price; names the line to add
   */
  public long micros(String model, Usage usage) {
    Price price = line(model).at(usage.input());
    BigDecimal written = price.input().multiply(writing(model));
    return up(
        times(price.input(), usage.input() - usage.cached() - usage.written())
            .add(times(price.cached(), usage.cached()))
            .add(times(written, usage.written()))
            .add(times(price.output(), usage.output() + usage.thinking())));
  }

  /**
   * The most that a call can cost, in micro-dollars, rounded up: nothing of the prompt is cached,
   * all of it is written into a cache where that costs more, and all the output is used. No more
   * certain than the count of the prompt; see {@link Tokens#worst}.
   *
   * @throws IllegalArgumentException if the model has no price; names the line to add
   */
  public long worst(String model, long promptTokens, int maxOutputTokens) {
    Price price = line(model).at(promptTokens);
    return up(
        times(price.input().multiply(writing(model)), promptTokens)
            .add(times(price.output(), maxOutputTokens)));
  }

  private Line line(String model) {
    Line line = lines.get(model);
    if (line == null) {
      throw new IllegalArgumentException(problem(model).orElseThrow());
    }
    return line;
  }

  /** What keeps calls of this model from being paid: the line to add; empty if it has a price. */
  public Optional<String> problem(String model) {
    if (know(model)) {
      return Optional.empty();
    }
    boolean local = Provider.of(model).filter(Provider.OLLAMA::equals).isPresent();
    return Optional.of(
        "No price is known for "
            + model
            + ", so its cost could not be limited. Add to spadework.yml"
            + (local
                ? ", if it runs on a machine of your own:  prices: { \""
                    + model
                    + "\": { local: true } }"
                : ", with the provider's numbers in USD per million tokens:  prices: { \""
                    + model
                    + "\": { input: 0.00, cached: 0.00, output: 0.00 } }"));
  }

  /**
   * What writing into the cache costs of the price of input. Anthropic bills a quarter more for
   * what is kept for five minutes (docs.anthropic.com/en/docs/build-with-claude/prompt-caching).
   */
  private static BigDecimal writing(String model) {
    boolean more = Provider.of(model).filter(Provider.ANTHROPIC::equals).isPresent();
    return more ? new BigDecimal("1.25") : BigDecimal.ONE;
  }

  private static BigDecimal times(BigDecimal price, long tokens) {
    return price.multiply(BigDecimal.valueOf(tokens));
  }

  private static long up(BigDecimal micros) {
    return micros.setScale(0, RoundingMode.CEILING).longValueExact();
  }

  private static Map<String, Line> builtIn() {
    ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    try (InputStream table = Prices.class.getResourceAsStream("/llm/prices.yml")) {
      return yaml.readValue(table, new TypeReference<Map<String, Line>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("llm/prices.yml in the jar cannot be read", e);
    }
  }
}
