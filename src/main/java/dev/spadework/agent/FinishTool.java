package dev.spadework.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.task.Call;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.workspace.WorkspaceException;
import java.util.List;
import java.util.Optional;

/** {@code finish(summary, risks)}: the change is done; code checks that it is. */
final class FinishTool implements Tool {
  @Override
  public String name() {
    return "finish";
  }

  @Override
  public JsonNode parameters() {
    return Arguments.schema("summary", "risks?:list");
  }

  @Override
  public Said run(Call call, Arguments arguments, Bench bench)
      throws WrongCall, Trouble, InterruptedException {
    String summary = arguments.text("summary");
    try {
      String tree = bench.site().tree().snapshot();
      if (tree.equals(bench.task().baseTree())) {
        bench
            .notebook()
            .write(
                new TaskEvent.GaveUp(
                    Ending.Blame.PERSON,
                    "Nothing was changed. The agent says: " + summary.strip(),
                    "If something should change, say what, and ask again."));
        return Said.ok("Nothing was changed, so there is nothing to deliver.");
      }
      List<DeliveryEvent.ChangedFile> changes =
          Changes.of(bench.site().tree(), bench.task(), summary);
      List<String> unnamed =
          changes.stream()
              .filter(change -> change.what().isEmpty())
              .map(DeliveryEvent.ChangedFile::path)
              .toList();
      if (!unnamed.isEmpty()) {
        throw new WrongCall(
            "The summary needs one line for each changed file (`path`: what changed). Missing: "
                + String.join(", ", unnamed));
      }
      Optional<Said> red = red(bench, tree);
      if (red.isPresent()) {
        return red.get();
      }
      Optional<Said> lacking = Proofs.lacking(bench, tree);
      if (lacking.isPresent()) {
        return lacking.get();
      }
      bench
          .notebook()
          .write(new DeliveryEvent.Finished(summary, changes, arguments.list("risks"), tree));
      return Said.ok("Finished.");
    } catch (WorkspaceException e) {
      throw Faults.of(e);
    }
  }

  /** What keeps the tree from being finished: it must have been tested as it is. */
  private static Optional<Said> red(Bench bench, String tree) throws Trouble, InterruptedException {
    if (bench.task().testing().waived() || bench.task().testing().green(tree)) {
      return Optional.empty();
    }
    TestRun run = bench.task().testing().on(tree).filter(TestRun::red).orElse(null);
    if (run == null) {
      run = bench.tester().run(bench.notebook(), bench.site(), TestRun.Purpose.CHANGE);
    }
    return bench.task().testing().green(tree)
        ? Optional.empty()
        : Optional.of(RunTestsTool.said(bench, run));
  }
}
