package dev.spadework.llm;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.redact.Redactor;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** A provider's model through LangChain4j. */
final class ProviderModel implements Model {
  private final Provider provider;
  private final Wire wire;
  private final String model;
  private final ModelSettings.Access access;
  private final HttpClient http;
  private final Failure failure;

  ProviderModel(Provider provider, String model, ModelSettings.Access access, HttpClient http) {
    this.provider = provider;
    this.wire = provider.wire();
    this.model = model;
    this.access = access;
    this.http = http;
    this.failure = new Failure(provider, name(), Redactor.of(List.of(access.key())));
  }

  @Override
  public String name() {
    return provider.id() + ":" + model;
  }

  @Override
  public Reply ask(Prompt prompt, Duration deadline) throws ModelException, InterruptedException {
    Transcript transcript = Transcript.of(prompt, provider, model);
    HttpCall call = new HttpCall(http, failure, wire, model, prompt, transcript, deadline);
    long start = System.nanoTime();
    chat(prompt, transcript, call);
    Heard heard = call.heard().orElseThrow();
    return new Reply(
        heard.text(),
        heard.calls(),
        heard.usage().orElseGet(() -> guessed(call, heard)),
        heard.ending(),
        heard.said().raw(),
        name(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void chat(Prompt prompt, Transcript transcript, HttpCall call)
      throws ModelException, InterruptedException {
    try {
      // One client per call: thinking is a setting of the client, and the HTTP is bound to the
      // call.
      wire.client(access, model, prompt, call).chat(request(prompt, transcript));
    } catch (HttpCall.Failed e) {
      if (e.why() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw (ModelException) e.why();
    } catch (RuntimeException e) {
      // LangChain4j wraps whatever fails on an interrupted thread.
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while asking " + name());
      }
      if (call.heard().isEmpty()) {
        throw e;
      }
      throw failure.failure(
          Kind.BAD_REPLY, "an answer that cannot be read (" + failure.line("" + e) + ")");
    }
  }

  private ChatRequest request(Prompt prompt, Transcript transcript) {
    ChatRequest.Builder request =
        ChatRequest.builder()
            .messages(transcript.messages())
            .toolSpecifications(
                prompt.tools().stream()
                    .map(
                        tool ->
                            ToolSpecification.builder()
                                .name(tool.name())
                                .description(tool.description())
                                .build())
                    .toList())
            .maxOutputTokens(prompt.maxOutputTokens());
    wire.ask(request, prompt);
    return request.build();
  }

  private static Usage guessed(HttpCall call, Heard heard) {
    return new Usage(
        Tokens.worst(call.sent()), 0, 0, Tokens.worst(heard.said().content().toString()), 0, true);
  }
}
