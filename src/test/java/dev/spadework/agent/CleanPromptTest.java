package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.llm.Prompt;
import dev.spadework.llm.Thinking;
import dev.spadework.llm.Turn;
import dev.spadework.redact.Redactor;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CleanPromptTest {
  private static final String OWN = "own-secret-value";
  private static final String KEY = "AKIAQ4LK7RNPMT2WXYZB";

  @Test
  void nothingLeavesForTheProviderWithASecretInIt() {
    String text = OWN + " and " + KEY;
    Prompt prompt =
        new Prompt(
            text,
            List.of(),
            List.of(new Turn.Person(text), new Turn.ToolSaid("1", "search", text, false)),
            Optional.empty(),
            Thinking.LOW,
            100);
    Prompt clean = new CleanPrompt(Redactor.of(List.of(OWN))).of(prompt);
    assertThat(clean.toString()).doesNotContain(OWN, KEY).contains("[redacted] and [redacted]");
  }

  @Test
  void whatTheModelSaidGoesBackWithItsSignatures() {
    String said = "{\"signature\":\"" + KEY + "\",\"text\":\"" + OWN + "\"}";
    Prompt prompt =
        new Prompt(
            "", List.of(), List.of(new Turn.ModelSaid(said)), Optional.empty(), Thinking.LOW, 100);
    assertThat(new CleanPrompt(Redactor.of(List.of(OWN))).of(prompt).turns().toString())
        .contains(KEY)
        .doesNotContain(OWN);
  }
}
