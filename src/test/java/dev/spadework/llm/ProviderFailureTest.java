package dev.spadework.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spadework.desk.Answer;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.llm.StandIn.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of the other providers, in their own words. */
class ProviderFailureTest {
  private static final String OPENAI = "openai:gpt-5-mini";
  private static final String CLAUDE = "anthropic:claude-sonnet-4-6";
  private static final String OLLAMA = "ollama:qwen3:8b";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        OPENAI
            + "|401|{'error':{'message':'Incorrect API key','code':'invalid_api_key'}}|UNAUTHORISED",
        OPENAI + "|404|{'error':{'message':'no such','code':'model_not_found'}}|UNKNOWN_MODEL",
        OPENAI
            + "|429|{'error':{'message':'Rate limit','code':'rate_limit_exceeded'}}|RATE_LIMITED",
        OPENAI
            + "|429|{'error':{'message':'You exceeded your quota','code':'insufficient_quota'}}|QUOTA",
        OPENAI + "|400|{'error':{'message':'too many','code':'context_length_exceeded'}}|TOO_LONG",
        OPENAI + "|400|{'error':{'message':'filtered','code':'content_filter'}}|FILTERED",
        OPENAI + "|402|{'error':{'message':'Insufficient Balance'}}|QUOTA",
        OPENAI + "|500|{'error':{'message':'The server had an error'}}|UNAVAILABLE",
        OPENAI + "|200|{'error':{'message':'upstream is busy','code':503}}|UNAVAILABLE",
        OPENAI + "|200|<html>|BAD_REPLY",
        CLAUDE + "|401|{'error':{'type':'authentication_error','message':'x'}}|UNAUTHORISED",
        CLAUDE + "|403|{'error':{'type':'permission_error','message':'x'}}|UNAUTHORISED",
        CLAUDE + "|404|{'error':{'type':'not_found_error','message':'model: x'}}|UNKNOWN_MODEL",
        CLAUDE + "|413|{'error':{'type':'request_too_large','message':'x'}}|TOO_LONG",
        CLAUDE
            + "|400|{'error':{'type':'invalid_request_error','message':'prompt is too long: 2 > 1'}}|TOO_LONG",
        CLAUDE
            + "|400|{'error':{'type':'invalid_request_error','message':'Your credit balance is too low'}}|QUOTA",
        CLAUDE + "|400|{'error':{'type':'invalid_request_error','message':'x'}}|BAD_REQUEST",
        CLAUDE + "|429|{'error':{'type':'rate_limit_error','message':'x'}}|RATE_LIMITED",
        CLAUDE + "|529|{'error':{'type':'overloaded_error','message':'Overloaded'}}|UNAVAILABLE",
        CLAUDE + "|200|{}|BAD_REPLY",
        OLLAMA + "|404|{'error':'model not found'}|UNKNOWN_MODEL",
        OLLAMA + "|400|{'error':'qwen3 does not support tools'}|BAD_REQUEST",
        OLLAMA + "|503|{'error':'server busy, please try again'}|UNAVAILABLE",
        OLLAMA + "|500|{'error':'llama runner process has terminated'}|UNAVAILABLE"
      })
  void everyErrorHasAKindAndSaysHowToMendIt(String name, int status, String body, Kind kind)
      throws Exception {
    ModelException e =
        failure(name, Fault.of(status, body.replace("'x'", "'" + StandIn.KEY + "'")));
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.getMessage()).startsWith(name + ": ").doesNotContain(StandIn.KEY, "\n");
    assertThat(e.mend()).isNotBlank();
  }

  @Test
  void whoRunsItIsToldWhichVariableToMend() throws Exception {
    assertThat(failure(CLAUDE, Fault.of(401, "{}")))
        .hasMessageContaining("the key was refused; check ANTHROPIC_API_KEY");
    assertThat(failure(OLLAMA, Fault.of(404, "{'error':'model not found'}")).mend())
        .contains("`ollama pull qwen3:8b`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Retry-After|34|34000",
        "retry-after-ms|1500|1500",
        "Retry-After|Sun, 06 Nov 2044 08:50:37 GMT|86400000",
        "Retry-After|Sun, 06 Nov 1994 08:49:37 GMT|0",
        "Retry-After|soon|-1"
      })
  void theWaitThatIsAskedForIsRead(String header, String value, long millis) throws Exception {
    ModelException e = failure(CLAUDE, Fault.of(529, "{}").with(header, value));
    assertThat(e.retryAfter())
        .isEqualTo(millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis)));
    if (millis == 34_000) {
      assertThat(e).hasMessageContaining("not available at the moment, and asks to wait 34 s");
    }
  }

  @ParameterizedTest
  @CsvSource({OPENAI, CLAUDE, OLLAMA})
  void aCutAnswerIsUnavailable(String name) throws Exception {
    ModelException e = failure(name, Fault.of(200, "").broken());
    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(e).hasMessageContaining("broke before the answer was whole");
  }

  @ParameterizedTest
  @CsvSource({OPENAI, CLAUDE, OLLAMA})
  void theDeadlineHoldsAndAnInterruptCancels(String name) throws Exception {
    try (Counter counter =
        new Counter(
            name, request -> Answer.text("a"), StandIn.inTurn(Fault.of(StandIn.HANG, "never")))) {
      Model model = Counter.model(name, counter.access);
      Prompt prompt = Conversation.prompt(List.of(new Turn.Person("a")));
      ModelException e =
          catchThrowableOfType(
              ModelException.class, () -> model.ask(prompt, Duration.ofMillis(200)));
      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> model.ask(prompt, Conversation.SOON))
          .isInstanceOf(InterruptedException.class);
    }
  }

  private static ModelException failure(String name, Fault fault) throws Exception {
    try (Counter counter =
        new Counter(name, request -> Answer.text("a long answer"), StandIn.inTurn(fault))) {
      Model model = Counter.model(name, counter.access);
      Prompt prompt = Conversation.prompt(List.of(new Turn.Person("a")));
      ModelException e =
          catchThrowableOfType(ModelException.class, () -> model.ask(prompt, Conversation.SOON));
      assertThat(counter.standIn.seen()).as("one request, no retry").hasSize(1);
      return e;
    }
  }
}
