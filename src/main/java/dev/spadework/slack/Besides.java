package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.journal.Journal;
import dev.spadework.report.Outage;
import dev.spadework.report.Outcome;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.KeptDiff;
import dev.spadework.task.Task;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a thread shows beside questions, card and outcome: the diff, and that something is away. */
final class Besides {
  private static final int TREE = 7;

  private final Journal journal;
  private final Mrkdwn mrkdwn;
  private final Clock clock;
  // Of a workspace that takes no files, or of one file that it does not take.
  private final Set<String> given = new HashSet<>();
  private boolean files = true;

  Besides(Journal journal, Mrkdwn mrkdwn, Clock clock) {
    this.journal = journal;
    this.mrkdwn = mrkdwn;
    this.clock = clock;
  }

  /** A message about something that is away. */
  record Notice(String message, Face face, boolean over) {}

  /** The notices of this task, oldest first; those that are over are worth an edit only. */
  List<Notice> notices(Task task) {
    List<Notice> notices = new ArrayList<>();
    for (Outage outage : Outage.of(task, journal.entries(task.id()), clock.instant())) {
      notices.add(
          new Notice(Messages.outage(outage.version()), face(mrkdwn, task, outage), outage.over()));
    }
    return notices;
  }

  /** When there will be a notice that is not there yet, if nothing changes. */
  Optional<Instant> noticeAt(Task task) {
    if (task.stall().isEmpty()) {
      return Optional.empty();
    }
    return Outage.wait(task, journal.entries(task.id()))
        .filter(wait -> !task.posts().containsKey(Messages.outage(wait.version())))
        .map(Outage.Wait::until);
  }

  static Face face(Mrkdwn mrkdwn, Task task, Outage outage) {
    List<ObjectNode> blocks = new ArrayList<>();
    List<String> words = new ArrayList<>();
    words.add(mrkdwn.of(outage.line()));
    blocks.add(Blocks.section(words.get(0)));
    if (!outage.over()) {
      words.add(say("outage.kept"));
      blocks.add(Blocks.section(words.get(1)));
      blocks.add(
          Blocks.actions(
              "outage", List.of(Blocks.button(say("outage.stop"), Card.CANCEL_ACTION, task.id()))));
    }
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }

  /** The tree whose diff belongs in the thread now. */
  Optional<String> tree(Task task) {
    Optional<String> asked =
        task.gates()
            .open()
            .filter(g -> g.kind() == Gate.Kind.DIFF || g.kind() == Gate.Kind.REVIEW)
            .map(Gate::subject);
    return asked.or(
        () ->
            task.ending()
                .filter(ending -> ending.kind() == Ending.Kind.DONE)
                .flatMap(ending -> task.delivery().commit())
                .map(DeliveryEvent.Committed::tree));
  }

  /** The diff of a tree, if one was kept and this workspace has not refused it. */
  Optional<Snippet> snippet(Task task, String tree) {
    String key = Messages.key(task.id(), Messages.diff(tree));
    if (!files || given.contains(key)) {
      return Optional.empty();
    }
    Optional<byte[]> kept = journal.blobs().get(KeptDiff.name(task.id(), tree));
    if (kept.isEmpty()) {
      given.add(key);
      return Optional.empty();
    }
    String comment =
        task.delivery().finished().map(Outcome::size).orElseGet(() -> say("diff.comment.bare"));
    return Optional.of(
        new Snippet(
            task.id() + "-" + tree.substring(0, Math.min(TREE, tree.length())) + ".diff",
            mrkdwn.of(comment),
            new String(kept.get(), StandardCharsets.UTF_8)));
  }

  /** The workspace does not take it; whether it takes no files at all. */
  void refused(Step step, boolean all) {
    files &= !all;
    given.add(step.key());
  }
}
