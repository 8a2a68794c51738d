package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The hand-off after the second red: what fails, what was tried, what is left. */
final class TestsCard {
  private static final int WORDS = 280;

  private TestsCard() {}

  static Question of(Task task, List<Entry> entries) {
    Optional<TestRun> last = task.testing().last();
    List<String> details = new ArrayList<>();
    last.ifPresent(run -> details.addAll(failing(task, run)));
    DetectedWords.of(entries).ifPresent(details::add);
    List<Attempt> attempts = Attempt.of(entries);
    if (!attempts.isEmpty()) {
      details.add(
          say(
              "gate.tests.tried",
              "tried",
              String.join("; ", attempts.stream().map(Attempt::words).toList())));
    }
    lastWords(entries).ifPresent(words -> details.add(say("gate.tests.words", "words", words)));
    details.add(
        say(
            "gate.tests.used",
            "used",
            Money.usd(task.spend().micros()),
            "budget",
            Money.usd(task.budgetMicros())));
    boolean blocked =
        last.filter(run -> run.verdict() == TestRun.Verdict.COULD_NOT_RUN).isPresent();
    return new Question(say(blocked ? "gate.blocked" : "gate.tests"), details);
  }

  private static List<String> failing(Task task, TestRun run) {
    List<String> lines = new ArrayList<>();
    Optional<TestRun> baseline = task.testing().baseline();
    List<TestRun.Failure> fresh = baseline.map(run::newSince).orElse(run.failures());
    String result = TestWords.result(run);
    if (run.failures().isEmpty() || baseline.isEmpty() || run.outgrew()) {
      lines.add(say("gate.tests.result", "result", result));
    } else {
      lines.add(
          fresh.size() == run.failures().size()
              ? say(
                  fresh.size() == 1 ? "gate.tests.one.new" : "gate.tests.all.new", "result", result)
              : say("gate.tests.some.new", "result", result, "fresh", fresh.size()));
    }
    TestWords.larger(run).ifPresent(lines::add);
    lines.addAll(TestWords.failures(fresh));
    // Names with their messages are the useful lines; without them the log has to do.
    if (run.failures().isEmpty() || run.failures().stream().allMatch(f -> f.message().isBlank())) {
      lines.addAll(Questions.excerpt(run));
    }
    return lines;
  }

  /** What the model said last, in its own words: a guess, shown as one. */
  private static Optional<String> lastWords(List<Entry> entries) {
    for (int i = entries.size() - 1; i >= 0; i--) {
      if (entries.get(i).event() instanceof TaskEvent.ModelReplied reply
          && reply.purpose() == TaskEvent.Purpose.WORK
          && !reply.text().isBlank()) {
        return Optional.of(Code.shortened(TestWords.oneLine(reply.text()), WORDS));
      }
    }
    return Optional.empty();
  }
}
