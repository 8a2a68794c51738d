package dev.spadework.llm;

import dev.spadework.desk.Script;
import dev.spadework.llm.StandIn.Fault;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A provider over its stand-in, by the name of a model. */
public final class Counter implements AutoCloseable {
  public final StandIn standIn;
  public final ModelSettings.Access access;
  public final Provider provider;

  public Counter(String model, Script script, Function<Script.Request, Optional<Fault>> faults) {
    provider = Provider.of(model).orElseThrow();
    standIn =
        switch (provider) {
          case OPENAI -> new OpenAiServer(script, faults);
          case ANTHROPIC -> new AnthropicServer(script, faults);
          case OLLAMA -> new OllamaServer(script, faults);
          case GEMINI -> throw new IllegalArgumentException("that is desk.ScriptedGemini");
        };
    access =
        new ModelSettings.Access(
            provider.keyVariable().isPresent() ? StandIn.KEY : "", standIn.baseUrl());
  }

  static Model model(String name, ModelSettings.Access access) {
    return Models.of(
            new ModelSettings(
                name,
                name,
                name,
                Optional.empty(),
                Map.of(Provider.of(name).orElseThrow(), access)))
        .of(Role.WORKER);
  }

  @Override
  public void close() {
    standIn.close();
  }
}
