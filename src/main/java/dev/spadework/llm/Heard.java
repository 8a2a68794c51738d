package dev.spadework.llm;

import dev.spadework.llm.Reply.Ending;
import java.util.List;
import java.util.Optional;

/**
 * What a response says.
 *
 * @param said the model's message, with ids for its calls
 * @param text what was said beside the calls
 * @param usage empty where the provider names no numbers
 */
record Heard(Said said, String text, List<ToolCall> calls, Ending ending, Optional<Usage> usage) {
  Heard(Said said, Ending ending, Optional<Usage> usage) {
    this(said, said.text(), said.calls(), ending, usage);
  }
}
