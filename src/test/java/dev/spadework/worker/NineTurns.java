package dev.spadework.worker;

import static dev.spadework.desk.Story.call;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.desk.Story;
import dev.spadework.workspace.Git;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The task that other agents were measured with: "add CSV export to invoices" in a Java repository
 * of 33 files, nine turns of the model, one red test run that prints 333,000 characters. Plan and
 * summary come on top of the nine.
 */
final class NineTurns {
  static final String TASK = "add CSV export to invoices";
  static final int TURNS = 9;
  static final int LOG = 333_000;

  private static final Path PAGES = Path.of("src/test/resources/bench");
  private static final String WEB = "src/main/java/billing/web/";
  private static final String CONTROLLER = WEB + "InvoiceController.java";
  private static final String RESPONSE = WEB + "Response.java";
  private static final String CSV = WEB + "InvoiceCsv.java";
  private static final String CSV_TEST = "src/test/java/billing/web/InvoiceCsvTest.java";
  private static final String API = "docs/api.md";

  private NineTurns() {}

  /** The repository as it is before. */
  static Git repository(Path directory) {
    Git source = Git.init(directory);
    Path root = PAGES.resolve("billing");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        source.write(root.relativize(file).toString(), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    source.commit("Billing");
    return source;
  }

  /** What the model says. */
  static Story story() {
    return Story.named("nine turns")
        .plan(plan())
        .turn(NineTurns::look)
        .turn(
            call("write_file", Map.of("path", CSV, "content", page("InvoiceCsv.java"))),
            call("step_done", Map.of("step", 1)))
        .turn(
            edit(RESPONSE, "  public static Response created(", RESPONSE_NEW),
            edit(CONTROLLER, "        .on(\"GET\", \"/invoices/due\", this::due)", ROUTE_NEW),
            edit(CONTROLLER, "  private Response due(Request request) {", METHOD_NEW),
            call("step_done", Map.of("step", 2)))
        .turn(
            call("write_file", Map.of("path", CSV_TEST, "content", page("InvoiceCsvTest.java"))),
            call("step_done", Map.of("step", 3)))
        .turn(call("run_tests", Map.of()))
        .turn(
            call("read_file", Map.of("path", CSV, "from", 38, "to", 44)),
            call("read_file", Map.of("path", CSV_TEST, "from", 28, "to", 36)))
        .turn(
            edit(CSV, "\"\\\"\" + text + \"\\\"\"", QUOTED_NEW),
            edit(API, "`POST /invoices/{number}/payments`", API_NEW),
            call("step_done", Map.of("step", 4)))
        .turn(call("run_tests", Map.of()))
        .turn(
            call(
                "finish",
                Map.of(
                    "summary",
                    "`%s`: writes RFC 4180\n`%s`: serves /invoices.csv\n`%s`: text/csv\n`%s`: four tests\n`%s`: the new path\nRan the tests."
                        .formatted(CSV, CONTROLLER, RESPONSE, CSV_TEST, API),
                    "risks",
                    List.of("A name that begins with = is taken for a formula by spreadsheets."))))
        .summary(
            "Add CSV export to invoices\n\nInvoices can be had as CSV at /invoices.csv, with the"
                + " columns and filters of the list. Quoting follows RFC 4180.");
  }

  /** What it is shown already it does not read again. */
  private static Answer look(Script.Request request) {
    List<Answer.Call> calls = new ArrayList<>();
    calls.add(
        call("search", Map.of("pattern", "Response\\.(json|created)\\(", "glob", "**/*.java")));
    if (!request.shows(CONTROLLER) || !request.shows("public void routes(Router router)")) {
      calls.add(call("read_file", Map.of("path", CONTROLLER, "from", 20, "to", 52)));
    }
    if (!request.shows(RESPONSE) || !request.shows("public static Response created(")) {
      calls.add(call("read_file", Map.of("path", RESPONSE)));
    }
    calls.add(call("read_file", Map.of("path", API)));
    return Answer.calls(calls.toArray(Answer.Call[]::new));
  }

  private static Map<String, Object> plan() {
    return Map.of(
        "summary", "Serve the list of invoices as CSV at /invoices.csv",
        "steps",
            List.of(
                step("Write invoices as CSV after RFC 4180", CSV),
                step("Serve it with the filters of the list", CONTROLLER, RESPONSE),
                step("Test commas, quotes and line ends", CSV_TEST),
                step("Describe the path", API)),
        "assumptions", List.of("The columns are those of the JSON list."),
        "questions", List.of(),
        "risk", "low",
        "confidence", 0.9,
        "judgement", List.of());
  }

  private static Map<String, Object> step(String title, String... files) {
    return Map.of("title", title, "files", List.of(files));
  }

  private static Answer.Call edit(String path, String old, String replacement) {
    return call("edit_file", Map.of("path", path, "old", old, "new", replacement));
  }

  private static String page(String name) {
    try {
      return Files.readString(PAGES.resolve("csv").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String RESPONSE_NEW =
      """
        public static Response csv(String body) {
          return new Response(200, "text/csv; charset=utf-8", Map.of(), body);
        }

        public static Response created(""";
  private static final String ROUTE_NEW =
      "        .on(\"GET\", \"/invoices.csv\", this::csv)\n"
          + "        .on(\"GET\", \"/invoices/due\", this::due)";
  private static final String METHOD_NEW =
      """
        private Response csv(Request request) {
          return Response.csv(
              InvoiceCsv.of(
                  service.find(filter(request)),
                  service::customerName,
                  invoice -> invoice.status(service.today()).name()));
        }

        private Response due(Request request) {""";
  private static final String QUOTED_NEW =
      "\"\\\"\" + text.replace(\"\\\"\", \"\\\"\\\"\") + \"\\\"\"";
  private static final String API_NEW =
      """
      `GET /invoices.csv` is the same list as CSV after RFC 4180, with a heading.

      `POST /invoices/{number}/payments`""";
}
