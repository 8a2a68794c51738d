package dev.spadework.llm;

/**
 * Tokens of one call.
 *
 * @param input tokens of the prompt, the cached ones included
 * @param cached tokens of the prompt that the provider had cached
 * @param output tokens of the answer without thinking
 * @param thinking tokens of thinking, billed as output
 * @param estimated whether the provider named no numbers, so that these are {@link Tokens#worst} of
 *     what was sent and received
 */
public record Usage(long input, long cached, long output, long thinking, boolean estimated) {
  /** Numbers as the provider named them. */
  public Usage(long input, long cached, long output, long thinking) {
    this(input, cached, output, thinking, false);
  }
}
