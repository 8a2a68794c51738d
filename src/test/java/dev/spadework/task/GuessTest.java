package dev.spadework.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Requests as people type them, and the kind that rules take them for. */
class GuessTest {
  private static final String LOG =
      "\n2026-11-22 03:00:01 INFO start\n2026-11-22 03:00:02 ERROR no such column\n"
          + "2026-11-22 03:00:02 ERROR import stopped\n";

  @ParameterizedTest(name = "{2}: {0}")
  @CsvFileSource(resources = "/kinds.txt", delimiter = '|')
  void fortyRequests(String kind, String planner, String text) {
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
