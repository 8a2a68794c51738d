package dev.spadework.report;

import dev.spadework.task.Call;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Plan;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A record that is written by hand, twenty seconds an entry. */
final class Record {
  static final Plan PLAN =
      new Plan(
          "Export invoices as CSV",
          List.of(
              new Plan.Step("Find the list", List.of("src/InvoiceService.java")),
              new Plan.Step("Add InvoiceCsv", List.of("src/InvoiceCsv.java"))),
          List.of("UTF-8"),
          List.of("Which columns?", "Keep the currency symbol?"),
          "route order",
          0.55,
          List.of("product: column names"));

  private final List<Entry> entries = new ArrayList<>();
  private Instant at = Instant.parse("2026-11-22T10:00:00Z");

  Record() {
    add(
        new TaskEvent.Asked(
            Request.of(
                    "add CSV export, fixes #12 for @cem <b>",
                    "acme/billing",
                    1_000_000,
                    "U0ANN",
                    "C0ENG")
                .make()));
  }

  Record add(TaskEvent... events) {
    for (TaskEvent event : events) {
      at = at.plus(Duration.ofSeconds(20));
      entries.add(new Entry("t-7k2m9x4p", entries.size() + 1, at, event));
    }
    return this;
  }

  Record prepared() {
    return add(
        new TaskEvent.Claimed("w1"),
        new TaskEvent.BasePinned("main", "4f2c9e1aaaa", "tree0"),
        tests(TestRun.Purpose.BASELINE, "tree0", 212, List.of()),
        new TaskEvent.PlanMade(PLAN));
  }

  /** The model changes a file and says something. */
  Record changes(String id, String path, String words) {
    return add(
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK,
            "gemini:flash",
            words,
            List.of(new Call(id, "edit_file", "{\"path\":\"" + path + "\"}")),
            new Usage(1000, 800, 50, 10),
            155_000,
            "STOP",
            "{}",
            10),
        new TaskEvent.ToolStarted(id),
        new TaskEvent.ToolReturned(
            id, "edit_file", false, "ok", Optional.empty(), Optional.empty(), 5));
  }

  Record runs(String id, String command) {
    return add(
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK,
            "gemini:flash",
            "",
            List.of(new Call(id, "run_command", "{\"command\":\"" + command + "\"}")),
            Usage.NONE,
            5_000,
            "STOP",
            "{}",
            10),
        new TaskEvent.ToolStarted(id),
        new TaskEvent.ToolReturned(
            id, "run_command", false, "", Optional.empty(), Optional.of(0), 5));
  }

  Record delivered(boolean draft) {
    return delivered(
        new DeliveryEvent.Finished(
            "Adds an export.",
            List.of(
                new DeliveryEvent.ChangedFile(
                    "src/InvoiceCsv.java", "writes rows with RFC 4180 quoting", 40, 2)),
            List.of("very long lists are built in memory"),
            "tree2"),
        draft);
  }

  Record delivered(DeliveryEvent.Finished finished, boolean draft) {
    return add(
        finished,
        new DeliveryEvent.Summarised("Add CSV export", "Adds a CSV export. Closes #99."),
        new DeliveryEvent.Committed("c0ffee", "tree2", "spadework/x"),
        new DeliveryEvent.Pushed("c0ffee", "spadework/x"),
        new DeliveryEvent.PullRequestOpened(
            "acme/billing",
            418,
            "https://github.com/acme/billing/pull/418",
            "Add CSV export",
            draft));
  }

  static TaskEvent tests(
      TestRun.Purpose purpose, String tree, int passed, List<TestRun.Failure> failures) {
    return new TaskEvent.TestsRan(
        new TestRun(
            purpose,
            tree,
            "mvn -q -o test",
            failures.isEmpty() ? TestRun.Verdict.PASSED : TestRun.Verdict.FAILED,
            Optional.of(new TestRun.Counts(passed, failures.size(), 0)),
            failures,
            "",
            "",
            61_000));
  }

  List<Entry> entries() {
    return entries;
  }

  Task task() {
    return Task.of(entries);
  }
}
