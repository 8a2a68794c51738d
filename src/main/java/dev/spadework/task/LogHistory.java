package dev.spadework.task;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What earlier scans of a repository's logs left behind.
 *
 * @param positions how far configured files have been read
 * @param dismissed kinds that people want no task for, newest first
 * @param underway tasks that are not over, by the kind that they see to
 */
public record LogHistory(
    List<LogScan.Position> positions,
    List<LogScan.Mark> dismissed,
    Map<LogScan.Mark, String> underway) {
  /** Nothing was scanned before. */
  public static final LogHistory NONE = new LogHistory(List.of(), List.of(), Map.of());

  /** So many kinds are remembered; the oldest are forgotten first. */
  private static final int MOST = 500;

  /**
   * What these tasks left behind.
   *
   * @param scans that were reported, newest first
   * @param alive whether the task of this id is not over
   */
  public static LogHistory of(List<Task> scans, Predicate<String> alive) {
    Set<LogScan.Mark> dismissed = new LinkedHashSet<>();
    Map<LogScan.Mark, String> underway = new LinkedHashMap<>();
    for (Task task : scans) {
      LogScan scan = task.logs();
      scan.dismissed().keySet().forEach(n -> scan.mark(n).ifPresent(dismissed::add));
      scan.opened().entrySet().stream()
          .filter(child -> alive.test(child.getValue()))
          .forEach(
              child ->
                  scan.mark(child.getKey())
                      .ifPresent(mark -> underway.putIfAbsent(mark, child.getValue())));
    }
    scans.forEach(task -> task.logs().read().ifPresent(read -> dismissed.addAll(read.dismissed())));
    List<LogScan.Position> positions =
        scans.stream()
            .findFirst()
            .flatMap(task -> task.logs().read())
            .map(LogEvent.LogsRead::marks)
            .orElse(List.of());
    return new LogHistory(positions, dismissed.stream().limit(MOST).toList(), Map.copyOf(underway));
  }

  /** Whether people want no task for this kind. */
  public boolean dismissed(LogScan.Mark kind) {
    return dismissed.stream().anyMatch(mark -> mark.covers(kind));
  }

  /** The task that sees to this kind. */
  public Optional<String> underway(LogScan.Mark kind) {
    return underway.entrySet().stream()
        .filter(task -> task.getKey().covers(kind))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
