package dev.spadework.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stories played on the sample by the smallest agent that can: it edits and runs the tests. */
class StoriesTest extends SmallAgent {
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
  void theThirdStoryIsUnsureAndItsPlanGrowsWithAnAnswer() throws Exception {
    plant();
    ArrayNode contents = opened("make invoice numbers unique per year");
    JsonNode first = plan(contents);
    assertThat(first.path("confidence").asDouble()).isLessThan(0.7);
    assertThat(first.path("questions")).hasSize(2);
    ArrayNode again =
        opened(
            "make invoice numbers unique per year\nThe plan so far:\n"
                + first.path("summary").asText());
    JsonNode second = plan(again);
    assertThat(second.path("steps")).hasSize(4);
    assertThat(second.path("questions")).isEmpty();
    said(contents, second.path("summary").asText());
    play(contents);
    assertThat(runs).hasSize(2).allMatch(run -> run.contains("23 passed, 0 failed"));
    assertNamed(second);
  }

  @Test
  void theThirdStoryWorksWithItsFirstPlanToo() throws Exception {
    plant();
    ArrayNode contents = opened("make invoice numbers unique per year");
    JsonNode plan = plan(contents);
    play(contents);
    assertThat(runs).hasSize(2).allMatch(run -> run.contains("22 passed, 0 failed"));
    assertNamed(plan);
    assertThat(finished).doesNotContain("Main.java");
  }

  @Test
  void anythingElseIsRefusedInOneHonestMessage() {
    assertThat(Stories.refusal("rewrite it in Rust"))
        .hasValueSatisfying(text -> assertThat(text).contains("scripted", "GEMINI_API_KEY"));
    for (String task : List.of("cancel button is broken", "cancel button")) {
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
            "cancel t-7k2m9x4p",
            "remember amounts are BigDecimal")) {
      assertThat(Stories.refusal(passes)).as(passes).isEmpty();
    }
    assertThat(script.answer(request(opened("rewrite it in Rust"))))
        .isInstanceOfSatisfying(
            Answer.Http.class, http -> assertThat(http.body()).contains("three fixed stories"));
  }

  @Test
  void noFileOfTheSampleSoundsLikeAStory() {
    assertThat(Sample.files().values())
        .noneMatch(file -> Stories.knows(new String(file.content(), StandardCharsets.UTF_8)));
  }
}
