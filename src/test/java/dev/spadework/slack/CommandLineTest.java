package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  private final CommandLine line = new CommandLine(1_000_000, "billing"::equals);

  private Typed read(String typed) {
    return line.read(typed, Optional.empty());
  }

  private Typed in(String thread, String typed) {
    return line.read(typed, Optional.of(thread));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cancel button is broken",
        "cancel t-shirt orders by mail",
        "pause the nightly import on errors",
        "resume uploads after a crash",
        "why does the import fail",
        "retry the upload when it fails",
        "forget password link is broken",
        "memory leak in the parser",
        "every invoice needs a number",
        "every friday the report has no total and nobody knows why",
        "event listeners leak on reload",
        "rules engine ignores weekends",
        "cost center is missing in the export",
        "digest mails have no subject",
        "remembers nothing after a reload",
        "costs are rounded wrongly",
        "status page shows the wrong date",
        "status of invoices is wrong",
        "queue up the mails",
        "help the user find the export",
        "fix the url: http://example.com/a?b=c:d",
        "repo: is missing in the docs",
        "explain why note:this stays",
      })
  void aVerbWhoseRestDoesNotFitIsATask(String typed) {
    assertThat(read(typed))
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
    assertThat(read(" help ")).isEqualTo(new Typed.Help());
    assertThat(read("")).isEqualTo(new Typed.Help());
    assertThat(read("queue")).isEqualTo(new Typed.Waiting());
    assertThat(read("status")).isEqualTo(new Typed.Status(Optional.empty()));
    assertThat(read("status t-7k2m9x4p")).isEqualTo(new Typed.Status(Optional.of("t-7k2m9x4p")));
    assertThat(read("cancel  t-7k2m9x4p")).isEqualTo(new Typed.Cancel("t-7k2m9x4p"));
    assertThat(read("Cancel `T-7k2m9x4p`.")).isEqualTo(new Typed.Cancel("t-7k2m9x4p"));
    assertThat(read("cancel t-7k2m9x4p please")).isEqualTo(new Typed.Cancel("t-7k2m9x4p"));
    assertThat(read("retry t-7k2m9x4p quote the names"))
        .isEqualTo(new Typed.Retry("t-7k2m9x4p", "quote the names"));
    assertThat(read("why t-7k2m9x4p all")).isEqualTo(new Typed.Why("t-7k2m9x4p", true));
    assertThat(read("cost")).isEqualTo(new Typed.Costs(Optional.empty()));
    assertThat(read("repos")).isEqualTo(new Typed.Known());
    assertThat(read("rules billing")).isEqualTo(new Typed.Rules(Optional.of("billing")));
    assertThat(read("memory repo:acme/shop")).isEqualTo(new Typed.Notes(Optional.of("acme/shop")));
    assertThat(read("remember the import needs Java 17 repo:acme/shop"))
        .isEqualTo(new Typed.Remember("the import needs Java 17", Optional.of("acme/shop")));
    assertThat(read("forget n3")).isEqualTo(new Typed.Forget(3));
    assertThat(read("digest")).isEqualTo(new Typed.Today());
    assertThat(read("pause")).isEqualTo(new Typed.Pause());
    assertThat(read("resume")).isEqualTo(new Typed.Resume());
  }

  @Test
  void aThreadNamesTheTask() {
    assertThat(in("t-7k2m9x4p", "cancel")).isEqualTo(new Typed.Cancel("t-7k2m9x4p"));
    assertThat(in("t-7k2m9x4p", "cancel this please")).isEqualTo(new Typed.Cancel("t-7k2m9x4p"));
    assertThat(in("t-7k2m9x4p", "status")).isEqualTo(new Typed.Status(Optional.of("t-7k2m9x4p")));
    assertThat(in("t-7k2m9x4p", "why")).isEqualTo(new Typed.Why("t-7k2m9x4p", false));
    assertThat(in("t-7k2m9x4p", "why all")).isEqualTo(new Typed.Why("t-7k2m9x4p", true));
    assertThat(in("t-7k2m9x4p", "cost t-00000000"))
        .isEqualTo(new Typed.Costs(Optional.of("t-00000000")));
    assertThat(line.verb("continue", Optional.of("t-7k2m9x4p"))).isEmpty();
    assertThat(line.verb("stop", Optional.of("t-7k2m9x4p"))).isPresent();
    assertThat(in("t-7k2m9x4p", "retry quote the names"))
        .isEqualTo(new Typed.Retry("t-7k2m9x4p", "quote the names"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "cancel; Which task? Type `/agent cancel t-…`",
        "why; Which task? Type `/agent why t-… all`",
        "retry; Which task? Type `/agent retry t-… a hint`",
        "forget; Which note?",
        "forget t-7k2m9x4p; That is typed `/agent forget n3`",
        "remember; What should I remember?",
        "remember repo:acme/shop; What should I remember?",
        "queue t-7k2m9x4p; That is typed `/agent queue`",
        "status t-7k2m9x4p of yesterday; That is typed `/agent status t-…`",
        "statsu; Did you mean `/agent status t-…`?",
        "cancle t-7k2m9x4p; Did you mean `/agent cancel t-…`?",
        "retyr t-7k2m9x4p with quotes; Did you mean `/agent retry t-… a hint`?",
        "hlep; Did you mean `/agent help`?",
        "stop; Did you mean `/agent cancel t-…`?",
        "stop t-7k2m9x4p; Did you mean `/agent cancel t-…`?",
        "rmember the build needs Java 17; Did you mean `/agent remember what to remember`?",
        "t-7k2m9x4p; is a task of mine",
        "please stop t-7k2m9x4p now; is a task of mine",
        "thank you very much; in a sentence",
        "frobnicate; in a sentence",
      })
  void aHalfOrWrongVerbGetsOneLineAndStartsNoTask(String typed, String answer) {
    assertThat(read(typed))
        .isInstanceOfSatisfying(
            Typed.Wrong.class,
            wrong -> assertThat(wrong.line()).contains(answer).doesNotContain("\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "explain the option `repo:acme/billing` in the docs",
        "show \"budget:5 is too much\" as an error",
        "keep\n```\nplan:ask\n  model:x\n```\nas it is",
        "answer this\n> base:main was wrong",
        "say it at 12:30 for note:x and fix: the bug",
      })
  void whatIsQuotedOrCodeIsText(String typed) {
    assertThat(read(typed))
        .isInstanceOfSatisfying(
            Typed.Wish.class,
            wish -> {
              assertThat(wish.text()).isEqualTo(typed);
              assertThat(wish.options().repo()).isEmpty();
            });
  }

  @Test
  void anOptionAtTheEndOfASentenceIsReadWithoutItsFullStop() {
    assertThat(read("add CSV export in Repo:acme/shop, please. Budget:0.50."))
        .isInstanceOfSatisfying(
            Typed.Wish.class,
            wish -> {
              assertThat(wish.text()).isEqualTo("add CSV export in please.");
              assertThat(wish.options().repo()).contains("acme/shop");
              assertThat(wish.options().budgetMicros()).contains(500_000L);
            });
  }

  @Test
  void optionsMayStandAnywhere() {
    assertThat(
            read(
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
    assertThat(read(typed))
        .isInstanceOfSatisfying(
            Typed.Wrong.class, wrong -> assertThat(wrong.line()).contains(answer));
  }

  @Test
  void theTextKeepsItsLines() {
    assertThat(read("first line repo:a/b\nsecond:  line"))
        .isInstanceOfSatisfying(
            Typed.Wish.class,
            wish -> assertThat(wish.text().lines().map(String::strip)).hasSize(2));
  }
}
