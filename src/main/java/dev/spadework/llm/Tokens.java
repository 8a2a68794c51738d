package dev.spadework.llm;

/**
 * How many tokens a text may have. Gemini's tokenizer is not to be had offline, so both numbers are
 * guesses from the characters: one for dividing up a budget, one for promising a limit.
 */
public final class Tokens {
  private Tokens() {}

  /** About how many: four characters a token, the rule of thumb that Google gives for Gemini. */
  public static long estimate(String text) {
    return (text.codePointCount(0, text.length()) + 3L) / 4;
  }

  /** About how many the whole prompt has. */
  public static long estimate(Prompt prompt) {
    return estimate(text(prompt));
  }

  /**
   * Hardly ever fewer: a token for each digit (the Gemma tokenizers, which are published, split
   * numbers), one for each character beyond ASCII, and one for three of the others, where source
   * code needs three and a half to five.
   */
  public static long worst(String text) {
    long[] thirds = {0};
    text.codePoints().forEach(c -> thirds[0] += c > 127 || Character.isDigit(c) ? 3 : 1);
    return (thirds[0] + 2) / 3;
  }

  /** Hardly ever fewer than the whole prompt has. */
  public static long worst(Prompt prompt) {
    return worst(text(prompt));
  }

  private static String text(Prompt prompt) {
    StringBuilder text = new StringBuilder(prompt.system());
    for (ToolSpec tool : prompt.tools()) {
      text.append(tool.name()).append(tool.description()).append(tool.parametersSchema());
    }
    prompt.answerSchema().ifPresent(text::append);
    for (Turn turn : prompt.turns()) {
      if (turn instanceof Turn.Person person) {
        text.append(person.text());
      } else if (turn instanceof Turn.ModelSaid model) {
        text.append(model.raw());
      } else if (turn instanceof Turn.ToolSaid result) {
        text.append(result.tool()).append(result.text());
      }
    }
    return text.toString();
  }
}
