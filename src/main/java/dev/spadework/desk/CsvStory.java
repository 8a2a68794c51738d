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
import static dev.spadework.desk.Story.call;

import java.util.List;
import java.util.Map;

/** The calm story: an export is added, tested, described and delivered. */
final class CsvStory {
  private static final String TABLE = "src/invoices/text/InvoiceTable.java";
  private static final String CSV = "src/invoices/text/InvoiceCsv.java";
  private static final String CSV_TEST = "test/invoices/text/InvoiceCsvTest.java";
  private static final String ROUTES = "src/invoices/web/Routes.java";
  private static final String ROUTES_TEST = "test/invoices/web/RoutesTest.java";
  private static final String RESPONSE = "src/invoices/web/Response.java";
  private static final String MAIN = "src/invoices/Main.java";
  private static final String EXPORT = "docs/export.md";
  private static final String OVERVIEW = "docs/overview.md";

  private CsvStory() {}

  static Script script() {
    return Story.named("CSV export")
        .plan(
            plan(
                "Add a CSV export to the list of invoices, on the command line and over HTTP",
                List.of(
                    step("Find how invoices are listed and served today", TABLE, ROUTES, MAIN),
                    step(
                        "Add InvoiceCsv with RFC 4180 quoting and serve it",
                        CSV,
                        ROUTES,
                        RESPONSE,
                        MAIN),
                    step("Test commas, quotes and line breaks in names", CSV_TEST, ROUTES_TEST),
                    step("Describe the export", EXPORT, OVERVIEW)),
                List.of(
                    "The columns are number, date, customer, net, tax and gross.",
                    "Amounts are written as they are computed, without a currency sign."),
                "A name that begins with = is taken for a formula by some spreadsheets.",
                0.9))
        .turn(
            calls(call("search", Map.of("pattern", "InvoiceTable")), read(TABLE), read(ROUTES))
                .saying("Looking at how the list is made and who uses it."))
        .turn(read(MAIN), read(RESPONSE), read(ROUTES_TEST), read(OVERVIEW))
        .turn(
            calls(
                    stepDone(1),
                    write(CSV, "csv/InvoiceCsv.java"),
                    edit(RESPONSE, RESPONSE_OLD, RESPONSE_NEW),
                    edit(ROUTES, "import invoices.text.InvoicePage;", ROUTES_IMPORT),
                    edit(ROUTES, ROUTES_OLD, ROUTES_NEW),
                    edit(MAIN, "import invoices.text.InvoicePage;", ROUTES_IMPORT),
                    edit(MAIN, "usage: list | show", "usage: list | csv | show"),
                    edit(MAIN, MAIN_OLD, MAIN_NEW))
                .saying("Adding the export beside the table, with quoting after RFC 4180."))
        .turn(
            calls(
                    stepDone(2),
                    write(CSV_TEST, "csv/InvoiceCsvTest.java"),
                    edit(ROUTES_TEST, ROUTES_TEST_OLD, ROUTES_TEST_NEW))
                .saying("Testing the names that make quoting necessary."))
        .turn(runTests())
        .turn(
            calls(
                    stepDone(3),
                    write(EXPORT, "csv/export.md"),
                    edit(OVERVIEW, OVERVIEW_OLD, OVERVIEW_NEW))
                .saying("The tests pass. Describing the export."))
        .turn(stepDone(4), runTests())
        .turn(done())
        // What a person asks for at the very end takes the turn before.
        .turn(done())
        .summary(
            """
            Add CSV export to the list of invoices
            The list of invoices can be had as CSV, by the command `csv` and at `/invoices.csv`. \
            Names with commas, quotes or line breaks are quoted as RFC 4180 says. Nothing that was \
            there before changes.
            """);
  }

  private static Answer.Call done() {
    return finish(
        """
                - `src/invoices/text/InvoiceCsv.java`: writes the list with RFC 4180 quoting
                - `src/invoices/web/Routes.java`: serves it at `/invoices.csv`
                - `src/invoices/web/Response.java`: answers with CSV's own media type
                - `src/invoices/Main.java`: new command `csv`
                - `test/invoices/text/InvoiceCsvTest.java`: 5 tests: heading, line ends, commas, \
                quotes, line breaks
                - `test/invoices/web/RoutesTest.java`: one test for the new path
                - `docs/export.md`: how to get the export and what is in it
                - `docs/overview.md`: the new path in the table
                """,
        "A name that begins with = is taken for a formula by some spreadsheets; it is"
            + " written as it is.",
        "Very long lists are built in memory before they are sent.");
  }

  private static final String RESPONSE_OLD = "  static Response notFound() {";
  private static final String RESPONSE_NEW =
      """
        static Response csv(String body) {
          return new Response(200, "text/csv; charset=utf-8; header=present", body);
        }

        static Response notFound() {""";
  private static final String ROUTES_IMPORT =
      "import invoices.text.InvoiceCsv;\nimport invoices.text.InvoicePage;";
  private static final String ROUTES_OLD = "    if (path.matches(\"/invoices/\\\\d{1,9}\")) {";
  private static final String ROUTES_NEW =
      """
          if (path.equals("/invoices.csv")) {
            return Response.csv(InvoiceCsv.of(ledger.all()));
          }
      """
          + ROUTES_OLD;
  private static final String MAIN_OLD = "    if (command.equals(\"show\") && args.length == 2) {";
  private static final String MAIN_NEW =
      """
          if (command.equals("csv") && args.length == 1) {
            return InvoiceCsv.of(ledger.all());
          }
      """
          + MAIN_OLD;
  private static final String ROUTES_TEST_OLD = "  @Test\n  void oneInvoiceIsServed() {";
  private static final String ROUTES_TEST_NEW =
      """
        @Test
        void theExportIsServedAsCsv() {
          Response export = routes.answer("/invoices.csv");
          Check.equal(200, export.status());
          Check.that(export.type().startsWith("text/csv"), export.type());
          Check.that(export.body().startsWith("number,date,customer"), export.body());
        }

      """
          + ROUTES_TEST_OLD;
  private static final String OVERVIEW_OLD = "| `/invoices/1002` | one invoice as a page of text |";
  private static final String OVERVIEW_NEW =
      "| `/invoices.csv` | the list as CSV, see [export.md](export.md) |\n" + OVERVIEW_OLD;
}
