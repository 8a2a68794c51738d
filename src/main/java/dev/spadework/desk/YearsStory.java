package dev.spadework.desk;

import static dev.spadework.desk.Answer.calls;
import static dev.spadework.desk.Stories.edit;
import static dev.spadework.desk.Stories.finish;
import static dev.spadework.desk.Stories.plan;
import static dev.spadework.desk.Stories.read;
import static dev.spadework.desk.Stories.runTests;
import static dev.spadework.desk.Stories.step;
import static dev.spadework.desk.Stories.stepDone;
import static dev.spadework.desk.Stories.write;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The story of an uncertain plan: two questions change the result, so the plan is shown before
 * anything is done. Approved as it is, the assumptions hold; with an answer the plan is made again
 * and grows a step.
 */
final class YearsStory {
  private static final String LEDGER = "src/invoices/Ledger.java";
  private static final String LEDGER_TEST = "test/invoices/LedgerTest.java";
  private static final String MAIN = "src/invoices/Main.java";
  private static final String MAIN_TEST = "test/invoices/MainTest.java";
  private static final String NUMBERS = "docs/numbers.md";

  /** What shows that the planner is asked again. */
  private static final String FIRST_PLAN = "Let an invoice number come again in another year";

  private static final String SECOND_PLAN =
      "Let an invoice number come again in another year, and name the year to show an old one";

  private YearsStory() {}

  static Script script() {
    return Story.named("invoice numbers by year")
        .plan(firstPlan())
        .planWhen(FIRST_PLAN, secondPlan())
        .turn(
            calls(read(LEDGER), read(LEDGER_TEST), read(MAIN), read(MAIN_TEST))
                .saying("Reading how invoices are numbered and found."))
        .turn(
            request -> {
              List<Answer.Call> all = new ArrayList<>(ledger());
              if (request.shows(SECOND_PLAN)) {
                all.addAll(show());
              }
              return calls(all.toArray(Answer.Call[]::new))
                  .saying("A number is now looked for in the year of the invoice's date.");
            })
        .turn(runTests())
        .turn(
            request ->
                calls(
                        write(NUMBERS, "years/numbers.md"),
                        stepDone(2),
                        stepDone(request.shows(SECOND_PLAN) ? 4 : 3))
                    .saying("The tests pass. Writing down how numbers work."))
        .turn(
            request ->
                request.shows(SECOND_PLAN)
                    ? calls(
                        edit(NUMBERS, "newest invoice of that number.", NUMBERS_NEW),
                        stepDone(3),
                        runTests())
                    : calls(runTests()))
        .turn(
            request ->
                calls(
                    finish(
                        summary(request.shows(SECOND_PLAN)),
                        "Whatever keeps only the number of an invoice may now mean two.")))
        .summary(
            """
            Make invoice numbers unique per year
            An invoice number is taken once in a calendar year and may come again in the next. \
            `docs/numbers.md` says so.
            """);
  }

  private static Object firstPlan() {
    Map<String, Object> plan =
        new LinkedHashMap<>(
            plan(
                FIRST_PLAN,
                List.of(
                    step("Find who looks invoices up by number", LEDGER, MAIN),
                    step("Look for a taken number in one year only", LEDGER, LEDGER_TEST),
                    step("Describe the numbers", NUMBERS)),
                List.of(
                    "The year is the calendar year of the invoice's date",
                    "`show` shows the newest invoice of a number"),
                "Whatever keeps only the number of an invoice may then mean two.",
                0.5));
    plan.put(
        "questions",
        List.of(
            "Does the year of the invoice's date count, or the financial year?",
            "Which one should `show 1001` show when two years have that number?"));
    return plan;
  }

  private static Object secondPlan() {
    return plan(
        SECOND_PLAN,
        List.of(
            step("Find who looks invoices up by number", LEDGER, MAIN),
            step("Look for a taken number in one year only", LEDGER, LEDGER_TEST),
            step("Let `show` take a year after the number", MAIN, MAIN_TEST),
            step("Describe the numbers", NUMBERS)),
        List.of("The year is the calendar year of the invoice's date."),
        "Whatever keeps only the number of an invoice may then mean two.",
        0.9);
  }

  private static String summary(boolean second) {
    String both =
        """
        - `src/invoices/Ledger.java`: a number is taken in one year; the newest is found first
        - `test/invoices/LedgerTest.java`: one test for a number that comes again
        """;
    String show =
        """
        - `src/invoices/Main.java`: the command `show` takes a year after the number
        - `test/invoices/MainTest.java`: one test for that
        """;
    return both + (second ? show : "") + "- `docs/numbers.md`: how invoices are numbered\n";
  }

  private static List<Answer.Call> ledger() {
    return List.of(
        stepDone(1),
        edit(LEDGER, "its number must be new. */", "its number must be new in its year. */"),
        edit(
            LEDGER,
            "    if (find(invoice.number()).isPresent()) {",
            "    if (find(invoice.number(), invoice.date().getYear()).isPresent()) {"),
        edit(LEDGER, FIND_OLD, FIND_NEW),
        edit(
            LEDGER,
            "Comparator.comparing(Invoice::number)).toList();",
            "Comparator.comparing(Invoice::number).thenComparing(Invoice::date)).toList();"),
        edit(LEDGER_TEST, LEDGER_TEST_OLD, LEDGER_TEST_NEW));
  }

  private static List<Answer.Call> show() {
    return List.of(
        edit(MAIN, "show NUMBER |", "show NUMBER [YEAR] |"),
        edit(MAIN, MAIN_OLD, MAIN_NEW),
        edit(MAIN_TEST, MAIN_TEST_OLD, MAIN_TEST_NEW));
  }

  private static final String FIND_OLD =
      """
        public Optional<Invoice> find(int number) {
          return invoices.stream().filter(i -> i.number() == number).findFirst();
        }
      """;
  private static final String FIND_NEW =
      """
        /** The newest invoice of this number. */
        public Optional<Invoice> find(int number) {
          return invoices.stream()
              .filter(i -> i.number() == number)
              .max(Comparator.comparing(Invoice::date));
        }

        /** The invoice of this number in one calendar year. */
        public Optional<Invoice> find(int number, int year) {
          return invoices.stream()
              .filter(i -> i.number() == number && i.date().getYear() == year)
              .findFirst();
        }
      """;
  private static final String LEDGER_TEST_OLD = "  @Test\n  void aNumberIsTakenOnce() {";
  private static final String LEDGER_TEST_NEW =
      """
        @Test
        void aNumberComesAgainInAnotherYear() {
          Invoice old = ledger.find(1001).orElseThrow();
          ledger.add(
              new Invoice(
                  1001, old.date().plusYears(1), old.customer(), old.taxRate(), old.lines()));
          Check.equal(2027, ledger.find(1001).orElseThrow().date().getYear());
          Check.equal(2026, ledger.find(1001, 2026).orElseThrow().date().getYear());
        }

      """
          + LEDGER_TEST_OLD;
  private static final String MAIN_OLD =
      "    if (command.equals(\"statement\") && args.length == 2) {";
  private static final String MAIN_NEW =
      """
          if (command.equals("show") && args.length == 3) {
            return ledger
                .find(Integer.parseInt(args[1]), Integer.parseInt(args[2]))
                .map(InvoicePage::of)
                .orElse("There is no invoice " + args[1] + " of " + args[2] + ".\\n");
          }
      """
          + MAIN_OLD;
  private static final String MAIN_TEST_OLD = "  @Test\n  void anUnknownNumberIsSaid() {";
  private static final String MAIN_TEST_NEW =
      """
        @Test
        void showTakesAYear() {
          Check.that(Main.answer(Demo.ledger(), "show", "1004", "2026").contains("York"), "no name");
          Check.equal(
              "There is no invoice 1004 of 2025.\\n",
              Main.answer(Demo.ledger(), "show", "1004", "2025"));
        }

      """
          + MAIN_TEST_OLD;
  private static final String NUMBERS_NEW =
      "newest invoice of that number,\n  `show NUMBER YEAR` the one of that year.";
}
