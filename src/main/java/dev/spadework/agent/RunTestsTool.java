package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import dev.spadework.task.TestRun;

/** {@code run_tests()}: the whole test suite on the tree as it is. */
final class RunTestsTool implements Tool {
  @Override
  public String name() {
    return "run_tests";
  }

  @Override
  public Effect effect() {
    return Effect.PERHAPS;
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema();
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench)
      throws Trouble, InterruptedException {
    return said(bench, bench.tester().run(bench.notebook(), bench.site(), TestRun.Purpose.CHANGE));
  }

  /** What the model is told of a run. */
  static Said said(Bench bench, TestRun run) {
    StringBuilder text = new StringBuilder();
    text.append(
        switch (run.verdict()) {
          case PASSED -> "The tests passed";
          case FAILED -> "The tests failed";
          case TIMED_OUT -> "The tests timed out";
          case COULD_NOT_RUN -> "The tests could not run";
          case OUT_OF_MEMORY -> "The tests needed more memory than the sandbox has and were killed";
          case DISK_FULL -> "The tests filled the sandbox's disk and were killed";
        });
    run.counts()
        .ifPresentOrElse(
            counts ->
                text.append(": ")
                    .append(counts.passed())
                    .append(" passed, ")
                    .append(counts.failed())
                    .append(" failed, ")
                    .append(counts.skipped())
                    .append(" skipped."),
            () -> text.append("; how many is not known."));
    if (run.passed()) {
      return new Said(
          text.toString(), false, java.util.Optional.empty(), java.util.Optional.empty());
    }
    if (!bench.task().testing().worse(run) && run.red()) {
      text.append(" All of these fail on the untouched base too; they do not count.");
    }
    if (!run.excerpt().isBlank()) {
      text.append('\n').append(run.excerpt());
    }
    bench
        .lessons()
        .like(bench.notebook(), run)
        .ifPresent(lessons -> text.append('\n').append(lessons.strip()));
    if (!run.output().isEmpty()) {
      text.append("\n(all of it: read_output id ")
          .append(run.output().substring(run.output().indexOf('/') + 1))
          .append(')');
    }
    return Said.error(text.toString());
  }
}
