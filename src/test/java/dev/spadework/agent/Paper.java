package dev.spadework.agent;

import dev.spadework.task.Entry;
import dev.spadework.task.LogHistory;
import dev.spadework.task.Reserve;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A record on paper: a notebook without a database. Each entry is a second later. */
final class Paper implements Notebook {
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, byte[]> kept = new HashMap<>();

  @Override
  public Task task() {
    return Task.of(entries);
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public Task write(TaskEvent event) {
    entries.add(new Entry(Told.ID, entries.size() + 1, now(), event));
    return task();
  }

  @Override
  public void keep(String name, byte[] bytes) {
    kept.put(name, bytes);
  }

  @Override
  public void drop(String name) {
    kept.remove(name);
  }

  @Override
  public Optional<byte[]> kept(String name) {
    return Optional.ofNullable(kept.get(name));
  }

  @Override
  public Reserve dayLeft() {
    return Reserve.of(1_000_000, 1_000_000);
  }

  @Override
  public LogHistory logsBefore() {
    return LogHistory.NONE;
  }

  @Override
  public Instant now() {
    return Told.NOON.plusSeconds(entries.size());
  }

  /** The events of this shape, oldest first. */
  <T extends TaskEvent> List<T> all(Class<T> shape) {
    return entries.stream().map(Entry::event).filter(shape::isInstance).map(shape::cast).toList();
  }
}
