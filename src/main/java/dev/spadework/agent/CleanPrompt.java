package dev.spadework.agent;

import dev.spadework.llm.Prompt;
import dev.spadework.llm.Turn;
import dev.spadework.redact.Redactor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The door to the model's provider: what leaves by it is without secrets. What the model itself
 * said goes back as it was, but for our own values, because its signatures must stay whole.
 *
 * <p>A conversation only grows, so what was cleaned for the last request is not cleaned again. Safe
 * for use by many threads.
 */
final class CleanPrompt {
  /** Turns of all conversations together; a turn has a few thousand characters. */
  private static final int REMEMBERED = 500;

  private final Redactor redactor;
  private final Map<Turn, Turn> cleaned =
      Collections.synchronizedMap(
          new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Turn, Turn> eldest) {
              return size() > REMEMBERED;
            }
          });

  CleanPrompt(Redactor redactor) {
    this.redactor = redactor;
  }

  Prompt of(Prompt prompt) {
    List<Turn> turns = prompt.turns().stream().map(this::known).toList();
    return new Prompt(
        redactor.clean(prompt.system()),
        prompt.tools(),
        turns,
        prompt.answerSchema(),
        prompt.thinking(),
        prompt.maxOutputTokens());
  }

  private Turn known(Turn turn) {
    Turn known = cleaned.get(turn);
    if (known == null) {
      known = clean(turn);
      cleaned.put(turn, known);
    }
    return known;
  }

  private Turn clean(Turn turn) {
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
