package dev.spadework.llm;

import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.llm.Reply.Ending;
import dev.spadework.llm.StandIn.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conversations with the other providers' stand-ins, which refuse what the real ones would. */
class ProviderConversationTest {
  private static final Script SCRIPT =
      request -> {
        if (request.isPlan()) {
          return Answer.plan(Map.of("summary", "a plan"));
        }
        return request.turn() < 2
            ? Answer.calls(
                    call("read_file", Map.of("path", "A.java", "from", request.turn())),
                    call("edit_file", Map.of("path", "B.java", "old", "a", "new", "b")))
                .saying(request.turn() == 0 ? "I look." : "")
            : Answer.text("It is done: " + request.results().size() + " results.");
      };

  private final List<Turn> turns = new ArrayList<>(List.of(new Turn.Person("find foo")));

  private static Counter counter(String model) {
    return new Counter(model, SCRIPT, request -> Optional.empty());
  }

  private static Counter answering(String model, String body) {
    return new Counter(model, SCRIPT, StandIn.inTurn(Fault.of(200, body)));
  }

  private Reply ask(Counter counter, String name) throws Exception {
    Prompt prompt =
        new Prompt(
            "You are careful.",
            List.of(Conversation.READ, Conversation.EDIT),
            turns,
            Optional.empty(),
            Thinking.MEDIUM,
            8192);
    Reply reply = Counter.model(name, counter.access).ask(prompt, Conversation.SOON);
    turns.add(new Turn.ModelSaid(reply.raw()));
    return reply;
  }

  private void results(Reply reply) {
    reply.calls().forEach(c -> turns.add(new Turn.ToolSaid(c.id(), c.name(), "ok", false)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai:gpt-5-mini",
        "openai:gpt-5.4",
        "openai:local/qwen3",
        "anthropic:claude-sonnet-4-5",
        "anthropic:claude-sonnet-4-6",
        "anthropic:claude-3-5-haiku-latest",
        "ollama:qwen3:8b",
        "ollama:gpt-oss:20b"
      })
  void parallelCallsAndTheirResultsGoBackAsTheyMust(String name) throws Exception {
    try (Counter counter = counter(name)) {
      for (int turn = 0; turn < 2; turn++) {
        Reply reply = ask(counter, name);
        assertThat(reply.calls())
            .extracting(ToolCall::name)
            .containsExactly("read_file", "edit_file");
        assertThat(reply.calls().get(0).arguments().path("from").asInt()).isEqualTo(turn);
        assertThat(reply.ending()).isEqualTo(Ending.STOP);
        assertThat(reply.usage().input()).isEqualTo(1000);
        assertThat(reply.usage().output() + reply.usage().thinking()).isEqualTo(70);
        turns.add(new Turn.Person("also look at C.java"));
        results(reply);
      }
      assertThat(ask(counter, name).text()).isEqualTo("It is done: 2 results.");
      assertThat(counter.standIn.seen()).allMatch(seen -> seen.status() == 200);
      assertThat(counter.standIn.last().toString()).contains("You are careful.", "C.java");
      sameBeginning(counter.standIn.seen());
    }
  }

  /** But for Anthropic's marks, which move on, each request begins with the one before. */
  private static void sameBeginning(List<StandIn.Seen> seen) {
    for (int k = 1; k < seen.size(); k++) {
      String before = unmarked(seen.get(k - 1).json().path("messages"));
      String after = unmarked(seen.get(k).json().path("messages"));
      assertThat(after).startsWith(before.substring(0, before.length() - 1));
    }
  }

  private static String unmarked(JsonNode messages) {
    return messages.toString().replace(",\"cache_control\":{\"type\":\"ephemeral\"}", "");
  }

  @Test
  void anthropicsStablePrefixIsMarkedForTheCacheAndWritingItIsCounted() throws Exception {
    String name = "anthropic:claude-sonnet-4-5";
    try (Counter counter = counter(name)) {
      Reply reply = ask(counter, name);
      assertThat(reply.usage()).isEqualTo(new Usage(1000, 800, 100, 70, 0, false));
      results(reply);
      ask(counter, name);
      JsonNode sent = counter.standIn.last();
      assertThat(sent.at("/system/0").has("cache_control")).isTrue();
      assertThat(sent.at("/tools/1").has("cache_control")).isTrue();
      assertThat(sent.at("/messages/0/content/0").has("cache_control")).isTrue();
      assertThat(sent.at("/messages/2/content/1").has("cache_control")).isTrue();
      assertThat(sent.at("/messages/1/content/0/signature").asText()).startsWith("sig+/=");
      // 100 new at 3.00, 800 read at 0.30, 100 written at 3.75, 70 out at 15.00.
      assertThat(Prices.of(Map.of()).micros(name, reply.usage())).isEqualTo(300 + 240 + 375 + 1050);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai:gpt-5-mini, /reasoning_effort, high",
    "openai:gpt-5.4, /reasoning_effort, high",
    "anthropic:claude-sonnet-4-6, /output_config/effort, high",
    "anthropic:claude-haiku-4-5, /thinking/budget_tokens, 4096",
    "anthropic:claude-3-7-sonnet-latest, /tool_choice/name, answer",
    "ollama:gpt-oss:20b, /think, high",
    "ollama:qwen3:8b, /stream, false"
  })
  void aPlanIsHeldToItsSchemaAndThoughtAboutWhereTheModelCan(String name, String at, String is)
      throws Exception {
    try (Counter counter = counter(name)) {
      Prompt prompt =
          new Prompt(
              "You are careful.",
              List.of(),
              turns,
              Optional.of(Conversation.json("{'type':'object','properties':{}}")),
              Thinking.HIGH,
              8192);
      Reply reply = Counter.model(name, counter.access).ask(prompt, Conversation.SOON);
      assertThat(reply.text()).isEqualTo("{\"summary\":\"a plan\"}");
      assertThat(reply.calls()).isEmpty();
      assertThat(counter.standIn.last().at(at).asText()).isEqualTo(is);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai:gpt-5-mini, anthropic:claude-sonnet-4-5",
    "openai:gpt-5-mini, ollama:qwen3:8b",
    "anthropic:claude-sonnet-4-5, openai:gpt-5-mini",
    "anthropic:claude-sonnet-4-5, anthropic:claude-sonnet-4-6",
    "anthropic:claude-sonnet-4-6, anthropic:claude-sonnet-4-5",
    "ollama:qwen3:8b, anthropic:claude-sonnet-4-5"
  })
  void anotherModelTakesAConversationOver(String first, String second) throws Exception {
    try (Counter one = counter(first);
        Counter other = counter(second)) {
      results(ask(one, first));
      results(ask(other, second));
      assertThat(ask(other, second).text()).isEqualTo("It is done: 2 results.");
      assertThat(other.standIn.seen()).allMatch(seen -> seen.status() == 200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai:gpt-5-mini|{'choices':[{'message':{'content':null,'tool_calls':[{'id':'c1','type':"
            + "'function','function':{'name':'read_file','arguments':'{oops'}}]},'finish_reason':"
            + "'tool_calls'}]}",
        "ollama:qwen3:8b|{'message':{'role':'assistant','content':'','tool_calls':[{'function':"
            + "{'name':'read_file','arguments':'{oops'}}]},'done':true}",
        "anthropic:claude-sonnet-4-6|{'content':[{'type':'tool_use','id':'t1','name':'read_file',"
            + "'input':'{oops'}],'stop_reason':'tool_use'}"
      })
  void brokenArgumentsAreMalformedAndDoNotSpoilTheNextRequest(String name, String body)
      throws Exception {
    try (Counter odd = answering(name, body);
        Counter well = counter(name)) {
      Reply reply = ask(odd, name);
      assertThat(reply.calls().get(0).malformed()).isTrue();
      assertThat(reply.calls().get(0).arguments().asText()).isEqualTo("{oops");
      assertThat(reply.usage().estimated()).isTrue();
      turns.add(new Turn.ToolSaid(reply.calls().get(0).id(), "read_file", "not JSON", true));
      ask(well, name);
      assertThat(well.standIn.last().toString()).contains("ERROR: not JSON").doesNotContain("oops");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "openai:gpt-5-mini|{'choices':[{'message':{'content':null},'finish_reason':'stop'}]}|STOP",
        "openai:gpt-5-mini|{'choices':[{'message':{'content':'a'},'finish_reason':'length'}]}|LENGTH",
        "openai:gpt-5-mini|{'choices':[{'message':{'content':null,'refusal':'I cannot'},"
            + "'finish_reason':'stop'}]}|BLOCKED",
        "openai:gpt-5-mini|{'choices':[{'message':{},'finish_reason':'content_filter'}]}|BLOCKED",
        "openai:gpt-5-mini|{'choices':[{'message':{},'finish_reason':'new'}]}|OTHER",
        "anthropic:claude-opus-4-6|{'content':[],'stop_reason':'end_turn'}|STOP",
        "anthropic:claude-opus-4-6|{'content':[{'type':'text','text':'a'}],'stop_reason':"
            + "'max_tokens'}|LENGTH",
        "anthropic:claude-opus-4-6|{'content':[],'stop_reason':'refusal'}|BLOCKED",
        "anthropic:claude-opus-4-6|{'content':[],'stop_reason':'pause_turn'}|OTHER",
        "ollama:qwen3:8b|{'message':{'content':''},'done':true,'done_reason':'stop'}|STOP",
        "ollama:qwen3:8b|{'message':{'content':'a'},'done':true,'done_reason':'length'}|LENGTH",
        "ollama:qwen3:8b|{'message':{'content':''},'done':true,'done_reason':'load'}|OTHER"
      })
  void everyReasonForStoppingHasAnEnding(String name, String body, Ending ending) throws Exception {
    try (Counter counter = answering(name, body)) {
      assertThat(ask(counter, name).ending()).isEqualTo(ending);
    }
  }
}
