package dev.spadework.task;

/**
 * Tokens of one model call as the provider counted them.
 *
 * @param input tokens sent, cached ones included
 * @param cached of {@code input}, those billed at the cached rate
 * @param output tokens of the answer, without thinking
 * @param thinking tokens of thought, billed as output
 */
public record Usage(long input, long cached, long output, long thinking) {
  public static final Usage NONE = new Usage(0, 0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        input + other.input,
        cached + other.cached,
        output + other.output,
        thinking + other.thinking);
  }
}
