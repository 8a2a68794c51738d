package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.ArrayList;
import java.util.List;

/** A finished change that somebody asked to approve before it leaves the house. */
public final class ReviewCard {
  private static final int FILES = 12;
  private static final int WHAT = 160;
  private static final int ID = 7;

  private ReviewCard() {}

  /**
   * The question about it.
   *
   * @param findings what is special about it, a line each
   */
  public static Question of(Task task, DeliveryEvent.Finished finished, List<String> findings) {
    List<String> details = new ArrayList<>();
    int added = finished.changes().stream().mapToInt(DeliveryEvent.ChangedFile::added).sum();
    int deleted = finished.changes().stream().mapToInt(DeliveryEvent.ChangedFile::deleted).sum();
    String files = Counted.of(finished.changes().size(), "file");
    details.add(say("gate.review.size", "files", files, "added", added, "deleted", deleted));
    finished.changes().stream().limit(FILES).map(ReviewCard::file).forEach(details::add);
    if (finished.changes().size() > FILES) {
      details.add(say("tests.more", "more", finished.changes().size() - FILES));
    }
    findings.forEach(finding -> details.add(say("gate.review.finding", "finding", finding)));
    details.add(TestWords.beforeAndAfter(task, finished.tree()));
    details.add(
        say(
            "gate.review.tree",
            "tree",
            Code.of(shortened(finished.tree())),
            "base",
            Code.of(shortened(task.base().map(TaskEvent.BasePinned::commit).orElse("")))));
    details.add(say("gate.diff.choices"));
    return new Question(say("gate.review"), details);
  }

  private static String file(DeliveryEvent.ChangedFile change) {
    String path = Code.of(change.path());
    String what = Code.shortened(TestWords.oneLine(change.what()), WHAT);
    return what.isEmpty()
        ? say(
            "gate.review.file.bare",
            "path",
            path,
            "added",
            change.added(),
            "deleted",
            change.deleted())
        : say(
            "gate.review.file",
            "path",
            path,
            "what",
            what,
            "added",
            change.added(),
            "deleted",
            change.deleted());
  }

  private static String shortened(String id) {
    return id.substring(0, Math.min(ID, id.length()));
  }
}
