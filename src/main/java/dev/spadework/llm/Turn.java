package dev.spadework.llm;

/** One entry of a transcript. */
public sealed interface Turn {
  /** Said by a person, or by the program in a person's place. A blank text is left out. */
  record Person(String text) implements Turn {}

  /**
   * Said by the model.
   *
   * @param raw {@link Reply#raw()} as it was; an empty reply is left out
   */
  record ModelSaid(String raw) implements Turn {}

  /**
   * The result of a tool call. Results may stand in any order after the call and before the model's
   * next turn; they are sent in the order of the calls, before what people said meanwhile.
   *
   * @param callId {@link ToolCall#id()}
   * @param tool the tool's name
   * @param text what the tool said; may be empty
   * @param error whether the call failed, which the model is told in words
   */
  record ToolSaid(String callId, String tool, String text, boolean error) implements Turn {}
}
