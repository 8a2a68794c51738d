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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stories played on the sample by the smallest agent that can: it edits and runs the tests. */
class StoriesTest {
  @TempDir Path tree;
  private final Script script = Stories.script(Duration.ZERO);
  private final Set<String> changed = new LinkedHashSet<>();
  private final List<String> runs = new ArrayList<>();
  private String finished = "";

  @Test
  void theListOfTheSamplesFilesIsComplete() throws IOException {
    Path resources = Path.of("src/main/resources/desk/sample");
    try (Stream<Path> files = Files.walk(resources)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(f -> resources.relativize(f).toString().replaceFirst("^_", "."))
                  .filter(f -> !f.equals("files.txt")))
          .containsExactlyInAnyOrderElementsOf(Sample.files().keySet());
    }
    assertThat(Sample.files().get("test.sh").executable()).isTrue();
    assertThat(Sample.files()).containsKey(".gitignore");
  }

  @Test
  void theSamplesTestsPassAndAreCountedInXml() throws Exception {
    plant();
    assertThat(runTests()).contains("21 passed, 0 failed");
    assertThat(tree.resolve("build/test-results/TEST-invoices.AmountsTest.xml"))
        .content()
        .contains("<testsuite name=\"invoices.AmountsTest\" tests=\"4\" failures=\"0\"");
  }

  @Test
  void theFirstStoryEndsGreenAndNamesWhatItChanged() throws Exception {
    plant();
    ArrayNode contents = opened("add CSV export to invoices");
    JsonNode plan = plan(contents);
    play(contents);
    assertThat(runs).hasSize(2).allMatch(run -> run.contains("27 passed, 0 failed"));
    assertNamed(plan);
    assertThat(tree.resolve("src/invoices/Main.java")).content().contains("list | csv | show");
  }

  @Test
  void theSecondStoryIsRedTwiceForDifferentReasonsAndThenTakesAHint() throws Exception {
    plant();
    ArrayNode contents = opened("Round totals to cents, please");
    JsonNode plan = plan(contents);
    play(contents);
    assertThat(finished).isEmpty();
    assertThat(runs.get(0))
        .contains("23 passed, 1 failed")
        .contains("RoundingTest.aTotalIsRoundedOnceNotLineByLine: expected <10.01> but was <10.02>")
        .contains("(RoundingTest.java:");
    assertThat(runs.get(1))
        .contains("23 passed, 1 failed")
        .contains("netAndTaxMakeGrossOnEveryInvoice: 1003: 0.12 + 0.02 is not 0.15");
    said(contents, "tax is the rest");
    play(contents);
    assertThat(runs.get(2)).contains("24 passed, 0 failed");
    assertNamed(plan);
  }

  @Test
  void aChangedPlanMakesTheSecondStoryWorkToo() throws Exception {
    plant();
    ArrayNode contents = opened("round totals to cents");
    String first = plan(contents).path("summary").asText();
    play(contents);
    ArrayNode again = opened("round totals to cents\nThe plan so far:\n" + first);
    JsonNode second = plan(again);
    assertThat(second.path("summary").asText()).isNotEqualTo(first);
    said(contents, "The plan was changed: " + second.path("summary").asText());
    play(contents);
    assertThat(runs.get(2)).contains("24 passed, 0 failed");
    assertNamed(second);
    assertThat(plan(opened("round totals to cents\n" + second.path("summary").asText())))
        .isEqualTo(second);
  }

  @Test
  void anythingElseIsRefusedInOneHonestMessage() {
    assertThat(Stories.refusal("rewrite it in Rust"))
        .hasValueSatisfying(text -> assertThat(text).contains("scripted", "GEMINI_API_KEY"));
    for (String task : List.of("cancel button is broken", "cancel button", "forget to lint")) {
      assertThat(Stories.refusal(task)).as(task).isPresent();
    }
    for (String passes :
        List.of(
            "add CSV Export to invoices repo:acme/invoices",
            "round totals to cents",
            "help",
            "",
            "status",
            "status t-7k2m9x4p",
            "queue",
            "cancel t-7k2m9x4p")) {
      assertThat(Stories.refusal(passes)).as(passes).isEmpty();
    }
    assertThat(script.answer(request(opened("rewrite it in Rust"))))
        .isInstanceOfSatisfying(
            Answer.Http.class, http -> assertThat(http.body()).contains("two fixed stories"));
  }

  @Test
  void noFileOfTheSampleSoundsLikeAStory() {
    assertThat(Sample.files().values())
        .noneMatch(file -> Stories.knows(new String(file.content(), StandardCharsets.UTF_8)));
  }

  private void assertNamed(JsonNode plan) {
    Set<String> planned = new LinkedHashSet<>();
    plan.path("steps").forEach(s -> s.path("files").forEach(f -> planned.add(f.asText())));
    assertThat(planned).containsAll(changed);
    for (String path : changed) {
      assertThat(finished.lines()).anyMatch(line -> line.startsWith("- `" + path + "`: "));
    }
  }

  private JsonNode plan(ArrayNode contents) {
    ObjectNode body = body(contents);
    body.putObject("generationConfig").putObject("responseJsonSchema").put("type", "object");
    return ((Answer.Plan) script.answer(Script.Request.of("m", body))).plan();
  }

  /** Goes on until the story stops calling tools, is red twice, or finishes. */
  private void play(ArrayNode contents) throws Exception {
    int before = runs.size();
    while (finished.isEmpty()) {
      Answer.Calls answer = (Answer.Calls) script.answer(request(contents));
      contents.addObject().put("role", "model").putArray("parts").addObject().put("text", "");
      ArrayNode results = contents.addObject().put("role", "user").putArray("parts");
      for (Answer.Call call : answer.calls()) {
        ObjectNode result = results.addObject().putObject("functionResponse");
        result.put("name", call.tool()).putObject("response").put("response", run(call));
      }
      if (runs.size() == before + 2 && runs.get(before + 1).contains("FAILED")) {
        return;
      }
    }
  }

  private String run(Answer.Call call) throws Exception {
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
      case "finish" -> finished = arguments.path("summary").asText();
      default -> assertThat(call.tool()).isIn("search", "step_done");
    }
    return "done";
  }

  private void plant() throws IOException {
    for (var file : Sample.files().entrySet()) {
      Path path = tree.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue().content());
    }
  }

  private String runTests() throws Exception {
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

  private static ArrayNode opened(String request) {
    ArrayNode contents = Json.array();
    said(contents, "A person asked:\n\n" + request);
    return contents;
  }

  private static void said(ArrayNode contents, String text) {
    contents.addObject().put("role", "user").putArray("parts").addObject().put("text", text);
  }

  private static Script.Request request(ArrayNode contents) {
    return Script.Request.of("m", body(contents));
  }

  private static ObjectNode body(ArrayNode contents) {
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
