package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.slack.Figures;
import dev.spadework.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No interleaving of tasks, people, workers, deaths, prices and days passes a cap by more than the
 * worst case of the calls in flight. The bill is kept by the provider's side, not by the record.
 */
class MoneyPropertyTest {
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata");

  /** So many interleavings share a database, each with days of its own. */
  private static final int SHARED = 15;

  @TempDir Path folder;

  private final List<Path> places = new ArrayList<>();
  private int calls;
  private int passed;
  private long overshoot;
  private long inFlight;

  @Test
  void noInterleavingPassesACapByMoreThanTheCallsInFlight() throws IOException {
    play(20, 1);
    assertThat(overshoot).as("with every call accounted for, none is passed at all").isZero();
    assertThat(calls).as("calls that were billed").isGreaterThan(60);
  }

  @Test
  @Tag("bench")
  void norDoesAnyOfThousands() throws IOException {
    int many = Integer.getInteger("interleavings", 20_000);
    play(many, 20_261_122);
    Figures.note(
        "money",
        String.format(
            Locale.ROOT,
            "%,d interleavings, %,d billed calls: caps passed %d times, at most by $%.4f with"
                + " $%.4f in flight",
            many,
            calls,
            passed,
            overshoot / 1e6,
            inFlight / 1e6));
  }

  private void play(int interleavings, long seed) throws IOException {
    Store store = null;
    try {
      Instant now = Instant.EPOCH;
      for (int i = 0; i < interleavings; i++) {
        if (i % SHARED == 0) {
          if (store != null) {
            store.close();
            tidyUp();
          }
          store = Store.open("jdbc:sqlite:" + place(i).resolve("m.db"));
          now = Instant.parse("2026-03-20T12:00:00Z");
        }
        Random random = new Random(seed + i);
        ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        Market market = new Market(store, random, zone, evening(now, zone, random), i);
        now = market.play(100 + random.nextInt(150));
        Bill bill = market.bill;
        assertThat(bill.broken).as("interleaving %d passed a cap", i).isLessThanOrEqualTo(0);
        calls += bill.calls;
        passed += bill.passed;
        if (bill.overshoot > overshoot) {
          overshoot = bill.overshoot;
          inFlight = bill.inFlightThen;
        }
      }
    } finally {
      if (store != null) {
        store.close();
      }
    }
  }

  /** Some day after the one before, at any time or shortly before midnight. */
  private static Instant evening(Instant now, ZoneId zone, Random random) {
    LocalDate day = now.atZone(zone).toLocalDate().plusDays(2);
    int minutes = random.nextBoolean() ? 23 * 60 + 50 : random.nextInt(24 * 60);
    return day.atTime(minutes / 60, minutes % 60).atZone(zone).toInstant();
  }

  /** In memory where there is a place for it: what is looked for is in the order, not on disk. */
  private Path place(int number) throws IOException {
    Path memory = Path.of("/dev/shm");
    if (Files.isWritable(memory)) {
      Path place = Files.createTempDirectory(memory, "spadework-money");
      places.add(place);
      return place;
    }
    return Files.createDirectories(folder.resolve("m" + number));
  }

  @AfterEach
  void tidyUp() throws IOException {
    for (Path place : places) {
      try (Stream<Path> files = Files.list(place)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(place);
    }
    places.clear();
  }
}
