package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final CommandLine line = new CommandLine(1_000_000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cancel button is broken",
        "cancel t-7k2m9x4p please",
        "status page shows the wrong date",
        "status of invoices is wrong",
        "queue up the mails",
        "help the user find the export",
        "fix the url: http://example.com/a?b=c:d",
        "repo: is missing in the docs",
        "explain why note:this stays",
      })
  void aVerbWhoseRestDoesNotFitIsATask(String typed) {
    assertThat(line.read(typed))
        .isEqualTo(
            new Typed.Wish(
                typed,
                new Typed.Options(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty())));
  }

  @Test
  void verbsAreVerbsWhenTheRestFits() {
    assertThat(line.read(" help ")).isEqualTo(new Typed.Help());
    assertThat(line.read("")).isEqualTo(new Typed.Help());
    assertThat(line.read("queue")).isEqualTo(new Typed.Waiting());
    assertThat(line.read("status")).isEqualTo(new Typed.Status(Optional.empty()));
    assertThat(line.read("status t-7k2m9x4p"))
        .isEqualTo(new Typed.Status(Optional.of("t-7k2m9x4p")));
    assertThat(line.read("cancel  t-7k2m9x4p")).isEqualTo(new Typed.Cancel("t-7k2m9x4p"));
    assertThat(line.read("cancel")).isInstanceOf(Typed.Wrong.class);
  }

  @Test
  void optionsMayStandAnywhere() {
    assertThat(
            line.read(
                "repo:acme/billing add CSV base:release/2.x export kind:change budget:$0.50 plan:both"
                    + " model:gemini:gemini-3.5-flash"))
        .isEqualTo(
            new Typed.Wish(
                "add CSV export",
                new Typed.Options(
                    Optional.of("acme/billing"),
                    Optional.of("release/2.x"),
                    Optional.of("change"),
                    Optional.of(500_000L),
                    true,
                    true,
                    Optional.of("gemini:gemini-3.5-flash"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "do it budget:lots; is no sum of US dollars",
        "do it budget:0; is no sum of US dollars",
        "do it budget:-1; is no sum of US dollars",
        "do it budget:1.01; $1.01 is more than a task may have here: $1.00 at most",
        "do it kind:magic; I know: change",
        "do it plan:maybe; `plan:ask` shows you the plan",
        "do it base:../x; is no branch name",
        "do it base:a..b; is no branch name",
        "do it repo:a/b repo:c/d; stands there twice",
        "fix; in a sentence",
        "repo:acme/billing; in a sentence",
      })
  void whatMakesNoSenseGetsOneHelpfulLine(String typed, String answer) {
    assertThat(line.read(typed))
        .isInstanceOfSatisfying(
            Typed.Wrong.class, wrong -> assertThat(wrong.line()).contains(answer));
  }

  @Test
  void theTextKeepsItsLines() {
    assertThat(line.read("first line repo:a/b\nsecond:  line"))
        .isInstanceOfSatisfying(
            Typed.Wish.class,
            wish -> assertThat(wish.text().lines().map(String::strip)).hasSize(2));
  }
}
