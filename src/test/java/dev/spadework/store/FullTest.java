package dev.spadework.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that may not grow, and then may. */
class FullTest {
  @TempDir Path folder;

  @Test
  void whatWasRefusedForWantOfRoomIsTakenOnceThereIsRoom() {
    try (Store store = Store.open(DatabaseKind.SQLITE.url(folder))) {
      store.write(tx -> tx.update("create table things (name text)"));
      limit(store, "1");
      assertThatThrownBy(() -> write(store, 100_000)).hasMessageContaining("full");
      assertThatThrownBy(() -> write(store, 100_000)).hasMessageContaining("full");
      limit(store, "1000000");
      write(store, 100_000);
      assertThat(store.<Long>read(tx -> count(tx))).isEqualTo(1);
    }
  }

  private static void limit(Store store, String pages) {
    store.write(tx -> tx.list("pragma max_page_count = " + pages, row -> ""));
  }

  private static void write(Store store, int size) {
    store.write(tx -> tx.update("insert into things values (?)", "x".repeat(size)));
  }

  private static long count(Tx tx) {
    return tx.first("select count(*) as n from things", row -> row.number("n")).orElseThrow();
  }
}
