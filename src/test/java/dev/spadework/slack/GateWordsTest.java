package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.report.MoneyCard;
import dev.spadework.report.PlanCard;
import dev.spadework.report.Question;
import dev.spadework.report.Questions;
import dev.spadework.report.ReviewCard;
import dev.spadework.task.Aside;
import dev.spadework.task.Call;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Limits;
import dev.spadework.task.Plan;
import dev.spadework.task.Request;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import dev.spadework.task.Usage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every gate as its receiver reads it, open and decided. */
class GateWordsTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/gates.txt");
  private static final List<TestRun.Failure> RED =
      List.of(
          new TestRun.Failure(
              "InvoiceCsvTest.quotesNames",
              "expected `\"Smith, Inc.\"` but was `Smith, Inc.`",
              "InvoiceCsvTest.java:31"));

  @TempDir Path folder;
  private final List<Entry> entries = new ArrayList<>();
  private final StringBuilder page = new StringBuilder();
  private Instant at = Instant.parse("2026-11-26T16:20:00Z");
  private Asking asking;

  private void then(TaskEvent... events) {
    for (TaskEvent event : events) {
      entries.add(new Entry("t-7k2m9x4p", entries.size() + 1, at, event));
      at = at.plusSeconds(20);
    }
  }

  private Task task() {
    return Task.of(entries);
  }

  private static Plan plan(double confidence, List<String> questions, Plan.Step... steps) {
    return new Plan(
        "Export invoices as CSV",
        List.of(steps),
        List.of("UTF-8"),
        questions,
        "very long lists are built in memory",
        confidence,
        List.of());
  }

  private static Plan.Step step(String title, String... files) {
    return new Plan.Step(title, List.of(files));
  }

  private static TestRun run(
      TestRun.Purpose purpose, String tree, TestRun.Verdict verdict, List<TestRun.Failure> failed) {
    boolean ran = verdict != TestRun.Verdict.COULD_NOT_RUN;
    return new TestRun(
        purpose,
        tree,
        "mvn -q -o test",
        verdict,
        ran
            ? Optional.of(new TestRun.Counts(215 - failed.size(), failed.size(), 0))
            : Optional.empty(),
        failed,
        ran ? "" : "sh: mvn: not found",
        "",
        61_000);
  }

  /** Draws the question; then, on copies of the record, each decision. */
  private void show(String title, Gate.Kind kind, String subject, Question question) {
    Gate gate =
        Gate.of("g1", kind, subject, question.question(), question.details(), question.options());
    int before = entries.size();
    Instant then = at;
    then(new TaskEvent.GateOpened(gate));
    page.append("== ").append(title).append("\n");
    print(asking.open(task(), gate, Waits.of("g1", entries)));
    List<Choice> choices = new ArrayList<>(gate.choices());
    gate.kind().reply().filter(choice -> !choices.contains(choice)).ifPresent(choices::add);
    for (Choice choice : choices) {
      String text = choice.needsText() ? "all five columns, no symbol" : "";
      then(new TaskEvent.Decided("g1", choice, "U0BOB", text));
      page.append("-> ").append(decided().text().lines().findFirst().orElseThrow()).append("\n");
      entries.remove(entries.size() - 1);
    }
    while (entries.size() > before) {
      entries.remove(entries.size() - 1);
    }
    at = then;
    page.append("\n");
  }

  private Face decided() {
    return asking.decided(task(), task().gates().byId("g1").orElseThrow(), entries);
  }

  private void print(Face face) {
    page.append(face.text()).append("\n");
    List<String> labels = new ArrayList<>();
    for (JsonNode block : face.blocks()) {
      block.path("elements").forEach(e -> labels.add("[" + e.path("text").path("text").asText()));
    }
    labels.removeIf(label -> label.length() == 1);
    page.append(String.join("] ", labels)).append(labels.isEmpty() ? "" : "]\n");
  }

  @Test
  void everyGateReadsLikeAColleague() throws Exception {
    try (SlackTown town = new SlackTown(folder).approvers("U0BOB", "S04TEAM").openClosed();
        Web web =
            new Web(town.settings(), town.redactor, new Door(town.clock), Duration.ofSeconds(5))) {
      People people = new People(town.settings(), new Audience(new Directory(web), town.clock));
      Patience patience = new Patience(Duration.ofHours(4), Duration.ofDays(3), ZoneOffset.UTC);
      asking = new Asking(people, new Mrkdwn(town.redactor), patience);
      before();
      plans();
      work();
      limits();
      afterwards();
    }
    String actual = page.toString();
    Files.writeString(Path.of("target/gates.txt"), actual);
    assertThat(actual).isEqualTo(Files.readString(GOLDEN));
  }

  private void before() {
    then(
        new TaskEvent.Asked(
            Request.of("add CSV export", "acme/billing", 1_000_000, "U0ANN", "C0ENG").make()),
        new TaskEvent.Claimed("w"),
        new TaskEvent.BasePinned("main", "4f2c9e1aaaa", "tree0"));
    TestRun red = run(TestRun.Purpose.BASELINE, "tree0", TestRun.Verdict.FAILED, RED);
    show("red base", Gate.Kind.UNCERTAIN, Task.BASELINE_SUBJECT, Questions.baselineRed(red));
    TestRun blocked =
        run(TestRun.Purpose.BASELINE, "tree0", TestRun.Verdict.COULD_NOT_RUN, List.of());
    show(
        "tests cannot run", Gate.Kind.TESTS, "baseline", Questions.couldNotRun(blocked, List.of()));
    TestRun none =
        new TestRun(
            TestRun.Purpose.BASELINE,
            "tree0",
            "",
            TestRun.Verdict.COULD_NOT_RUN,
            Optional.empty(),
            List.of(),
            "",
            "",
            0);
    show("no test command", Gate.Kind.TESTS, "baseline", Questions.couldNotRun(none, List.of()));
    then(
        new TaskEvent.TestsRan(
            run(TestRun.Purpose.BASELINE, "tree0", TestRun.Verdict.PASSED, List.of())));
  }

  private void plans() {
    Plan.Step write = step("Add InvoiceCsv with quoting", "src/InvoiceCsv.java");
    Plan.Step serve = step("Serve it", "src/Routes.java");
    Plan.Step docs = step("Describe the export", "docs/export.md");
    then(
        new TaskEvent.PlanMade(
            plan(0.55, List.of("Which columns?", "Keep the symbol?"), write, serve, docs)));
    show("unsure plan", Gate.Kind.UNCERTAIN, "plan-1", PlanCard.unsure(task(), 0.7));
    then(new TaskEvent.PlanMade(plan(0.9, List.of("With a header?"), write, docs)));
    show("sure but for a question", Gate.Kind.UNCERTAIN, "plan-2", PlanCard.unsure(task(), 0.7));
    Plan.Step tested = step("Add InvoiceCsv with quoting", "src/InvoiceCsv.java", "CsvTest.java");
    then(new TaskEvent.PlanMade(plan(0.9, List.of(), tested, serve)));
    show("plan to approve", Gate.Kind.PLAN, "plan-3", PlanCard.approve(task()));
  }

  private void work() {
    show(
        "the agent asks",
        Gate.Kind.UNCERTAIN,
        "c1",
        Questions.askHuman("Should amounts keep the currency symbol?", List.of("Yes", "No")));
    show(
        "going in circles",
        Gate.Kind.UNCERTAIN,
        "loop-9",
        Questions.loop("`read_file src/A.java`, three times with the same result"));
    show("silent", Gate.Kind.UNCERTAIN, "silent-9", Questions.silent());
    show(
        "command",
        Gate.Kind.COMMAND,
        "c2",
        Questions.command("rm -rf build @here <!channel>", "it deletes files"));
    then(
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK,
            "gemini:flash",
            "The route order matters, I think.",
            List.of(new Call("c3", "edit_file", "{\"path\":\"src/Routes.java\"}")),
            Usage.NONE,
            310_000,
            "STOP",
            "{}",
            10),
        new TaskEvent.ToolStarted("c3"),
        new TaskEvent.ToolReturned(
            "c3", "edit_file", false, "ok", Optional.empty(), Optional.empty(), 5),
        new TaskEvent.TestsRan(run(TestRun.Purpose.CHANGE, "tree1", TestRun.Verdict.FAILED, RED)));
    show("second red", Gate.Kind.TESTS, "v20", Questions.testsRed(task(), entries));
    show(
        "delicate change",
        Gate.Kind.DIFF,
        "tree2",
        Questions.diff(List.of("`.github/workflows/ci.yml` is continuous integration.")));
    then(
        new TaskEvent.TestsRan(
            run(TestRun.Purpose.CHANGE, "tree2aaaaaa", TestRun.Verdict.PASSED, List.of())));
    DeliveryEvent.Finished finished =
        new DeliveryEvent.Finished(
            "",
            List.of(
                new DeliveryEvent.ChangedFile("src/InvoiceCsv.java", "writes rows", 40, 2),
                new DeliveryEvent.ChangedFile("src/Routes.java", "", 3, 0)),
            List.of(),
            "tree2aaaaaa");
    show(
        "review",
        Gate.Kind.REVIEW,
        "tree2aaaaaa",
        ReviewCard.of(task(), finished, List.of("`src/Routes.java` is not in the plan.")));
  }

  private void limits() {
    money("task's money", 40, 30, Reserve.of(9_000_000, 20_000_000), 800_000, "v20");
    money("day's money", 40, 30, Reserve.of(20_000, 20_000_000), 140_000, "v20");
    Reserve own = Reserve.of(-700_000, 10_000_000, "U0ANN");
    money("person's money", 40, 30, own, 140_000, "v20+840000");
    money("calls", 1, 30, Reserve.of(9_000_000, 20_000_000), 1, "v20");
    money("minutes", 40, 1, Reserve.of(9_000_000, 20_000_000), 1, "v20");
  }

  private void money(
      String title, int calls, int minutes, Reserve reserve, long worst, String subject) {
    Limits limits =
        new Limits(at, calls, Duration.ofMinutes(minutes), reserve, 0.7, false, Map.of(), Set.of());
    show(title, Gate.Kind.MONEY, subject, MoneyCard.of(task(), limits, worst, subject));
  }

  private void afterwards() {
    Gate gate = Gate.of("g1", Gate.Kind.PLAN, "plan-3", "This is my plan.", List.of());
    then(new TaskEvent.GateOpened(gate));
    at = Instant.parse("2026-11-27T09:00:00Z");
    then(new Aside.Reminded("g1"));
    page.append("== reminded\n");
    print(asking.reminder(task(), gate, Waits.of("g1", entries)));
    print(asking.open(task(), gate, Waits.of("g1", entries)));
    at = Instant.parse("2026-11-29T16:40:00Z");
    then(new Aside.Parked("g1"));
    page.append("\n== parked\n");
    print(asking.open(task(), gate, Waits.of("g1", entries)));
    List<Entry> open = List.copyOf(entries);
    then(new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", ""));
    page.append("\n== decided\n");
    print(decided());
    then(new Aside.Reasoned("g1", "U0BOB", "all five columns, <!here> no symbol"));
    page.append("\n== decided, with a reason\n");
    print(decided());
    entries.clear();
    entries.addAll(open);
    then(new TaskEvent.Cancelled("U0ANN"));
    page.append("\n== stopped before\n");
    print(asking.dropped(task(), gate, entries));
  }
}
