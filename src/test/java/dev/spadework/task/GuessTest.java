package dev.spadework.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as people type them, and the kind that rules take them for. */
class GuessTest {
  private static final String LOG =
      "\n2026-11-22 03:00:01 INFO start\n2026-11-22 03:00:02 ERROR no such column\n"
          + "2026-11-22 03:00:02 ERROR import stopped\n";

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          add CSV export to the invoice list                              | change
          make the login button green                                     | change
          we need to add CSV export to invoices, by hand it goes wrong    | change
          support dark mode on the settings page                          | change
          add a --dry-run flag to the importer, with tests                | change
          the document upload should accept PDF files                     | change
          update the invoice total when a line is removed                 | change
          cancel button needs a confirmation                              | change
          add tests for PriceCalculator                                   | tests
          please write unit tests for the CSV parser                      | tests
          we need more tests around refunds                               | tests
          can you increase test coverage of billing                       | tests
          cover InvoiceService with tests                                 | tests
          create a regression test for the rounding in totals             | tests
          extend the integration tests for the export                     | tests
          the date helper has no tests                                    | tests
          document the webhook endpoints                                  | docs
          update the readme with the new settings                         | docs
          fix a typo in CONTRIBUTING.md                                   | docs
          add javadoc to the public classes of the api package            | docs
          explain in the docs how retries work                            | docs
          write documentation for the cache                               | docs
          refactor OrderService into smaller classes                      | refactor
          clean up the duplicated date parsing                            | refactor
          rename getTotal to total                                        | refactor
          extract the tax rules out of Invoice into their own class       | refactor
          remove dead code from the scheduler                             | refactor
          split the Utils class                                           | refactor
          fix the rounding in invoice totals                              | bug
          login fails when the password has an umlaut                     | bug
          the export is broken for empty lists                            | bug
          NullPointerException in OrderController.list                    | bug
          discount returns 0 instead of the full price                    | bug
          why does the import job fail?                                   | bug
          the date picker shows the wrong month in December               | bug
          bump jackson                                                    | deps
          upgrade all dependencies                                        | deps
          update jackson-databind to 2.17.2                               | deps
          we have outdated packages, please upgrade them                  | deps
          CVE-2025-48924 in commons-lang, move us to a safe version       | deps
          """)
  void fortyRequests(String text, String kind) {
    assertThat(Guess.of(text, List.of()).label()).isEqualTo(kind);
  }

  @Test
  void aQuestionAboutALogAsksForWhatItTells() {
    assertThat(Guess.of("why does the import job fail?" + LOG, List.of())).isEqualTo(Kind.LOGS);
    assertThat(Guess.of("why does the import job fail?", List.of("import.log")))
        .isEqualTo(Kind.LOGS);
    assertThat(Guess.of("scan last night's import log", List.of())).isEqualTo(Kind.LOGS);
    assertThat(Guess.of("what is wrong in last night's log?", List.of())).isEqualTo(Kind.LOGS);
    assertThat(Guess.of("what do the logs of the shop say?", List.of())).isEqualTo(Kind.LOGS);
    assertThat(Guess.of("Look through the logs", List.of())).isEqualTo(Kind.LOGS);
    assertThat(Guess.of("fix the import" + LOG, List.of())).isEqualTo(Kind.BUG);
  }

  @Test
  void aPlannerMayAddAProofAndNeverTakesOneAway() {
    assertThat(Kind.CHANGE.yieldsTo(Kind.BUG)).isTrue();
    assertThat(Kind.BUG.yieldsTo(Kind.CHANGE)).isFalse();
    assertThat(Kind.TESTS.yieldsTo(Kind.DOCS)).isFalse();
    assertThat(Kind.BUG.yieldsTo(Kind.TESTS)).isFalse();
  }

  @Test
  void oneWordNamesAKind() {
    assertThat(Kind.named("Bug")).contains(Kind.BUG);
    assertThat(Kind.named(" test ")).contains(Kind.TESTS);
    assertThat(Kind.named("dependencies")).contains(Kind.DEPS);
    assertThat(Kind.named("bugs are bad")).isEmpty();
  }
}
