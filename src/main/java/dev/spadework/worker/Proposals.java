package dev.spadework.worker;

import dev.spadework.journal.Journal;
import dev.spadework.report.LogWords;
import dev.spadework.report.Phrases;
import dev.spadework.task.Kind;
import dev.spadework.task.LogEvent;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes tasks of the proposals that people started. What is to be done follows from the record, and
 * each task has a key of its own, so any process may do it, twice or after a crash.
 */
final class Proposals implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Proposals.class);

  private final Journal journal;

  Proposals(Journal journal) {
    this.journal = journal;
  }

  @Override
  public void run() {
    try {
      for (Task scan : journal.tasks().scans().starting()) {
        for (Map.Entry<Integer, String> started : scan.logs().started().entrySet()) {
          if (!scan.logs().opened().containsKey(started.getKey())) {
            open(scan, started.getKey(), started.getValue());
          }
        }
      }
    } catch (RuntimeException e) {
      // The next round tries again.
      log.atWarn().setCause(e).log("proposals_not_opened");
    }
  }

  private void open(Task scan, int proposal, String by) {
    String key = "log:" + scan.id() + ":" + proposal;
    String lines = LogWords.lines(scan, proposal);
    String blob = scan.id() + "/log-" + proposal;
    journal.blobs().put(scan.id(), blob, lines.getBytes(StandardCharsets.UTF_8));
    Request request =
        Request.of(
                LogWords.request(scan, proposal),
                scan.request().repo(),
                scan.request().budgetMicros(),
                by,
                scan.request().channel())
            .kind(Kind.BUG.label())
            .base(scan.request().base())
            .attachments(
                List.of(new Request.Attachment(Phrases.say("logs.file"), blob, lines.length())))
            .make();
    String child = journal.open(key, request).task();
    journal.add(
        scan.id(), Optional.of(key + ":opened"), new LogEvent.ProposalOpened(proposal, child));
  }
}
