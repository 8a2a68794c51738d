package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.attacks.Disarmed;
import dev.spadework.attacks.Disarmed.Instead;
import dev.spadework.slack.Figures;
import dev.spadework.task.Spend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each part of what keeps the caps is needed: with it switched off, interleavings as those of
 * {@link MoneyPropertyTest} pass a cap by more than the calls in flight.
 */
@Tag("bench")
class MoneyDefencesTest {
  /** Interleavings until one has to be found. */
  private static final int PATIENCE = Integer.getInteger("patience", 4000);

  private static final String SPEND = "dev.spadework.task.Spend#";
  private static final String CAPS = "dev.spadework.journal.DayCaps#";
  private static final Instead FREE = (self, arguments) -> 0L;
  private static final Instead NO_CAP = (self, arguments) -> DayCaps.UNLIMITED;

  @TempDir Path folder;

  record Defence(String name, String where, Instead without) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Defence> defences() {
    return Stream.of(
            new Defence(
                "what is reserved for other tasks is taken off",
                "dev.spadework.journal.Purse#reserved",
                (self, arguments) -> List.of()),
            new Defence(
                "what was charged today is taken off",
                "dev.spadework.journal.Purse#charged",
                (self, arguments) -> List.of()),
            new Defence("a call that was cut off is counted", SPEND + "lostMicros", FREE),
            new Defence(
                "a call that is out when its worker dies is counted",
                SPEND + "claimed",
                (self, arguments) -> cleared((Spend) self)),
            new Defence(
                "a call is written down before it is paid",
                SPEND + "asked",
                (self, arguments) -> self),
            new Defence(
                "a call that was cut off keeps its reserve until it is counted",
                SPEND + "inFlight",
                (self, arguments) -> false),
            new Defence(
                "a call is checked at its worst case",
                "dev.spadework.llm.Prices#worst",
                (self, arguments) -> Math.min((long) arguments[1], 1_000)),
            new Defence(
                "the task's cap is looked at", "dev.spadework.task.Limits#missingToTask", FREE),
            new Defence("the day's cap is looked at", CAPS + "dayMicros", NO_CAP),
            new Defence("the person's cap is looked at", CAPS + "personMicros", NO_CAP),
            new Defence("the repository's cap is looked at", CAPS + "repo", NO_CAP))
        .filter(each -> each.name().contains(System.getProperty("defence", "")));
  }

  private static Spend cleared(Spend spend) {
    return new Spend(
        spend.calls(),
        spend.micros(),
        spend.usage(),
        0,
        spend.cutOff(),
        spend.active(),
        spend.since());
  }

  @ParameterizedTest
  @MethodSource("defences")
  void withoutItACapIsPassed(Defence defence) throws Exception {
    try (Disarmed disarmed = Disarmed.of(defence.where(), defence.without())) {
      int found = found();
      Figures.note(
          "money", "without this a cap is passed in interleaving " + found + ": " + defence);
      assertThat(found).as("the interleaving that passes a cap").isPositive();
    }
  }

  private int found() throws IOException {
    try (Markets markets = new Markets(folder)) {
      for (int i = 1; i <= PATIENCE; i++) {
        if (markets.play(i).broken > 0) {
          return i;
        }
      }
    }
    return 0;
  }
}
