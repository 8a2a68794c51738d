package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.task.Entry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Who hears of entries when they are appended, here or, where the database tells, elsewhere. */
final class News {
  private final List<Consumer<Entry>> listeners = new CopyOnWriteArrayList<>();

  /**
   * Listens to other processes.
   *
   * @param from the entries of a task from a version on
   */
  News(Store store, BiFunction<String, Integer, List<Entry>> from) {
    store.onNotice(
        notice -> {
          int space = notice.lastIndexOf(' ');
          from
              .apply(notice.substring(0, space), Integer.valueOf(notice.substring(space + 1)))
              .stream()
              .limit(1)
              .forEach(this::tell);
        });
  }

  void add(Consumer<Entry> listener) {
    listeners.add(listener);
  }

  void tell(Entry entry) {
    listeners.forEach(listener -> listener.accept(entry));
  }
}
