package dev.spadework;

import static dev.spadework.desk.Story.call;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Story;
import java.util.List;
import java.util.Map;

/** A small task on the sample: one file of documentation, the tests once. */
final class NoteStory {
  static final String FILE = "docs/rounding.md";
  static final Answer WRITES =
      Answer.calls(
          call("write_file", Map.of("path", FILE, "content", "# Rounding\n\nHalf a cent up.\n")),
          call("step_done", Map.of("step", 1)));
  static final Answer TESTS = Answer.calls(call("run_tests", Map.of()));

  private NoteStory() {}

  /** Told to whoever asks for this. */
  static Story when(String asked) {
    return Story.named("a note").when(asked).plan(plan(0.9));
  }

  /** Write, test, finish. */
  static Story works(Story story) {
    return ends(story.turn(WRITES).turn(TESTS));
  }

  /** The last turn. */
  static Story ends(Story story) {
    return story
        .turn(
            call(
                "finish",
                Map.of("summary", "`" + FILE + "`: says how is rounded", "risks", List.of())))
        .summary("Describe rounding\n\nSays that half a cent is rounded up.");
  }

  static Map<String, Object> plan(double confidence, String... questions) {
    return Map.of(
        "summary",
        "Describe how amounts are rounded",
        "steps",
        List.of(Map.of("title", "Write " + FILE, "files", List.of(FILE))),
        "assumptions",
        List.of("The code is right and only the description is missing."),
        "questions",
        List.of(questions),
        "risk",
        "The description may grow old.",
        "confidence",
        confidence,
        "judgement",
        List.of());
  }
}
