package dev.spadework.llm;

/**
 * Tokens of one call.
 *
 * @param input tokens of the prompt, the cached and the written ones included
 * @param cached tokens of the prompt that the provider had cached
 * @param written tokens of the prompt that it put into its cache and bills more for
 * @param output tokens of the answer without thinking, where the provider tells them apart
 * @param thinking tokens of thinking, billed as output
 * @param estimated whether the provider named no numbers, so that these are {@link Tokens#worst} of
 *     what was sent and received
 */
public record Usage(
    long input, long cached, long written, long output, long thinking, boolean estimated) {
  /** Numbers as the provider named them, nothing written to a cache. */
  public Usage(long input, long cached, long output, long thinking) {
    this(input, cached, 0, output, thinking, false);
  }
}
