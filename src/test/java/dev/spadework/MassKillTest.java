package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.slack.Figures;
import dev.spadework.store.DatabaseKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments, many times. {@code -Dkills=50 -Dseed=7 -Dminutes=5}: whichever
 * of kills and minutes is reached first; runs of different seeds add up.
 */
@Tag("bench")
class MassKillTest {
  private static final List<Wish.Kind> ALL = List.of(Wish.Kind.values());

  @TempDir Path dir;

  private final int kills = Integer.getInteger("kills", 20);
  private final int minutes = Integer.getInteger("minutes", 60);
  private final long seed = Long.getLong("seed", 1);

  @Test
  void oneStoryOnOneFile() throws Exception {
    survives("one story, SQLite", DatabaseKind.SQLITE, 0, List.of(Wish.Kind.CALM), 2);
  }

  @Test
  void allKindsOnOneFile() throws Exception {
    survives("all kinds, SQLite", DatabaseKind.SQLITE, 0, ALL, 4);
  }

  @Test
  void allKindsOverThreeWorkers() throws Exception {
    survives("all kinds, PostgreSQL, three workers", DatabaseKind.POSTGRESQL, 3, ALL, 6);
  }

  @Test
  void allKindsOverThreeWorkersAndTwoHalves() throws Exception {
    String what = "all kinds, PostgreSQL, three workers, two halves for Slack";
    try (Siege siege =
        new Siege(dir, DatabaseKind.POSTGRESQL.url(dir), 3, ALL, 6, seed).balanced()) {
      survives(what, siege);
    }
  }

  @Test
  void allKindsOverThreeWorkersAndTwoSockets() throws Exception {
    String what = "all kinds, PostgreSQL, three workers, two halves by Socket Mode";
    try (Siege siege =
        new Siege(dir, DatabaseKind.POSTGRESQL.url(dir), 3, ALL, 6, seed).overSockets()) {
      survives(what, siege);
    }
  }

  private void survives(
      String what, DatabaseKind kind, int workers, List<Wish.Kind> kinds, int inFlight)
      throws Exception {
    try (Siege siege = new Siege(dir, kind.url(dir), workers, kinds, inFlight, seed)) {
      survives(what, siege);
    }
  }

  private void survives(String what, Siege siege) throws Exception {
    long start = System.nanoTime();
    siege.run(kills, Duration.ofMinutes(minutes));
    SiegeTally tally = new SiegeTally(siege);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    String line = "%s, seed %d, %d s: %s".formatted(what, seed, took.toSeconds(), tally);
    Figures.note("kills", line + " " + tally.problems);
    if (!tally.problems.isEmpty()) {
      Files.writeString(Path.of("target", "kills-" + seed + ".log"), siege.logged());
    }
    assertThat(tally.problems).as(line).isEmpty();
    assertThat(tally.twice).as(line).isLessThanOrEqualTo(tally.callsHit);
    assertThat(tally.unanswered)
        .as(line)
        .isLessThanOrEqualTo(tally.callsHit + tally.done.getOrDefault(Wish.Kind.CANCELLED, 0));
  }
}
