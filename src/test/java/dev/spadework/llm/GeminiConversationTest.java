package dev.spadework.llm;

import static dev.spadework.desk.Answer.calls;
import static dev.spadework.desk.Answer.text;
import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.Story;
import dev.spadework.llm.Reply.Ending;
import dev.spadework.redact.Redactor;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Conversations with tools; the scripted model refuses any transcript that Gemini would. */
class GeminiConversationTest {
  private static final Answer.Call READ = call("read_file", Map.of("path", "A.java"));
  private static final Answer.Call EDIT =
      call("edit_file", Map.of("path", "A.java", "old", "x", "new", "ü€😀"));

  @Test
  void aTextComesBackWithItsUsage() throws Exception {
    try (Conversation talk = new Conversation(request -> text("Hello.\n\nThere."))) {
      Reply reply = talk.ask();
      assertThat(reply.text()).isEqualTo("Hello.\n\nThere.");
      assertThat(reply.calls()).isEmpty();
      assertThat(reply.ending()).isEqualTo(Ending.STOP);
      assertThat(reply.model()).isEqualTo("gemini:gemini-3.5-flash");
      assertThat(reply.usage().input()).isPositive();
      assertThat(reply.usage().thinking()).isPositive();
      assertThat(reply.usage().estimated()).isFalse();
      assertThat(reply.took()).isPositive();
    }
  }

  @Test
  void parallelResultsTravelInOneMessageInTheOrderOfTheCallsAndBeforeTheMessage() throws Exception {
    try (Conversation talk = new Conversation(thenText(calls(READ, EDIT)))) {
      Reply reply = talk.ask();
      assertThat(reply.calls())
          .extracting(ToolCall::name)
          .containsExactly("read_file", "edit_file");
      assertThat(reply.calls().get(1).arguments().get("new").asText()).isEqualTo("ü€😀");
      talk.says("mind the quotes")
          .failed(reply.calls().get(1), "old not found")
          .result(reply.calls().get(0), "");

      assertThat(talk.ask().text()).isEqualTo("done");
      JsonNode parts = talk.sent().at("/contents/2/parts");
      assertThat(parts).hasSize(3);
      assertThat(parts.at("/0/functionResponse/response/response").asText())
          .isEqualTo("(no output)");
      assertThat(parts.at("/1/functionResponse/response/response").asText())
          .isEqualTo("ERROR: old not found");
      assertThat(parts.at("/2/text").asText()).isEqualTo("mind the quotes");
    }
  }

  @Test
  void callsWithoutIdsGetOursWhichTheProviderNeverSees() throws Exception {
    try (Conversation talk = new Conversation(thenText(calls(READ, READ).withoutIds()))) {
      Reply reply = talk.ask();
      assertThat(reply.calls()).extracting(ToolCall::id).doesNotHaveDuplicates();
      talk.result(reply.calls().get(0), "one").result(reply.calls().get(1), "two");
      assertThat(talk.ask().text()).isEqualTo("done");
      assertThat(talk.sentText()).doesNotContain(reply.calls().get(0).id());
    }
  }

  @Test
  void twoSignaturesInOneReplyComeBackEachInItsPlace() throws Exception {
    Answer signed = calls(READ, EDIT).eachSigned().thinking("I should look").saying("Looking.");
    try (Conversation talk = new Conversation(thenText(signed))) {
      Reply reply = talk.ask();
      assertThat(reply.text()).isEqualTo("Looking.");
      talk.result(reply.calls().get(0), "a").result(reply.calls().get(1), "b");
      assertThat(talk.ask().text()).isEqualTo("done");
      assertThat(talk.sent().at("/contents/1"))
          .isEqualTo(Conversation.parse(reply.raw()).at("/gemini/content"));
    }
  }

  @Test
  void anIdThatTheProviderRepeatsIsOursInsideAndItsOwnOutside() throws Exception {
    JsonNode body =
        Conversation.json(
            "{'candidates':[{'content':{'role':'model','parts':[{'functionCall':"
                + "{'id':'fc1','name':'read_file','args':{}}}]},'finishReason':'STOP'}],"
                + "'usageMetadata':{'promptTokenCount':1}}");
    Script script = request -> request.turn() < 2 ? new Answer.Raw(body) : text("done");
    try (Conversation talk = new Conversation(script)) {
      ToolCall first = talk.ask().calls().get(0);
      ToolCall second = talk.result(first, "a").ask().calls().get(0);
      assertThat(first.id()).isEqualTo("fc1").isNotEqualTo(second.id());
      assertThat(talk.result(second, "b").ask().text()).isEqualTo("done");
      assertThat(talk.sent().at("/contents/4/parts/0/functionResponse/id").asText())
          .isEqualTo("fc1");
    }
  }

  @Test
  void theBytesOfTheBeginningStayTheSame() throws Exception {
    try (Conversation talk = new Conversation(thenText(calls(READ).thinking("hm")))) {
      Reply reply = talk.ask();
      String first = talk.sentText();
      talk.result(reply.calls().get(0), "text").ask();
      String second = talk.sentText();
      assertThat(contents(second)).startsWith(contents(first));
      assertThat(withoutContents(second)).isEqualTo(withoutContents(first));
    }
  }

  @Test
  void anotherProcessWritesTheSameBytes() throws Exception {
    assertThat(RequestBytes.ofOneConversation()).isEqualTo(inAnotherProcess());
  }

  @Test
  void toolsAreDeclaredInTheOrderInWhichTheyWereGiven() throws Exception {
    try (Conversation talk = new Conversation(request -> text("ok"))) {
      talk.ask();
      assertThat(talk.sentText())
          .contains(
              "\"properties\":{\"path\":{\"type\":\"string\"},\"old\":{\"type\":\"string\"},"
                  + "\"new\":{\"type\":\"string\"}}");
      assertThat(talk.sent().at("/generationConfig/thinkingConfig/thinkingLevel").asText())
          .isEqualTo("low");
      assertThat(talk.sent().at("/generationConfig/maxOutputTokens").asInt()).isEqualTo(8192);
    }
  }

  @Test
  void theSignatureOfATextComesBackToo() throws Exception {
    try (Conversation talk = new Conversation(request -> text("turn " + request.turn()))) {
      talk.ask();
      assertThat(talk.says("go on").ask().text()).isEqualTo("turn 1");
      assertThat(talk.sent().at("/contents/1/parts/0/thoughtSignature").asText()).isNotEmpty();
    }
  }

  @Test
  void olderModelsAreToldToThinkInTheirOwnWay() throws Exception {
    try (Conversation talk = new Conversation(request -> text("ok"))) {
      Models models = Conversation.models(talk.gemini.baseUrl());
      models.named("gemini:gemini-2.5-pro").ask(talk.prompt(), Conversation.SOON);
      assertThat(talk.sent().at("/generationConfig/thinkingConfig"))
          .isEqualTo(Conversation.json("{'includeThoughts':false,'thinkingBudget':1024}"));
      models.named("gemini:gemini-2.0-flash").ask(talk.prompt(), Conversation.SOON);
      assertThat(talk.sent().at("/generationConfig").has("thinkingConfig")).isFalse();
    }
  }

  @Test
  void aPlanIsAskedForByItsSchema() throws Exception {
    Story story = Story.named("plan").plan(Map.of("summary", "s", "steps", List.of()));
    JsonNode schema =
        Conversation.json(
            "{'type':'object','properties':{'summary':{'type':'string'},'steps':{'type':'array'}}}");
    try (Conversation talk = new Conversation(story)) {
      Prompt prompt =
          new Prompt("", List.of(), talk.turns(), Optional.of(schema), Thinking.HIGH, 4096);
      Reply reply = talk.model.ask(prompt, Conversation.SOON);
      assertThat(reply.text()).isEqualTo("{\"steps\":[],\"summary\":\"s\"}");
      assertThat(talk.sent().at("/generationConfig/responseJsonSchema")).isEqualTo(schema);
      assertThat(talk.sent().at("/generationConfig/responseMimeType").asText())
          .isEqualTo("application/json");
      assertThat(talk.sent().has("systemInstruction")).isFalse();
    }
  }

  @Test
  void aReplyThatSecretsWereTakenOutOfCanStillBeSent() throws Exception {
    Answer leak = calls(call("read_file", Map.of("path", "/x/hunter2-secret")));
    try (Conversation talk = new Conversation(thenText(leak))) {
      Reply reply = talk.model.ask(talk.prompt(), Conversation.SOON);
      String kept = Redactor.of(List.of("hunter2-secret")).exact(reply.raw());
      talk.turns().add(new Turn.ModelSaid(kept));
      assertThat(talk.result(reply.calls().get(0), "no").ask().text()).isEqualTo("done");
    }
  }

  @Test
  void aCallWithoutAResultAndAResultWithoutACallAreOurMistakes() throws Exception {
    try (Conversation talk = new Conversation(thenText(calls(READ)))) {
      ToolCall call = talk.ask().calls().get(0);
      assertThatThrownBy(talk::ask)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("has no result");
      talk.result(call, "a").result(new ToolCall("other", "x", Conversation.json("{}")), "b");
      assertThatThrownBy(talk::ask).hasMessageContaining("answers no call");
    }
  }

  private static Script thenText(Answer first) {
    return request -> request.turn() == 0 ? first : text("done");
  }

  /** The contents without their closing bracket. */
  private static String contents(String body) {
    String contents = Conversation.parse(body).get("contents").toString();
    assertThat(body).contains(contents);
    return contents.substring(0, contents.length() - 1);
  }

  private static String withoutContents(String body) {
    return body.replace(contents(body), "");
  }

  private static String inAnotherProcess() throws Exception {
    Process java =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                RequestBytes.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(java.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines().filter(line -> line.startsWith("{")).collect(Collectors.joining("\n"));
    }
  }
}
