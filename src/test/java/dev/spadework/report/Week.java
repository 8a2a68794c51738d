package dev.spadework.report;

import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A week of a team, written by hand: tasks whose entries have the times that they are given. */
public final class Week {
  private final List<Story> stories = new ArrayList<>();

  /** One task's record. */
  public static final class Row {
    private final String id;
    private final String repo;
    private final List<Entry> entries = new ArrayList<>();

    Row(String id, String repo, String text, String at) {
      this.id = id;
      this.repo = repo;
      add(at, new TaskEvent.Asked(Request.of(text, repo, 1_000_000, "U0ANN", "C0ENG").make()));
    }

    /** One more entry. */
    public Row add(String at, TaskEvent event) {
      entries.add(new Entry(id, entries.size() + 1, Instant.parse(at), event));
      return this;
    }

    /** A model call. */
    public Row spends(String at, long micros) {
      return add(
          at,
          new TaskEvent.ModelReplied(
              TaskEvent.Purpose.WORK, "m", "", List.of(), Usage.NONE, micros, "STOP", "{}", 1));
    }

    /** An open gate. */
    public Row asks(String at, Gate.Kind kind, String question, String... details) {
      String gate = "g" + (entries.size() + 1);
      return add(
          at, new TaskEvent.GateOpened(Gate.of(gate, kind, "s", question, List.of(details))));
    }

    /** A decision at the gate that is open. */
    public Row decides(String at, Choice choice) {
      String gate = Story.of(entries).task().gates().open().orElseThrow().id();
      return add(at, new TaskEvent.Decided(gate, choice, "U0BOB", ""));
    }

    /** A pull request. */
    public Row opens(String at, int number, String title) {
      return add(
          at,
          new DeliveryEvent.PullRequestOpened(
              repo, number, "https://forge/" + repo + "/" + number, title, false));
    }

    /** How the pull request stood. */
    public Row seen(String at, PullState state, String review, String checks, String by) {
      return add(at, new DeliveryEvent.PullRequestSeen(state, review, checks, by));
    }

    /** The record. */
    public Story story() {
      return Story.of(entries);
    }
  }

  /** A task of this week. */
  public static Row task(String id, String repo, String text, String at) {
    return new Row(id, repo, text, at);
  }

  /** Adds a task. */
  public Week with(Row row) {
    stories.add(row.story());
    return this;
  }

  /** All tasks. */
  public List<Story> stories() {
    return List.copyOf(stories);
  }

  /** The team's Thursday morning, 26 November 2026: something of everything. */
  public static Week busy() {
    Gate.Kind unsure = Gate.Kind.UNCERTAIN;
    TestRun red =
        new TestRun(
            TestRun.Purpose.CHANGE,
            "t1",
            "mvn test",
            TestRun.Verdict.FAILED,
            Optional.of(new TestRun.Counts(10, 1, 0)),
            List.of(new TestRun.Failure("A.b", "x", "")),
            "",
            "",
            1);
    return new Week()
        .with(
            task("t-7k2m9x4p", "acme/billing", "add CSV", "2026-11-25T16:00:00Z")
                .asks(
                    "2026-11-25T17:00:00Z",
                    unsure,
                    "I need a decision before I start.",
                    "1. Which columns should the export have?"))
        .with(
            task("t-91xq0c2d", "acme/shop", "fix <!here> rounding", "2026-11-25T20:00:00Z")
                .add("2026-11-25T20:30:00Z", new TaskEvent.TestsRan(red))
                .asks("2026-11-25T21:00:00Z", Gate.Kind.TESTS, "The tests failed a second time."))
        .with(
            task("t-0ld00000", "acme/shop", "tidy", "2026-11-20T08:00:00Z")
                .asks(
                    "2026-11-20T09:00:00Z",
                    Gate.Kind.MONEY,
                    "The next call could pass this task's $1.00.")
                .add("2026-11-23T09:00:00Z", new dev.spadework.task.Aside.Parked("g2")))
        .with(
            task("t-aaaa0001", "acme/billing", "csv", "2026-11-24T07:00:00Z")
                .opens("2026-11-24T08:30:00Z", 418, "Add CSV export")
                .seen("2026-11-24T08:40:00Z", PullState.OPEN, "", "", ""))
        .with(
            task("t-aaaa0002", "acme/shop", "sort", "2026-11-26T06:00:00Z")
                .opens("2026-11-26T07:00:00Z", 77, "Sort by date")
                .seen("2026-11-26T07:10:00Z", PullState.OPEN, "", "running", ""))
        .with(
            task("t-aaaa0003", "acme/shop", "names", "2026-11-23T06:00:00Z")
                .opens("2026-11-23T08:00:00Z", 75, "Longer names")
                .seen("2026-11-25T08:00:00Z", PullState.OPEN, "changes requested", "passed", "dee"))
        .with(
            task("t-aaaa0004", "acme/billing", "bump", "2026-11-24T06:00:00Z")
                .spends("2026-11-24T06:10:00Z", 100_000)
                .asks("2026-11-24T06:20:00Z", Gate.Kind.TESTS, "red")
                .decides("2026-11-24T06:30:00Z", Choice.RETRY_WITH_HINT)
                .asks("2026-11-24T06:40:00Z", Gate.Kind.TESTS, "red")
                .decides("2026-11-24T06:50:00Z", Choice.CHANGE_PLAN)
                .spends("2026-11-24T07:00:00Z", 120_000)
                .opens("2026-11-24T08:00:00Z", 411, "Bump jackson 2.21 → 2.22")
                .seen("2026-11-25T15:00:00Z", PullState.MERGED, "", "", "dee"))
        .with(
            task("t-aaaa0005", "acme/shop", "logo", "2026-11-24T06:00:00Z")
                .spends("2026-11-24T06:10:00Z", 50_000)
                .opens("2026-11-24T08:00:00Z", 70, "New logo")
                .seen("2026-11-26T08:00:00Z", PullState.CLOSED, "", "", "eve"))
        .with(
            task("t-55ab0000", "acme/shop", "big", "2026-11-25T12:00:00Z")
                .add(
                    "2026-11-25T13:00:00Z",
                    new TaskEvent.GaveUp(
                        Ending.Blame.WORLD,
                        "the sandbox ran out of memory (2 GB)",
                        "raise `sandbox.memory` or split the task.")));
  }
}
