package dev.spadework.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.spadework.desk.Answer;
import dev.spadework.desk.ScriptedGemini;
import dev.spadework.llm.ModelException.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls that bring no reply. */
class GeminiFailureTest {
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_ARGUMENT, BAD_REQUEST, false",
    "401, UNAUTHENTICATED, UNAUTHORISED, false",
    "403, PERMISSION_DENIED, UNAUTHORISED, false",
    "404, NOT_FOUND, UNKNOWN_MODEL, false",
    "408, DEADLINE_EXCEEDED, TIMEOUT, true",
    "413, INVALID_ARGUMENT, TOO_LONG, false",
    "429, RESOURCE_EXHAUSTED, RATE_LIMITED, true",
    "500, INTERNAL, UNAVAILABLE, true",
    "503, UNAVAILABLE, UNAVAILABLE, true",
    "504, DEADLINE_EXCEEDED, UNAVAILABLE, true",
    "302, FOUND, BAD_REPLY, true"
  })
  void everyStatusHasAKind(int status, String code, Kind kind, boolean temporary) throws Exception {
    String echo = "the key " + Conversation.KEY + " was\nseen";
    ModelException e = failure(Answer.error(status, code, echo));
    assertThat(e.kind()).isEqualTo(kind);
    assertThat(e.temporary()).isEqualTo(temporary);
    assertThat(e).hasMessageContaining("gemini:gemini-3.5-flash").hasMessageContaining(code);
    assertThat(e.getMessage()).doesNotContain("\n");
    assertThat(trace(e)).doesNotContain(Conversation.KEY);
  }

  @Test
  void theWaitOfARateLimitIsRead() throws Exception {
    assertThat(failure(Answer.rateLimited(Duration.ofMillis(34_074))).retryAfter())
        .contains(Duration.ofMillis(34_074));
    assertThat(failure(Answer.error(429, "RESOURCE_EXHAUSTED", "quota")).retryAfter()).isEmpty();
    assertThat(failure(Answer.rateLimited(Duration.ofDays(30))).retryAfter())
        .contains(Duration.ofDays(1));
  }

  @Test
  void aWrongKeyIsToldApartFromAWrongRequest() throws Exception {
    String body =
        "{\"error\":{\"code\":400,\"message\":\"API key not valid.\",\"status\":\"INVALID_ARGUMENT\","
            + "\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}";
    assertThat(failure(new Answer.Http(400, body)).kind()).isEqualTo(Kind.UNAUTHORISED);
  }

  @Test
  void aLongErrorIsOneShortLine() throws Exception {
    ModelException e = failure(new Answer.Http(502, "<html>\n" + "x\t\r\n".repeat(10_000)));
    assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\n").doesNotContain("\t");
  }

  @Test
  void aCutAnswerIsUnavailable() throws Exception {
    ModelException e = failure(new Answer.Cut(Answer.text("half of this is lost")));
    assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
    assertThat(e).hasMessageContaining("broke before the answer was whole");
  }

  @Test
  void nobodyListeningIsUnavailable() throws Exception {
    String gone;
    try (ScriptedGemini gemini = ScriptedGemini.start(0, request -> Answer.text("a"))) {
      gone = gemini.baseUrl();
    }
    try (Conversation talk = new Conversation(request -> Answer.text("a"))) {
      Model model = Conversation.models(gone).of(Role.PLANNER);
      ModelException e =
          catchThrowableOfType(
              ModelException.class, () -> model.ask(talk.prompt(), Conversation.SOON));
      assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE);
      assertThat(e).hasMessageContaining("cannot be reached");
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theDeadlineHoldsBeforeTheHeadersAndInTheMiddleOfTheBody(boolean inBody) throws Exception {
    Answer never = inBody ? stalled() : new Answer.Hang(Answer.text("late"));
    try (Conversation talk = new Conversation(request -> never)) {
      ModelException e =
          catchThrowableOfType(
              ModelException.class, () -> talk.model.ask(talk.prompt(), Duration.ofMillis(300)));
      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  void anInterruptCancelsACallThatStalls() throws Exception {
    try (Conversation talk = new Conversation(request -> stalled())) {
      CompletableFuture<Throwable> end = new CompletableFuture<>();
      Thread asking =
          new Thread(
              () -> {
                try {
                  end.complete(new AssertionError("" + talk.ask()));
                } catch (InterruptedException | ModelException e) {
                  end.complete(e);
                }
              });
      asking.start();
      assertThat(talk.gemini.await(1, Conversation.SOON)).isTrue();
      asking.interrupt();
      assertThat(end.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  private static Answer stalled() {
    return new Answer.Stall(Answer.text("late"));
  }

  private static ModelException failure(Answer answer) throws Exception {
    try (Conversation talk = new Conversation(request -> answer)) {
      ModelException e = catchThrowableOfType(ModelException.class, talk::ask);
      assertThat(talk.gemini.seen()).as("one request, no retry").hasSize(1);
      return e;
    }
  }

  private static String trace(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
