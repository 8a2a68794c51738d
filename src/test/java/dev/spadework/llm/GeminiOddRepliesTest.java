package dev.spadework.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.llm.ModelException.Kind;
import dev.spadework.llm.Reply.Ending;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Legal and illegal replies on which LangChain4j 1.18.1 alone fails or loses something. */
class GeminiOddRepliesTest {
  private static final String USAGE =
      "'usageMetadata':{'promptTokenCount':1000,'candidatesTokenCount':50,"
          + "'totalTokenCount':1250,'cachedContentTokenCount':800,'thoughtsTokenCount':200,"
          + "'promptTokensDetails':[{'modality':'TEXT','tokenCount':1000}]}";

  @Test
  void cachedAndThinkingTokensAreCounted() throws Exception {
    Reply reply =
        reply(
            "{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}],"
                + USAGE
                + "}");
    assertThat(reply.usage()).isEqualTo(new Usage(1000, 800, 50, 200));
  }

  @Test
  void withoutUsageTheTokensAreGuessedAndSoMarked() throws Exception {
    Reply reply =
        reply("{'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'STOP'}]}");
    assertThat(reply.text()).isEqualTo("a");
    assertThat(reply.usage().estimated()).isTrue();
    assertThat(reply.usage().input()).isGreaterThan(50);
    assertThat(reply.usage().output()).isPositive();
  }

  @Test
  void aBlockedPromptIsAReply() throws Exception {
    Reply reply = reply("{'promptFeedback':{'blockReason':'SAFETY'}," + USAGE + "}");
    assertThat(reply.ending()).isEqualTo(Ending.BLOCKED);
    assertThat(reply.text()).isEmpty();
    assertThat(reply.calls()).isEmpty();
  }

  @Test
  void noCandidatesIsAnEmptyReply() throws Exception {
    Reply reply = reply("{'candidates':[]," + USAGE + "}");
    assertThat(reply.ending()).isEqualTo(Ending.OTHER);
    assertThat(reply.text()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "STOP, STOP",
    "MAX_TOKENS, LENGTH",
    "SAFETY, BLOCKED",
    "IMAGE_SAFETY, BLOCKED",
    "MALFORMED_FUNCTION_CALL, MALFORMED",
    "UNEXPECTED_TOOL_CALL, MALFORMED",
    "TOO_MANY_TOOL_CALLS, MALFORMED",
    "SOMETHING_NEW, OTHER",
    "'', OTHER"
  })
  void everyReasonForStoppingHasAnEnding(String reason, Ending ending) throws Exception {
    assertThat(reply("{'candidates':[{'finishReason':'" + reason + "'}]," + USAGE + "}").ending())
        .isEqualTo(ending);
  }

  @Test
  void anEmptyReplyIsLeftOutOfTheNextRequest() throws Exception {
    Answer empty = raw("{'candidates':[{'finishReason':'MALFORMED_FUNCTION_CALL'}]," + USAGE + "}");
    Script script = request -> request.shows("again") ? Answer.text("ok") : empty;
    try (Conversation talk = new Conversation(script)) {
      talk.ask();
      assertThat(talk.says("again, please").ask().text()).isEqualTo("ok");
      assertThat(talk.sent().get("contents")).hasSize(1);
      assertThat(talk.sent().at("/contents/0/parts")).hasSize(2);
    }
  }

  @Test
  void argumentsThatAreNoObjectAreMalformedAndDoNotSpoilTheNextRequest() throws Exception {
    Answer odd =
        raw(
            "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':{'name':'read_file',"
                + "'args':'A.java'},'thoughtSignature':'c2ln'}]},'finishReason':'STOP'}],"
                + USAGE
                + "}");
    Script script = request -> odd;
    try (Conversation talk = new Conversation(script)) {
      ToolCall call = talk.ask().calls().get(0);
      assertThat(call.malformed()).isTrue();
      assertThat(call.arguments().asText()).isEqualTo("A.java");
      talk.failed(call, "arguments must be an object");
      // The stand-in signs nothing here and so refuses; what counts is what it was sent.
      assertThatThrownBy(talk::ask).isInstanceOf(ModelException.class);
      assertThat(talk.sent().at("/contents/1/parts/0/functionCall/args").isObject()).isTrue();
      assertThat(talk.sent().at("/contents/1/parts/0/thoughtSignature").asText()).isEqualTo("c2ln");
    }
  }

  @Test
  void numbersUnknownFieldsAndHalfCharactersSurviveTheJournal() throws Exception {
    String content =
        "{'parts':[{'text':'half \\ud83d','shiny':[1.10,1E+2,12345678901234567890.5]}],'role':'model'}";
    Reply reply =
        replyAsWritten(
            "{'candidates':[{'content':" + content + ",'finishReason':'STOP'}]," + USAGE + "}");
    assertThat(reply.raw()).contains("[1.10,1E+2,12345678901234567890.5]").contains("half \uFFFD");
    assertThat(Said.of(reply.raw()).raw()).isEqualTo(reply.raw());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>proxy</html>", "[]", "{}", "{'choices':[]}", "{'candidates':"})
  void whatIsNotTheProtocolIsABadReply(String body) throws Exception {
    try (Conversation talk =
        new Conversation(request -> new Answer.Http(200, body.replace('\'', '"')))) {
      assertThatThrownBy(talk::ask)
          .isInstanceOfSatisfying(
              ModelException.class, e -> assertThat(e.kind()).isEqualTo(Kind.BAD_REPLY));
    }
  }

  private static Reply reply(String body) throws Exception {
    try (Conversation talk = new Conversation(request -> raw(body))) {
      return talk.ask();
    }
  }

  private static Reply replyAsWritten(String body) throws Exception {
    Answer answer = new Answer.Http(200, body.replace('\'', '"'));
    try (Conversation talk = new Conversation(request -> answer)) {
      return talk.ask();
    }
  }

  private static Answer raw(String body) {
    return new Answer.Raw(Conversation.json(body));
  }
}
