package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What the scripted model says. It is chosen by what the model is shown, never by counting calls,
 * so that a request that is repeated after a crash gets the same answer.
 */
@FunctionalInterface
public interface Script {
  /** The answer to one request. Called by many threads; must not keep state. */
  Answer answer(Request request);

  /**
   * One request as the model sees it.
   *
   * @param model name in the address, such as {@code gemini-3.5-flash}
   * @param system text of the system instruction, empty if there is none
   * @param tools names of the declared functions
   * @param contents the transcript, Gemini's {@code contents}
   * @param schema the schema of the answer where structured output is asked for
   * @param turn how often the model has spoken in this transcript: 0 for its first answer
   */
  record Request(
      String model,
      String system,
      List<String> tools,
      JsonNode contents,
      Optional<JsonNode> schema,
      int turn) {

    /** The result of one tool call as it is told to the model. */
    public record Result(String tool, Optional<String> id, String text) {}

    static Request of(String model, JsonNode body) {
      JsonNode config = body.path("generationConfig");
      JsonNode schema =
          config.has("responseJsonSchema")
              ? config.get("responseJsonSchema")
              : config.path("responseSchema");
      JsonNode contents = body.path("contents");
      List<String> tools =
          each(body.path("tools")).stream()
              .flatMap(tool -> each(tool.path("functionDeclarations")).stream())
              .map(declaration -> declaration.path("name").asText())
              .toList();
      int turn =
          (int)
              each(contents).stream().filter(c -> c.path("role").asText().equals("model")).count();
      return new Request(
          model,
          String.join("\n", texts(body.path("systemInstruction"))),
          tools,
          contents,
          schema.isMissingNode() ? Optional.empty() : Optional.of(schema),
          turn);
    }

    /** Whether structured output is asked for, which only the planner does. */
    public boolean isPlan() {
      return schema.isPresent();
    }

    /** Whether it is neither planning nor working: no schema and no tools. */
    public boolean isSummary() {
      return schema.isEmpty() && tools.isEmpty();
    }

    /** The text of the first message of the transcript. */
    public String firstText() {
      return String.join("\n", texts(contents.path(0)));
    }

    /** What a person, or the program in a person's place, said in the newest message. */
    public String lastText() {
      return String.join("\n", texts(last()));
    }

    /** The tool results in the newest message, in order. */
    public List<Result> results() {
      List<Result> results = new ArrayList<>();
      for (JsonNode part : last().path("parts")) {
        JsonNode response = part.path("functionResponse");
        if (!response.isMissingNode()) {
          JsonNode text = response.path("response").path("response");
          results.add(
              new Result(
                  response.path("name").asText(),
                  Optional.ofNullable(response.get("id")).map(JsonNode::asText),
                  text.isTextual() ? text.asText() : response.path("response").toString()));
        }
      }
      return results;
    }

    /** Whether any message of a person in the transcript contains the text. */
    public boolean shows(String text) {
      return each(contents).stream()
          .filter(content -> content.path("role").asText().equals("user"))
          .flatMap(content -> texts(content).stream())
          .anyMatch(said -> said.contains(text));
    }

    private JsonNode last() {
      return contents.path(contents.size() - 1);
    }

    private static List<String> texts(JsonNode content) {
      return each(content.path("parts")).stream()
          .filter(part -> part.has("text"))
          .map(part -> part.get("text").asText())
          .toList();
    }

    private static List<JsonNode> each(JsonNode array) {
      return StreamSupport.stream(array.spliterator(), false).toList();
    }
  }
}
