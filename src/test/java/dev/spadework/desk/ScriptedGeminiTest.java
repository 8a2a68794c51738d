package dev.spadework.desk;

import static dev.spadework.desk.Answer.calls;
import static dev.spadework.desk.Answer.text;
import static dev.spadework.desk.Story.call;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the scripted model accepts, refuses and says, over its real HTTP. */
class ScriptedGeminiTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final Story story =
      Story.named("export")
          .plan(Map.of("summary", "one"))
          .planWhen("five columns", "{\"summary\":\"two\"}")
          .turn(call("read_file", Map.of("path", "A.java")), call("search", Map.of("pattern", "x")))
          .turn(request -> text("saw " + request.results().get(1).text()))
          .summary("Adds export.");
  private ScriptedGemini gemini;

  @BeforeEach
  void start() throws IOException {
    gemini = ScriptedGemini.start(0, story);
  }

  @AfterEach
  void stop() {
    gemini.close();
  }

  @Test
  void answersByTurnAndARepeatedRequestGetsTheSameBytes() throws Exception {
    ObjectNode first = request();
    HttpResponse<String> once = post(first, "k");
    assertThat(once.headers().firstValue("X-Scripted")).contains("true");
    assertThat(post(first, "k").body()).isEqualTo(once.body());

    ObjectNode second = answered(first, once.body());
    JsonNode reply = JSON.readTree(post(second, "k").body());
    assertThat(reply.at("/candidates/0/content/parts/0/text").asText()).isEqualTo("saw result 1");
    assertThat(reply.at("/usageMetadata/cachedContentTokenCount").asLong()).isPositive();
    assertThat(post(second, "k").body()).isEqualTo(reply.toString());
  }

  @Test
  void tellsPlansAndSummariesApart() throws Exception {
    ObjectNode plan = request();
    plan.putObject("generationConfig").putObject("responseJsonSchema").put("type", "object");
    assertThat(said(plan)).isEqualTo("{\"summary\":\"one\"}");
    ((ArrayNode) plan.at("/contents/0/parts")).addObject().put("text", "all five columns");
    assertThat(said(plan)).isEqualTo("{\"summary\":\"two\"}");

    ObjectNode summary = request();
    summary.remove("tools");
    assertThat(said(summary)).isEqualTo("Adds export.");
  }

  @Test
  void refusesAResultTooFew() throws Exception {
    ObjectNode wrong = answered(request(), post(request(), "k").body());
    ((ArrayNode) wrong.at("/contents/2/parts")).remove(1);
    refused(wrong, "number of function response parts");
  }

  @Test
  void refusesAnotherIdOrName() throws Exception {
    ObjectNode wrong = answered(request(), post(request(), "k").body());
    ((ObjectNode) wrong.at("/contents/2/parts/0/functionResponse")).put("id", "other");
    refused(wrong, "answers call 0 with id \"other\"");
  }

  @Test
  void refusesAMessageBeforeTheResults() throws Exception {
    ObjectNode wrong = answered(request(), post(request(), "k").body());
    ((ArrayNode) wrong.at("/contents/2/parts")).insertObject(0).put("text", "hello");
    refused(wrong, "text before a function response");
  }

  @Test
  void refusesLostMovedAndChangedSignatures() throws Exception {
    ObjectNode lost = answered(request(), post(request(), "k").body());
    ObjectNode changed = lost.deepCopy();
    ObjectNode edited = lost.deepCopy();
    ((ObjectNode) lost.at("/contents/1/parts/0")).remove("thoughtSignature");
    refused(lost, "without its thought_signature");
    ((ObjectNode) changed.at("/contents/1/parts/0")).put("thoughtSignature", "c2ln\n\nc2ln");
    refused(changed, "not valid");
    ((ObjectNode) edited.at("/contents/1/parts/0/functionCall/args")).put("path", "B.java");
    refused(edited, "not valid");
  }

  @Test
  void refusesRolesThatDoNotAlternateAndUnknownFields() throws Exception {
    ObjectNode twice = request();
    ((ArrayNode) twice.get("contents")).add(twice.at("/contents/0").deepCopy());
    refused(twice, "where \"model\" belongs");
    refused(request().put("promptTokens", 1), "Unknown name \"promptTokens\"");
  }

  @Test
  void refusesARequestWithoutAKey() throws Exception {
    HttpResponse<String> response = post(request(), " ");
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("PERMISSION_DENIED");
  }

  @Test
  void aStoryThatRunsOutSaysWhere() throws Exception {
    ObjectNode third = answered(request(), post(request(), "k").body());
    JsonNode content = JSON.readTree(post(third, "k").body()).at("/candidates/0/content");
    ArrayNode contents = (ArrayNode) third.get("contents");
    contents.add(content);
    contents.addObject().put("role", "user").putArray("parts").addObject().put("text", "and?");
    refused(third, "story \"export\" has no turn 2");
  }

  @Test
  void theFirstStoryWhoseTriggerIsShownIsTold() throws Exception {
    Script both =
        Story.firstOf(
            request -> text("neither"),
            Story.named("a").when("apples").turn(text("a")),
            Story.named("b").when("CSV").turn(text("b")));
    try (ScriptedGemini two = ScriptedGemini.start(0, both)) {
      assertThat(post(two, request(), "k").body()).contains("\"text\":\"b\"");
    }
  }

  @Test
  void argumentsAreWrittenInOneOrder() {
    assertThat(calls(call("t", Map.of("b", 1, "a", 2, "c", 3))).calls().get(0).arguments())
        .hasToString("{\"a\":2,\"b\":1,\"c\":3}");
  }

  private void refused(JsonNode body, String because) throws Exception {
    HttpResponse<String> response = post(body, "k");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(JSON.readTree(response.body()).at("/error/message").asText()).contains(because);
  }

  private String said(JsonNode body) throws Exception {
    return JSON.readTree(post(body, "k").body()).at("/candidates/0/content/parts/0/text").asText();
  }

  private HttpResponse<String> post(JsonNode body, String key) throws Exception {
    return post(gemini, body, key);
  }

  private HttpResponse<String> post(ScriptedGemini to, JsonNode body, String key) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(to.baseUrl() + "/models/m:generateContent"))
            .header("x-goog-api-key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static ObjectNode request() {
    ObjectNode body = JSON.createObjectNode();
    ObjectNode content = body.putArray("contents").addObject().put("role", "user");
    content.putArray("parts").addObject().put("text", "add CSV export");
    body.putArray("tools")
        .addObject()
        .putArray("functionDeclarations")
        .addObject()
        .put("name", "t");
    return body;
  }

  private static ObjectNode answered(ObjectNode request, String response) throws IOException {
    ObjectNode next = request.deepCopy();
    JsonNode content = JSON.readTree(response).at("/candidates/0/content");
    ArrayNode contents = (ArrayNode) next.get("contents");
    contents.add(content);
    ArrayNode parts = contents.addObject().put("role", "user").putArray("parts");
    for (JsonNode part : content.get("parts")) {
      ObjectNode result = parts.addObject().putObject("functionResponse");
      result.set("id", part.at("/functionCall/id"));
      result.set("name", part.at("/functionCall/name"));
      result.putObject("response").put("response", "result " + (parts.size() - 1));
    }
    return next;
  }
}
