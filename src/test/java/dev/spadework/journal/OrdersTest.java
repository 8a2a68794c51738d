package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.Rhythm;
import dev.spadework.task.Task;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class OrdersTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Rhythm NIGHTLY =
      new Rhythm(LocalTime.of(2, 30), BERLIN, EnumSet.allOf(DayOfWeek.class));
  private static final int LOOKS = 12;
  private static final Request REQUEST =
      Request.of("bump what is outdated", "acme/billing", 1_000_000, "U1", "C1")
          .kind("change")
          .make();

  @Parameter DatabaseKind database;
  @TempDir Path folder;

  /** What one process does when it looks: opens the store anew, as after a restart. */
  private List<String> look(Instant now) {
    try (Store store = open()) {
      return look(store, now);
    }
  }

  private static List<String> look(Store store, Instant now) {
    Journal journal = at(store, now);
    List<String> made = new ArrayList<>();
    for (Orders.Order order : journal.tasks().orders().standing()) {
      order
          .due(now)
          .ifPresent(
              day -> {
                Journal.Opened opened = journal.open(order.key(day), order.request());
                journal.tasks().orders().seen(order, day, Optional.of(opened.task()), "");
                if (!opened.repeated()) {
                  made.add(now.toString());
                }
              });
    }
    return made;
  }

  private Store open() {
    return Store.open(database.url(folder));
  }

  private static Journal at(Store store, Instant now) {
    return new Journal(store, Clock.fixed(now, ZoneOffset.UTC), Redactor.of(List.of()));
  }

  private Orders.Order make(String key, Instant now) {
    try (Store store = open()) {
      return at(store, now).tasks().orders().make(key, NIGHTLY, REQUEST);
    }
  }

  @Test
  void eachNightHasOneTaskOverBothChangesOfTheClockAndManyRestarts() {
    for (String from : List.of("2026-03-27T12:00:00Z", "2026-10-23T12:00:00Z")) {
      Instant start = Instant.parse(from);
      Orders.Order order = make("k" + from, start);
      List<String> made = new ArrayList<>();
      // Two processes look at each quarter of an hour; both start anew every three hours.
      for (int i = 0; i < 4 * 24 * 4; i += LOOKS) {
        try (Store one = open();
            Store other = open()) {
          for (int j = i; j < i + LOOKS; j++) {
            made.addAll(look(one, start.plus(Duration.ofMinutes(15L * j))));
            made.addAll(look(other, start.plus(Duration.ofMinutes(15L * j))));
          }
        }
      }
      assertThat(made)
          .containsExactlyElementsOf(
              from.startsWith("2026-03")
                  ? List.of(
                      "2026-03-28T01:30:00Z",
                      "2026-03-29T01:30:00Z",
                      "2026-03-30T00:30:00Z",
                      "2026-03-31T00:30:00Z")
                  : List.of(
                      "2026-10-24T00:30:00Z",
                      "2026-10-25T00:30:00Z",
                      "2026-10-26T01:30:00Z",
                      "2026-10-27T01:30:00Z"));
      try (Store store = open()) {
        at(store, start).tasks().orders().stop(order.id(), "U1");
      }
    }
  }

  @Test
  void ofManyProcessesThatLookAtOnceOneMakesTheTask() throws Exception {
    make("k", Instant.parse("2026-11-22T12:00:00Z"));
    Instant due = Instant.parse("2026-11-23T01:30:00Z");
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> all =
          IntStream.range(0, 8).mapToObj(i -> pool.submit(() -> look(due))).toList();
      int made = 0;
      for (Future<List<String>> one : all) {
        made += one.get().size();
      }
      assertThat(made).isEqualTo(1);
    } finally {
      pool.shutdown();
    }
    try (Store store = open()) {
      assertThat(at(store, due).tasks().recent(10)).extracting(Task::id).hasSize(1);
    }
  }

  @Test
  void aNightThatNobodyWasHereForIsMadeUpForOnTheSameDayOnly() {
    make("k", Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(look(Instant.parse("2026-11-23T22:00:00Z"))).hasSize(1);
    assertThat(look(Instant.parse("2026-11-26T22:00:00Z"))).hasSize(1);
    assertThat(look(Instant.parse("2026-11-26T22:30:00Z"))).isEmpty();
  }

  @Test
  void anOrderMadeAfterItsTimeBeginsTheNextDay() {
    make("k", Instant.parse("2026-11-22T12:00:00Z"));
    assertThat(look(Instant.parse("2026-11-22T20:00:00Z"))).isEmpty();
  }

  @Test
  void theSameRequestTwiceIsOneOrderAndAStoppedNumberIsNotUsedAgain() {
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    int first = make("k", now).id();
    assertThat(make("k", now).id()).isEqualTo(first);
    try (Store store = open()) {
      Orders orders = at(store, now).tasks().orders();
      assertThat(orders.byId(first).orElseThrow().request()).isEqualTo(REQUEST);
      assertThat(orders.byId(first).orElseThrow().rhythm()).isEqualTo(NIGHTLY);
      assertThat(orders.stop(first, "U1")).isTrue();
      assertThat(orders.stop(first, "U1")).isFalse();
      assertThat(orders.standing()).isEmpty();
    }
    assertThat(make("other", now).id()).isGreaterThan(first);
  }
}
