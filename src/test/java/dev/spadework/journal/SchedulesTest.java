package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class SchedulesTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Schedules at(Instant time) {
    return new Journal(store, Clock.fixed(time, ZoneOffset.UTC), Redactor.of(List.of()))
        .schedules();
  }

  @Test
  void manyWantItAndOneGetsIt() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try {
      List<Future<Boolean>> all =
          IntStream.range(0, 12)
              .mapToObj(i -> pool.submit(() -> at(NOW).claim("d", "1", "p" + i, LEASE).isPresent()))
              .toList();
      int won = 0;
      for (Future<Boolean> each : all) {
        won += each.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void oneWhoDiedIsReplacedAndTheFirstTimeIsKept() {
    assertThat(at(NOW).claim("d", "1", "p1", LEASE).orElseThrow().fresh()).isTrue();
    assertThat(at(NOW.plusSeconds(119)).claim("d", "1", "p2", LEASE)).isEmpty();
    Schedules.Slot again = at(NOW.plusSeconds(120)).claim("d", "1", "p2", LEASE).orElseThrow();
    assertThat(again.fresh()).isFalse();
    assertThat(again.at()).isEqualTo(NOW);
  }

  @Test
  void whatIsGivenBackCanBeHadAtOnceAndWhatIsDoneNeverAgain() {
    Schedules.Slot first = at(NOW).claim("d", "1", "p1", LEASE).orElseThrow();
    at(NOW).giveBack(first);
    Schedules.Slot second = at(NOW).claim("d", "1", "p2", LEASE).orElseThrow();
    at(NOW).done(second, "C0 1.1");
    assertThat(at(NOW.plus(Duration.ofDays(2))).claim("d", "1", "p1", LEASE)).isEmpty();
    assertThat(at(NOW).done("d", 9)).extracting(Schedules.Slot::note).containsExactly("C0 1.1");
  }

  @Test
  void theLastOnesComeFirstAndOldOnesAreForgotten() {
    for (int day = 1; day <= 3; day++) {
      Instant time = NOW.plus(Duration.ofDays(day * 40L));
      at(time).done(at(time).claim("d", "day " + day, "p", LEASE).orElseThrow(), "");
    }
    assertThat(at(NOW).done("d", 9))
        .extracting(Schedules.Slot::slot)
        .containsExactly("day 3", "day 2");
  }
}
