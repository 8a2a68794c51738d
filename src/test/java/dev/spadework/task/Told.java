package dev.spadework.task;

import dev.spadework.task.TaskEvent.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task's record as a test tells it: one event after the other, a second apart. */
public final class Told {
  public static final String ID = "t-2abc3def";
  public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  public static final String BASE = "ba5e";

  private final List<Entry> entries = new ArrayList<>();
  private Instant at = NOON;

  private Told() {}

  /** A request and nothing else. */
  public static Told asked() {
    return asked(request());
  }

  static Told asked(Request request) {
    return new Told().then(new TaskEvent.Asked(request));
  }

  /** A worker has it, its base is known and green. */
  public static Told prepared() {
    return claimed().then(ran(TestRun.Purpose.BASELINE, BASE, TestRun.Verdict.PASSED));
  }

  /** A worker has it, and its base is known but not tested. */
  static Told claimed() {
    return asked().then(new TaskEvent.Claimed("w"), pinned());
  }

  /** There is a plan that nobody needs to look at. */
  public static Told planned() {
    return prepared().then(new TaskEvent.PlanMade(plan(0.9)));
  }

  public static Request request() {
    return Request.of("add CSV export", "acme/billing", 1_000_000, "U0ANN", "C0ENG").make();
  }

  public static TaskEvent pinned() {
    return new TaskEvent.BasePinned("main", "c0ffee", BASE);
  }

  public static Plan plan(double confidence, String... questions) {
    return new Plan(
        "Export invoices",
        List.of(
            new Plan.Step("Write it", List.of("Csv.java")),
            new Plan.Step("Test it", List.of("CsvTest.java"))),
        List.of(),
        List.of(questions),
        "low",
        confidence,
        List.of());
  }

  /** A test run of one test per name; the names are those that fail. */
  public static TaskEvent ran(
      TestRun.Purpose purpose, String tree, TestRun.Verdict verdict, String... failing) {
    return new TaskEvent.TestsRan(
        new TestRun(
            purpose,
            tree,
            "sh test.sh",
            verdict,
            Optional.of(new TestRun.Counts(3, failing.length, 0)),
            List.of(failing).stream().map(name -> new TestRun.Failure(name, "no", "")).toList(),
            "",
            "",
            10));
  }

  /** A red run on a changed tree. */
  public static TaskEvent red(String tree) {
    return ran(TestRun.Purpose.CHANGE, tree, TestRun.Verdict.FAILED, "exports");
  }

  public static TaskEvent green(String tree) {
    return ran(TestRun.Purpose.CHANGE, tree, TestRun.Verdict.PASSED);
  }

  public static TaskEvent replied(Purpose purpose, long micros, Call... calls) {
    return new TaskEvent.ModelReplied(
        purpose, "m", "", List.of(calls), new Usage(100, 0, 10, 0), micros, "STOP", "{}", 5);
  }

  public static TaskEvent works(Call... calls) {
    return replied(Purpose.WORK, 1_000, calls);
  }

  public static Call call(String id, String tool) {
    return new Call(id, tool, "{}");
  }

  public static TaskEvent returned(String call) {
    return new TaskEvent.ToolReturned(
        call, "read_file", false, "text", Optional.empty(), Optional.empty(), 1);
  }

  public static TaskEvent finished(String tree) {
    return new DeliveryEvent.Finished("`Csv.java`: exports", List.of(), List.of(), tree);
  }

  /** Limits under which everything may be done. */
  public Limits limits() {
    return limits(at, 1_000_000, Map.of());
  }

  static Limits limits(Instant now, long dayLeft, Map<Purpose, Long> worst) {
    return new Limits(now, 40, Duration.ofMinutes(30), dayLeft, 0.7, worst);
  }

  public Told then(TaskEvent... events) {
    for (TaskEvent event : events) {
      entries.add(new Entry(ID, entries.size() + 1, at, event));
      at = at.plusSeconds(1);
    }
    return this;
  }

  /** Opens the gate that is due. */
  Told asks() {
    Next.Ask ask = (Next.Ask) next();
    return gate(ask.kind(), ask.subject());
  }

  Told gate(Gate.Kind kind, String subject) {
    return then(
        new TaskEvent.GateOpened(
            Gate.of("g" + (entries.size() + 1), kind, subject, "How?", List.of())));
  }

  Told decided(Choice choice) {
    return decided(choice, "");
  }

  Told decided(Choice choice, String text) {
    String gate = task().gates().open().orElseThrow().id();
    return then(new TaskEvent.Decided(gate, choice, "U0BOB", text));
  }

  Told later(Duration time) {
    at = at.plus(time);
    return this;
  }

  Instant now() {
    return at;
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  public Task task() {
    return Task.of(entries);
  }

  Next next() {
    return task().next(limits());
  }

  Next next(Limits limits) {
    return task().next(limits);
  }
}
