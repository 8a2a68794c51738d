package dev.spadework.journal;

import dev.spadework.llm.Price;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Usage;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * What a provider takes, in millionths of a US dollar a token. What it bills is reckoned here, what
 * the record takes it for by the product's own {@link Prices}.
 */
record Tariff(int input, int output) {
  private static final int MOST_INPUT = 2;
  private static final int MOST_OUTPUT = 12;
  private static final Prices PRICES = Prices.of(all());

  static Tariff any(Random random) {
    return new Tariff(1 + random.nextInt(MOST_INPUT), 4 + random.nextInt(MOST_OUTPUT - 3));
  }

  private static Map<String, Price> all() {
    Map<String, Price> all = new HashMap<>();
    for (int in = 1; in <= MOST_INPUT; in++) {
      for (int out = 1; out <= MOST_OUTPUT; out++) {
        all.put(new Tariff(in, out).model(), Price.of(in, in, out));
      }
    }
    return all;
  }

  /** The name under which the product knows it. */
  String model() {
    return "gemini:market-" + input + "-" + output;
  }

  /** A call that is about to be made: so long a prompt, and no more output than so much. */
  record Call(Tariff tariff, int prompt, int mostOutput) {
    /** What it can cost at most, really. */
    long most() {
      return tariff.micros(prompt, mostOutput);
    }

    /** What the check before the call takes that for. */
    long worst() {
      return PRICES.worst(tariff.model(), prompt, mostOutput);
    }
  }

  Call call(Random random) {
    return new Call(this, 300 + random.nextInt(5_000), 300 + random.nextInt(3_000));
  }

  long micros(long in, long out) {
    return in * input + out * output;
  }

  /** What the record says that an answer has cost. */
  long recorded(long in, long out) {
    return PRICES.micros(model(), new Usage(in, 0, out, 0));
  }
}
