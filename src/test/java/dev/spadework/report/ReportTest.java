package dev.spadework.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Limits;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TestRun;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final List<TestRun.Failure> RED =
      List.of(
          new TestRun.Failure(
              "InvoiceCsvTest.quotesNames",
              "expected `\"Smith, Inc.\"` but was `Smith, Inc.`",
              "InvoiceCsvTest.java:31"),
          new TestRun.Failure(
              "InvoiceApiTest.listsInvoices", "404 instead of 200", "InvoiceApiTest.java:58"));

  private static Record green() {
    return new Record()
        .prepared()
        .changes("c1", "src/InvoiceCsv.java", "I add the export.")
        .runs("c2", "rg -n exportCsv")
        .add(Record.tests(TestRun.Purpose.CHANGE, "tree2", 215, List.of()));
  }

  @Test
  void moneyHasCentsAndSmallSumsDoNotReadAsNothing() {
    assertThat(Money.usd(110_000)).isEqualTo("$0.11");
    assertThat(Money.usd(1_000_000)).isEqualTo("$1.00");
    assertThat(Money.usd(0)).isEqualTo("$0.00");
    assertThat(Money.usd(1_234)).isEqualTo("$0.001");
    assertThat(Money.usd(12_345_678)).isEqualTo("$12.35");
  }

  @Test
  void stretchesOfTimeHaveTwoUnitsAtMost() {
    assertThat(Durations.words(Duration.ofSeconds(12))).isEqualTo("12 s");
    assertThat(Durations.words(Duration.ofSeconds(190))).isEqualTo("3 min 10 s");
    assertThat(Durations.words(Duration.ofMinutes(30))).isEqualTo("30 min");
    assertThat(Durations.words(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
    assertThat(Durations.words(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    assertThat(Durations.words(Duration.ofSeconds(-1))).isEqualTo("0 s");
  }

  @Test
  void theOutcomeSaysWhatTheThreadSays() {
    Record record = green().delivered(false);
    Outcome outcome = Outcome.of(record.task(), record.entries()).orElseThrow();
    assertThat(outcome.title())
        .isEqualTo("The pull request is ready: acme/billing#418 Add CSV export");
    assertThat(outcome.lines())
        .containsExactly(
            "Tests: 212 passed before, 215 passed after (3 new) on exactly this tree",
            "Changed: `InvoiceCsv.java` writes rows with RFC 4180 quoting",
            "Ran: `mvn -q -o test` ×2, `rg -n exportCsv`",
            "Remaining risk: very long lists are built in memory",
            "5 min · 2 calls · $0.16");
  }

  @Test
  void severalChangesAndRisksHaveALineEachAndAreSaidOnce() {
    DeliveryEvent.Finished finished =
        new DeliveryEvent.Finished(
            "Adds an export.\n- `src/A.java`: writes rows\n- `docs/a.md`: says so",
            List.of(
                new DeliveryEvent.ChangedFile("src/A.java", "writes rows", 4, 0),
                new DeliveryEvent.ChangedFile("docs/a.md", "says so", 1, 0)),
            List.of("long lists.", "odd names"),
            "tree2");
    Record record = green().delivered(finished, false);
    assertThat(Outcome.of(record.task(), record.entries()).orElseThrow().lines())
        .contains("Changed:\n• `A.java` writes rows\n• `a.md` says so")
        .contains("Remaining risks:\n• long lists\n• odd names");
    assertThat(Evidence.body(record.task(), record.entries(), Names.IDS))
        .contains("Adds an export.\n\n- `src/A.java`: writes rows (+4 −0)")
        .containsOnlyOnce("writes rows");
  }

  @Test
  void theSecondRedIsAHandOff() {
    Record record =
        new Record()
            .prepared()
            .changes("c1", "src/InvoiceCsv.java", "I quote only when needed.")
            .add(Record.tests(TestRun.Purpose.CHANGE, "tree1", 212, RED))
            .changes("c2", "src/Routes.java", "I think the route order matters.")
            .add(Record.tests(TestRun.Purpose.CHANGE, "tree2", 213, RED));
    Question question = Questions.testsRed(record.task(), record.entries());
    assertThat(question.question())
        .isEqualTo("The tests failed a second time after my changes, so I stop here.");
    assertThat(question.details())
        .containsExactly(
            "2 of 215 failed, all new since my change:",
            "`InvoiceCsvTest.quotesNames` expected `\"Smith, Inc.\"` but was `Smith, Inc.`"
                + " (InvoiceCsvTest.java:31)",
            "`InvoiceApiTest.listsInvoices` 404 instead of 200 (InvoiceApiTest.java:58)",
            "Tried: changed `InvoiceCsv.java` (run 1: 2 of 214 failed); changed `Routes.java`"
                + " (run 2: 2 of 215 failed).",
            "My last words on it: I think the route order matters.",
            "$0.31 of $1.00 used.");
  }

  @Test
  void anUnsurePlanShowsItsQuestions() {
    Question question = PlanCard.unsure(new Record().prepared().task(), 0.7);
    assertThat(question.question())
        .isEqualTo("I need a decision before I start (confidence 0.55, threshold 0.70).");
    assertThat(question.details())
        .containsExactly(
            "1. Which columns?",
            "2. Keep the currency symbol?",
            "For a person to judge: product: column names",
            "Plan: 2 steps, touches `src/InvoiceService.java`, `src/InvoiceCsv.java` (2 files).",
            "Assumed: UTF-8",
            "Risk: route order");
  }

  @Test
  void theMoneyCardNamesTheLimitThatIsReached() {
    Record record = green();
    Limits limits =
        new Limits(record.task().at(), 40, Duration.ofMinutes(30), 10_000_000, 0.7, Map.of());
    assertThat(MoneyCard.of(record.task(), limits, 900_000, "v9").question())
        .isEqualTo("The next call could pass this task's $1.00 (used $0.16, next up to $0.90).");
    Limits day = new Limits(record.task().at(), 40, Duration.ofMinutes(30), 1_000, 0.7, Map.of());
    assertThat(MoneyCard.of(record.task(), day, 100_000, "v9").question())
        .isEqualTo(
            "The next call could pass what is left of today's money for all tasks, $0.001 of"
                + " $0.001 (this task used $0.16, next up to $0.10).");
    Limits calls =
        new Limits(record.task().at(), 2, Duration.ofMinutes(30), 10_000_000, 0.7, Map.of());
    assertThat(MoneyCard.of(record.task(), calls, 1, "v9").question())
        .contains("all 2 model calls");
    Limits time =
        new Limits(record.task().at(), 40, Duration.ofMinutes(1), 10_000_000, 0.7, Map.of());
    Question question = MoneyCard.of(record.task(), time, 1, "v9");
    assertThat(question.question()).contains("all the time");
    assertThat(question.details())
        .containsExactly(
            "0 of 2 steps are done. Tests at the last run: 215 passed.",
            "Continue adds $0.50, 20 calls and 15 min to this task's limits.");
  }

  @Test
  void theEvidenceIsBoundToTheTreeAndCallsNobody() {
    Record record = green();
    record.add(
        new TaskEvent.GateOpened(
            Gate.of("g1", Gate.Kind.COMMAND, "c9", "May I run it?", List.of())),
        new TaskEvent.Decided("g1", Choice.APPROVE, "U0BOB", "fine by @everyone"));
    String body = Evidence.body(record.delivered(false).task(), record.entries(), Names.IDS);
    assertThat(body)
        .contains("The tree that was tested is the tree that was pushed: `tree2`")
        .contains("on base `4f2c9e1aaaa`")
        .contains("| before | `mvn -q -o test` | 212 passed | 1 min 1 s |")
        .contains("| after | `mvn -q -o test` | 215 passed | 1 min 1 s |")
        .contains("Verdict: **passed**")
        .contains("`src/InvoiceCsv.java`: writes rows with RFC 4180 quoting (+40 −2)")
        .contains("May I run it? **Approve** by `U0BOB`: fine by")
        .contains("- `rg -n exportCsv`")
        .contains("Task `t-7k2m9x4p`")
        .doesNotContain("#12", "#99", "@cem", "@everyone", "<b>");
  }

  @Test
  void commandsThatWereFoundOutAreSaidToBe() {
    Record record =
        new Record()
            .prepared()
            .add(
                new TaskEvent.TestsStarted(
                    TestRun.Purpose.BASELINE,
                    "tree0",
                    "mvn -B test",
                    Optional.of(new TestRun.Detected("Maven", "mvn -q", "mvn -B test"))));
    assertThat(Evidence.body(record.task(), record.entries(), Names.IDS))
        .contains(
            "by the repository's files (Maven) setup is `mvn -q` and tests are `mvn -B test`");
    assertThat(Questions.testsRed(record.task(), record.entries()).details())
        .anyMatch(line -> line.contains("(Maven)"));
    record.add(
        new TaskEvent.TestsStarted(
            TestRun.Purpose.CHANGE, "tree0", "mvn -B test", Optional.empty()));
    assertThat(Evidence.body(record.task(), record.entries(), Names.IDS))
        .doesNotContain("repository's files");
  }

  @Test
  void aTreeThatWasNotTestedIsSaidToBeUntested() {
    Record record = new Record().prepared().delivered(true);
    assertThat(Evidence.body(record.task(), record.entries(), Names.IDS))
        .contains("has no test run")
        .contains("Verdict: **not tested**")
        .doesNotContain("is the tree that was pushed");
    assertThat(Outcome.of(record.task(), record.entries()).orElseThrow().lines().get(0))
        .isEqualTo("Tests: 212 passed before; this tree was not tested");
  }

  @Test
  void aFailureSaysWhatWasTriedWhereItStoppedAndWhatToDo() {
    Record record =
        new Record()
            .prepared()
            .changes("c1", "src/InvoiceCsv.java", "")
            .add(Record.tests(TestRun.Purpose.CHANGE, "tree1", 213, RED))
            .add(new TaskEvent.GaveUp(Ending.Blame.WORLD, "pushing is refused (403)", "give it"));
    Failure failure = Failure.of(record.task(), record.entries(), Names.IDS).orElseThrow();
    assertThat(failure.title()).isEqualTo("I could not finish this: pushing is refused (403)");
    assertThat(failure.lines())
        .containsExactly(
            "Tried: changed `InvoiceCsv.java` (run 1: 2 of 215 failed).",
            "Where it stopped: 0 of 2 steps done",
            "Nothing was pushed. Used: 2 min 40 s · 1 call · $0.16",
            "To mend it: give it");
  }

  @Test
  void whatWasRejectedNamesWhoDidIt() {
    Record record =
        new Record()
            .prepared()
            .add(
                new TaskEvent.GateOpened(
                    Gate.of("g1", Gate.Kind.PLAN, "plan-1", "Fine?", List.of())),
                new TaskEvent.Decided("g1", Choice.REJECT, "U0BOB", "not now"));
    assertThat(Failure.of(record.task(), record.entries(), Names.IDS).orElseThrow().title())
        .isEqualTo("Rejected by U0BOB: not now");
  }

  @Test
  void theCardShowsStepsAndSpend() {
    Record record = green().add(new TaskEvent.StepDone(1));
    Progress progress =
        Progress.of(record.task(), new Caps(40, Duration.ofMinutes(30)), record.task().at());
    assertThat(progress.title()).endsWith("— step 2 of 2");
    assertThat(progress.steps())
        .extracting(Progress.Step::state)
        .containsExactly(Progress.State.DONE, Progress.State.RUNNING);
    assertThat(progress.footer())
        .contains("2 of 40 calls · $0.16 of $1.00 · base tests: 212 passed");
  }

  @Test
  void theTimelineHasALineForWhatMatteredAndTheCostsAddUp() {
    Record record = green().delivered(false);
    List<Timeline.Line> lines = Timeline.of(record.entries());
    assertThat(lines.stream().mapToLong(Timeline.Line::micros).sum())
        .isEqualTo(record.task().spend().micros())
        .isEqualTo(Cost.of(record.entries()).micros());
    assertThat(lines)
        .extracting(Timeline.Line::what)
        .anyMatch(what -> what.contains("tests on the base: 212 passed"))
        .anyMatch(what -> what.equals("`rg -n exportCsv`: exit 0"))
        .anyMatch(what -> what.contains("pull/418"));
  }

  @Test
  void testsThatCouldNotRunShowTheLinesThatSayWhy() {
    TestRun run =
        new TestRun(
            TestRun.Purpose.BASELINE,
            "tree0",
            "make test",
            TestRun.Verdict.COULD_NOT_RUN,
            Optional.empty(),
            List.of(),
            "make: *** No rule to make target 'test'.\n```",
            "",
            10);
    Question question = Questions.couldNotRun(run, List.of());
    assertThat(question.details().get(0)).contains("`make test` did not get as far as a test");
    assertThat(question.details().get(1)).startsWith("````").endsWith("````").contains("No rule");
  }
}
