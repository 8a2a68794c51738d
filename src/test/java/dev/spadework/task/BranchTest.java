package dev.spadework.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BranchTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          add CSV export            | spadework/t-1-add-csv-export
          '  Fix: NPE in Foo.bar()!' | spadework/t-1-fix-npe-in-foo-bar
          ...                       | spadework/t-1
          '--force'                 | spadework/t-1-force
          Grüße ändern              | spadework/t-1-gr-e-ndern
          修正                       | spadework/t-1
          """,
      delimiter = '|')
  void aBranchIsNamedAfterTheTaskAndItsWords(String text, String branch) {
    assertThat(Branch.of("t-1", text)).isEqualTo(branch);
  }

  @Test
  void aLongTextIsCutBetweenWords() {
    assertThat(Branch.of("t-1", "make the export of invoices much much faster than before"))
        .isEqualTo("spadework/t-1-make-the-export-of-invoices-much-much");
    assertThat(Branch.of("t-1", "x".repeat(90))).isEqualTo("spadework/t-1-" + "x".repeat(40));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..b", "x.lock", "a~1^2", "@{u}", "a\u0000b\nc", "-", "$(reboot) `id`"})
  void noTextMakesAnUnsafeName(String text) {
    assertThat(Branch.of("t-1", text)).matches("spadework/t-1(-[a-z0-9]+)*");
  }
}
