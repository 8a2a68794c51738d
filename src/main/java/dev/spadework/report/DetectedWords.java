package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.List;
import java.util.Optional;

/** Says which commands were found out, so that nobody takes them for their own settings. */
final class DetectedWords {
  private static final int COMMAND = 240;

  private DetectedWords() {}

  /** One line about the newest test run; empty where the settings name its commands. */
  static Optional<String> of(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).event() instanceof TaskEvent.TestsStarted started) {
        return started.detected().map(DetectedWords::words);
      }
    }
    return Optional.empty();
  }

  private static String words(TestRun.Detected detected) {
    String setup = shown(detected.setup());
    String test = shown(detected.test());
    if (detected.setup().isEmpty()) {
      return say("tests.detected.test", "tool", detected.tool(), "test", test);
    }
    return detected.test().isEmpty()
        ? say("tests.detected.setup", "tool", detected.tool(), "setup", setup)
        : say("tests.detected", "tool", detected.tool(), "setup", setup, "test", test);
  }

  private static String shown(String command) {
    return Code.of(Code.shortened(TestWords.oneLine(command), COMMAND));
  }
}
