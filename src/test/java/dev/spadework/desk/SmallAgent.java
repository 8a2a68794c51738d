package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** The smallest agent that can play a story: it edits and runs the tests. */
abstract class SmallAgent {
  @TempDir Path tree;
  final Script script = Stories.script(Duration.ZERO);
  final Set<String> changed = new LinkedHashSet<>();
  final List<String> runs = new ArrayList<>();
  final List<String> risks = new ArrayList<>();
  String finished = "";

  void assertNamed(JsonNode plan) {
    Set<String> planned = new LinkedHashSet<>();
    plan.path("steps").forEach(s -> s.path("files").forEach(f -> planned.add(f.asText())));
    assertThat(planned).containsAll(changed);
    for (String path : changed) {
      assertThat(finished.lines()).anyMatch(line -> line.startsWith("- `" + path + "`: "));
    }
  }

  JsonNode plan(ArrayNode contents) {
    ObjectNode body = body(contents);
    body.putObject("generationConfig").putObject("responseJsonSchema").put("type", "object");
    return ((Answer.Plan) script.answer(Script.Request.of("m", body))).plan();
  }

  /** Plays, and a person says something after so many answers. */
  void playing(ArrayNode contents, int after, String text) throws Exception {
    for (int turn = 0; finished.isEmpty(); turn++) {
      if (turn == after) {
        said(contents, text);
      }
      answered(contents);
    }
  }

  /** Goes on until the story stops calling tools, is red twice, or finishes. */
  void play(ArrayNode contents) throws Exception {
    int before = runs.size();
    while (finished.isEmpty()) {
      answered(contents);
      if (runs.size() == before + 2 && runs.get(before + 1).contains("FAILED")) {
        return;
      }
    }
  }

  void answered(ArrayNode contents) throws Exception {
    Answer.Calls answer = (Answer.Calls) script.answer(request(contents));
    ArrayNode spoken = contents.addObject().put("role", "model").putArray("parts");
    ArrayNode results = contents.addObject().put("role", "user").putArray("parts");
    for (Answer.Call call : answer.calls()) {
      spoken.addObject().putObject("functionCall").set("args", call.arguments());
      ObjectNode result = results.addObject().putObject("functionResponse");
      result.put("name", call.tool()).putObject("response").put("response", run(call));
    }
  }

  String run(Answer.Call call) throws Exception {
    ObjectNode arguments = call.arguments();
    Path file = tree.resolve(arguments.path("path").asText());
    switch (call.tool()) {
      case "read_file" -> {
        return Files.readString(file);
      }
      case "write_file" -> {
        Files.writeString(file, arguments.path("content").asText());
        changed.add(arguments.path("path").asText());
      }
      case "edit_file" -> {
        String text = Files.readString(file);
        String old = arguments.path("old").asText();
        assertThat(text.split(java.util.regex.Pattern.quote(old), -1)).as(old).hasSize(2);
        Files.writeString(file, text.replace(old, arguments.path("new").asText()));
        changed.add(arguments.path("path").asText());
      }
      case "run_tests" -> {
        runs.add(runTests());
        return runs.get(runs.size() - 1);
      }
      case "finish" -> {
        finished = arguments.path("summary").asText();
        arguments.path("risks").forEach(risk -> risks.add(risk.asText()));
      }
      default -> assertThat(call.tool()).isIn("search", "step_done");
    }
    return "done";
  }

  void plant() throws IOException {
    for (var file : Sample.files().entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().content());
    }
  }

  String runTests() throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", Sample.TEST)
            .directory(tree.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean red = output.lines().anyMatch(line -> line.startsWith("FAILED"));
    assertThat(process.waitFor()).as(output).isEqualTo(red ? 1 : 0);
    return output;
  }

  static ArrayNode opened(String request) {
    ArrayNode contents = Json.array();
    said(contents, "A person asked:\n\n" + request);
    return contents;
  }

  static void said(ArrayNode contents, String text) {
    contents.addObject().put("role", "user").putArray("parts").addObject().put("text", text);
  }

  static Script.Request request(ArrayNode contents) {
    return Script.Request.of("m", body(contents));
  }

  static ObjectNode body(ArrayNode contents) {
    ObjectNode body = Json.object();
    body.set("contents", contents);
    body.putArray("tools")
        .addObject()
        .putArray("functionDeclarations")
        .addObject()
        .put("name", "t");
    return body;
  }
}
