package dev.spadework.llm;

import java.time.Duration;
import java.util.List;

/**
 * What a model said.
 *
 * @param text what it said beside its calls, without its thoughts; may be empty
 * @param calls tool calls in the order in which they were made
 * @param raw the reply for {@link Turn.ModelSaid}: one line of JSON that keeps everything the
 *     provider wants back, thought signatures included
 * @param model {@link Model#name()}
 * @param took from the request to the last byte
 */
public record Reply(
    String text,
    List<ToolCall> calls,
    Usage usage,
    Ending ending,
    String raw,
    String model,
    Duration took) {
  /** Why the model stopped. */
  public enum Ending {
    /** It was done, or waits for the results of its calls. */
    STOP,
    /** The limit of output tokens was reached; the text may be cut. */
    LENGTH,
    /** The provider's filter stopped the prompt or the answer. */
    BLOCKED,
    /** The model tried a tool call that the provider could not read. */
    MALFORMED,
    /** Anything else, also reasons that are not known yet. */
    OTHER
  }

  public Reply {
    calls = List.copyOf(calls);
  }
}
