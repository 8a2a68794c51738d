package dev.spadework.journal;

import dev.spadework.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** One interleaving after the other, each over an empty record. */
final class Markets implements AutoCloseable {
  private static final List<String> ZONES =
      List.of("UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata");

  private static final int DAYS = 730;
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  private final Path place;
  private final Store store;

  /** In memory where there is a place for it: what is looked for is in the order, not on disk. */
  Markets(Path folder) throws IOException {
    Path memory = Path.of("/dev/shm");
    Path near = Files.isWritable(memory) ? memory : folder;
    place = Files.createTempDirectory(near, "spadework-money");
    store = Store.open("jdbc:sqlite:" + place.resolve("m.db"));
    // What is recorded stays, but here each interleaving begins with an empty record.
    store.write(tx -> tx.update("drop trigger task_events_keep_what_is_there"));
  }

  /** The provider's bill of the interleaving that follows from this seed. */
  Bill play(long seed) {
    Random random = new Random(seed);
    store.write(
        tx -> {
          for (String table : List.of("task_events", "queue", "charges", "starts")) {
            tx.update("delete from " + table);
          }
          return null;
        });
    ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    Market market = new Market(store, random, zone, evening(zone, random));
    market.play(50 + random.nextInt(80));
    return market.bill();
  }

  /** Some day, at any time or shortly before midnight. */
  private static Instant evening(ZoneId zone, Random random) {
    int minutes = random.nextBoolean() ? 23 * 60 + 50 : random.nextInt(24 * 60);
    return FIRST
        .plusDays(random.nextInt(DAYS))
        .atTime(minutes / 60, minutes % 60)
        .atZone(zone)
        .toInstant();
  }

  @Override
  public void close() throws IOException {
    store.close();
    try (Stream<Path> files = Files.list(place)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(place);
  }
}
