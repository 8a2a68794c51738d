package dev.spadework.desk;

import static dev.spadework.desk.Answer.calls;
import static dev.spadework.desk.Stories.finish;
import static dev.spadework.desk.Stories.plan;
import static dev.spadework.desk.Stories.read;
import static dev.spadework.desk.Stories.runTests;
import static dev.spadework.desk.Stories.step;
import static dev.spadework.desk.Stories.stepDone;
import static dev.spadework.desk.Stories.write;

import java.util.List;

/**
 * The story that gets stuck: rounding line by line makes one test red, rounding each total by
 * itself another. Then a person is asked, and whatever hint or change of plan they give leads to
 * the way that works: round net and gross, take tax as the difference.
 */
final class CentsStory {
  private static final String AMOUNTS = "src/invoices/Amounts.java";
  private static final String TEST = "test/invoices/RoundingTest.java";
  private static final String MONEY = "docs/money.md";

  /** What shows that the planner is asked again. */
  private static final String FIRST_PLAN = "Round the amounts of an invoice to whole cents";

  private static final String SECOND_PLAN =
      "Round net and gross once, at the end, and take tax as the difference";

  private static final String ROUNDED =
      """
      Round the amounts of invoices to whole cents
      Net and gross are rounded to whole cents once, at the end, and tax is the difference \
      between them, so that the three always add up. `docs/money.md` says so.
      """;

  private static final String UNFINISHED =
      """
      Round the amounts of invoices to whole cents
      Net, tax and gross are rounded to whole cents once each, by themselves, so that net and tax \
      may miss gross by a cent. Which of the three should give way is open.
      """;

  private CentsStory() {}

  static Script script() {
    return Story.named("round totals")
        .plan(
            plan(
                FIRST_PLAN,
                List.of(
                    step("Read how amounts are computed and tested", AMOUNTS, MONEY),
                    step("Round in Amounts, with tests", AMOUNTS, TEST),
                    step("Say so in docs/money.md", MONEY)),
                List.of("Half a cent is rounded up, as is usual on invoices."),
                "Rounded amounts may no longer add up to the cent.",
                0.8))
        .planWhen(FIRST_PLAN, secondPlan())
        .planWhen(SECOND_PLAN, secondPlan())
        .turn(
            calls(
                    read(AMOUNTS),
                    read("src/invoices/Line.java"),
                    read("test/invoices/AmountsTest.java"),
                    read(MONEY))
                .saying("Reading how amounts are computed and what is tested."))
        .turn(
            calls(
                    stepDone(1),
                    write(AMOUNTS, "cents/Amounts1.java"),
                    write(TEST, "cents/RoundingTest.java"))
                .saying("Rounding each line to cents before adding up."))
        .turn(runTests())
        .turn(
            calls(write(AMOUNTS, "cents/Amounts2.java"))
                .saying(
                    "Rounding line by line gives 10.02 where 10.01 is right. Rounding net, tax and"
                        + " gross once each instead."))
        .turn(
            calls(runTests())
                .saying(
                    "If net, tax and gross are rounded each by itself, they may miss each other by"
                        + " a cent. Which of the three should give way is not written in"
                        + " docs/money.md."))
        .turn(
            calls(
                    write(AMOUNTS, "cents/Amounts3.java"),
                    write(TEST, "cents/RoundingTest.java"),
                    write(MONEY, "cents/money.md"))
                .saying("Rounding net and gross once and taking tax as the difference."))
        .turn(runTests())
        .turn(
            request ->
                request.shows(SECOND_PLAN)
                    ? calls(stepDone(1), stepDone(2))
                    : calls(stepDone(2), stepDone(3)))
        .turn(
            finish(
                """
                - `src/invoices/Amounts.java`: net and gross are rounded once, tax is the difference
                - `test/invoices/RoundingTest.java`: 3 tests: two decimals, rounded once, half a \
                cent up
                - `docs/money.md`: how amounts are rounded
                """,
                "Tax can differ by a cent from the rate applied to the rounded net amount; an"
                    + " accountant should agree."))
        .summary(
            // A draft is opened before the way that works was found.
            request -> Answer.text(request.shows("b/docs/money.md") ? ROUNDED : UNFINISHED));
  }

  private static Object secondPlan() {
    return plan(
        SECOND_PLAN,
        List.of(
            step("Compute tax as gross minus net in Amounts", AMOUNTS, TEST),
            step("Say so in docs/money.md", MONEY)),
        List.of("A cent that is left over goes to tax."),
        "Tax can differ by a cent from the rate applied to the rounded net amount.",
        0.85);
  }
}
