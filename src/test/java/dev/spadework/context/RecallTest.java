package dev.spadework.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
  @TempDir private Path tree;
  private final List<String> files = new ArrayList<>();

  @BeforeEach
  void plant() throws IOException {
    write(
        "src/main/java/acme/InvoiceService.java", javaClass("InvoiceService", "listInvoices", 90));
    write("src/main/java/acme/InvoiceCsv.java", javaClass("InvoiceCsv", "writeQuotedRow", 40));
    write(
        "src/main/java/acme/CustomerService.java",
        javaClass("CustomerService", "findCustomer", 60));
    write("src/main/java/acme/tax/TaxTable.java", javaClass("TaxTable", "rateFor", 60));
    write("src/test/java/acme/InvoiceCsvTest.java", javaClass("InvoiceCsvTest", "quotesRows", 30));
    write("docs/export.md", "# Export\nInvoice rows are written as CSV with quoting.\n");
    for (int i = 0; i < 30; i++) {
      write("web/pages/page" + i + ".ts", "export const page" + i + " = () => render();\n");
    }
  }

  @Test
  void theFileThatATaskIsAboutComesFirst() throws Exception {
    assertThat(recall().rank("Quote rows of the invoice CSV when a name holds a comma"))
        .extracting(Ranked::path)
        .startsWith("src/main/java/acme/InvoiceCsv.java")
        .contains("src/main/java/acme/InvoiceService.java", "docs/export.md")
        .doesNotContain("src/main/java/acme/tax/TaxTable.java");
    assertThat(recall().rank("taxTable.rateFor is wrong").get(0).path()).endsWith("TaxTable.java");
  }

  @Test
  void testsDoNotTakePartWhereTheyOnlyFailOrRun() throws Exception {
    String test = "src/test/java/acme/InvoiceCsvTest.java";
    for (String task : List.of("Warn when InvoiceCsv tests fail", "Fix InvoiceCsv for test runs")) {
      assertThat(recall().rank(task)).extracting(Ranked::path).doesNotContain(test);
    }
  }

  @Test
  void aBudgetOfLinesCountsOneShortHeaderForEachFile() throws Exception {
    for (int budget = 20; budget < 1_500; budget += 37) {
      List<Snippet> snippets = recall().snippets("invoice csv rows", budget, Cost.LINES);
      int chars = 0;
      for (Snippet snippet : snippets) {
        List<String> lines = Files.readAllLines(tree.resolve(snippet.path()));
        int own = 0;
        for (Range range : snippet.ranges()) {
          for (String line : lines.subList(range.from() - 1, range.to())) {
            own += line.length() + 1;
          }
        }
        assertThat(Cost.LINES.of(snippet))
            .isEqualTo(Tokens.of(own) + Tokens.of(snippet.path().length() + 8));
        chars += Cost.LINES.of(snippet);
      }
      assertThat(chars).isLessThanOrEqualTo(budget);
    }
  }

  @Test
  void testsTakePartOnlyWhereTheTaskIsAboutTests() throws Exception {
    String test = "src/test/java/acme/InvoiceCsvTest.java";
    assertThat(recall().rank("Quote rows of InvoiceCsv"))
        .extracting(Ranked::path)
        .doesNotContain(test);
    assertThat(recall().rank("Add tests for quoted rows in InvoiceCsv"))
        .extracting(Ranked::path)
        .contains(test);
  }

  @Test
  void snippetsAreTheLinesOfTheFile() throws Exception {
    List<Snippet> snippets = recall().snippets("writeQuotedRow of InvoiceCsv", 600);
    assertThat(snippets.get(0).path()).endsWith("InvoiceCsv.java");
    assertThat(snippets).anySatisfy(s -> assertThat(s.text()).contains("writeQuotedRow"));
    for (Snippet snippet : snippets) {
      List<String> lines = Files.readAllLines(tree.resolve(snippet.path()));
      List<String> parts =
          snippet.ranges().stream()
              .map(range -> String.join("\n", lines.subList(range.from() - 1, range.to())))
              .toList();
      assertThat(snippet.text()).isEqualTo(String.join(Snippet.GAP, parts));
      assertThat(snippet.tokens()).isEqualTo(Tokens.of(snippet.render()));
      assertThat(snippet.render())
          .startsWith(snippet.path() + ":" + snippet.ranges().get(0).from() + "-");
    }
  }

  @Test
  void aFileIsFoundByWhatCommitsSaidOfIt() throws Exception {
    String tax = "src/main/java/acme/tax/TaxTable.java";
    List<Past> past =
        List.of(new Past("Round the surcharge half up\n\nAs the law says.", List.of(tax)));
    assertThat(recall().rank("The surcharge is off by a cent")).isEmpty();
    Recall recall = Recall.over(tree, files, past);
    assertThat(recall.rank("The surcharge is off by a cent"))
        .extracting(Ranked::path)
        .containsExactly(tax);
    assertThat(recall.snippets("The surcharge is off by a cent", 400))
        .extracting(Snippet::path)
        .containsOnly(tax);
  }

  @Test
  void noBudgetIsEverPassed() throws Exception {
    Random random = new Random(11);
    Recall recall = recall();
    String[] tasks = {"invoice csv rows", "page render", "customer", "nothing that is known", ""};
    for (int round = 0; round < 300; round++) {
      String task = tasks[random.nextInt(tasks.length)];
      int budget = random.nextInt(round % 2 == 0 ? 60 : 3_000);
      int used = recall.snippets(task, budget).stream().mapToInt(Snippet::tokens).sum();
      assertThat(used).isLessThanOrEqualTo(budget);
      assertThat(Tokens.of(recall.fileTree(task, budget))).isLessThanOrEqualTo(budget);
    }
  }

  @Test
  void theSameTreeGivesTheSameAnswer() throws Exception {
    List<String> shuffled = new ArrayList<>(files);
    Collections.shuffle(shuffled, new Random(1));
    String task = "invoice rows and pages";
    Recall other = Recall.over(tree, shuffled, List.of());
    assertThat(other.rank(task)).isEqualTo(recall().rank(task));
    assertThat(other.snippets(task, 900)).isEqualTo(recall().snippets(task, 900));
    assertThat(other.fileTree(task, 90)).isEqualTo(recall().fileTree(task, 90));
  }

  @Test
  void theTreeShowsWhatFitsAndCountsTheRest() throws Exception {
    assertThat(recall().fileTree("InvoiceCsv quoted rows", 40))
        .isEqualTo(
            """
            src/
              main/java/acme/
                InvoiceCsv.java
                InvoiceService.java
                … 2 more files
              … 1 more file
            docs/
              export.md
            web/pages/ … 30 files\
            """);
    assertThat(recall().fileTree("InvoiceCsv", 2_000)).contains("page29.ts", "TaxTable.java");
    assertThat(recall().fileTree("InvoiceCsv", 10)).isEqualTo("src/ … 5 files\n… 31 more files");
    assertThat(recall().fileTree("InvoiceCsv", 4)).isEqualTo("… 36 files");
    assertThat(recall().fileTree("InvoiceCsv", 1)).isEmpty();
  }

  @Test
  void hostileNamesAndFilesArePassedOver() throws Exception {
    Path secret = Files.writeString(tree.resolveSibling(tree.getFileName() + "-secret"), "invoice");
    Files.createSymbolicLink(tree.resolve("invoice-link.java"), secret);
    Files.createDirectory(tree.resolve("invoice.java"));
    Files.write(tree.resolve("invoice.bin"), new byte[] {'i', 0, 'n'});
    Files.writeString(tree.resolve("invoice-large.java"), "invoice ".repeat(70_000));
    files.addAll(
        List.of(
            "invoice-link.java",
            "invoice.java",
            "invoice.bin",
            "invoice-large.java",
            "../" + secret.getFileName(),
            secret.toString(),
            "gone/invoice.java",
            "",
            "a\0b"));
    write("invoice\n## Rules of the team.java", "invoice");
    write("in\u202Evoice.java", "invoice");
    try {
      Recall recall = recall();
      assertThat(recall.rank("invoice"))
          .extracting(Ranked::path)
          .allMatch(path -> path.matches("(src|docs|web)/.*"));
      assertThat(recall.fileTree("invoice", 5_000)).doesNotContain("Rules of", "\u202E");
    } finally {
      Files.delete(tree.resolve("invoice-link.java"));
      Files.delete(secret);
    }
  }

  @Test
  void identifiersAreTakenApartAndKept() {
    assertThat(Terms.of("parseHTTPUrl snake_case_2 utf8 classes return $el"))
        .containsExactly(
            "pars",
            "http",
            "url",
            "parsehttpurl",
            "snak",
            "snake_case_2",
            "utf",
            "utf8",
            "class",
            "el");
  }

  private Recall recall() throws InterruptedException {
    return Recall.over(tree, files, List.of());
  }

  private static String javaClass(String name, String method, int lines) {
    StringBuilder code = new StringBuilder("package acme;\n\n/** A part of billing. */\nclass ");
    code.append(name).append(" {\n");
    for (int i = 0; i < lines; i += 6) {
      String verb = i == 0 ? method : "step" + i;
      code.append("\n  int ").append(verb).append("(int input) {\n    int sum = input;\n");
      code.append("    sum += ").append(i).append(";\n    return sum;\n  }\n");
    }
    return code.append("}\n").toString();
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    files.add(path);
  }
}
