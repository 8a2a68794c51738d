package dev.spadework.agent;

import dev.spadework.llm.Prompt;
import dev.spadework.llm.Turn;
import dev.spadework.redact.Redactor;
import java.util.List;

/**
 * The door to the model's provider: what leaves by it is without secrets. What the model itself
 * said goes back as it was, but for our own values, because its signatures must stay whole.
 */
final class CleanPrompt {
  private CleanPrompt() {}

  static Prompt of(Prompt prompt, Redactor redactor) {
    List<Turn> turns = prompt.turns().stream().map(turn -> turn(turn, redactor)).toList();
    return new Prompt(
        redactor.clean(prompt.system()),
        prompt.tools(),
        turns,
        prompt.answerSchema(),
        prompt.thinking(),
        prompt.maxOutputTokens());
  }

  private static Turn turn(Turn turn, Redactor redactor) {
    if (turn instanceof Turn.Person person) {
      return new Turn.Person(redactor.clean(person.text()));
    } else if (turn instanceof Turn.ToolSaid said) {
      return new Turn.ToolSaid(
          said.callId(), said.tool(), redactor.clean(said.text()), said.error());
    } else if (turn instanceof Turn.ModelSaid said) {
      return new Turn.ModelSaid(redactor.exact(said.raw()));
    }
    throw new IllegalStateException("no way to clean " + turn.getClass());
  }
}
