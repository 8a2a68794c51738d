package dev.spadework.journal;

import dev.spadework.store.Store;
import dev.spadework.store.Tx;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Replays every task from the record and compares what follows from it with what is there: the
 * queue, the messages in Slack that we know of, the large things that entries name. Changes
 * nothing.
 */
public final class Verification {
  private final Store store;
  private final Journal journal;

  /** Of this record. */
  public Verification(Store store, Journal journal) {
    this.store = store;
    this.journal = journal;
  }

  /**
   * What was found.
   *
   * @param problems one line each; empty if all is well
   */
  public record Report(int tasks, long entries, int queued, int blobs, List<String> problems) {
    public Report {
      problems = List.copyOf(problems);
    }
  }

  private record Queued(String person, String repo, boolean begun, long readyAt) {
    /** Nobody keeps a row up to date with a time that has passed. */
    Queued asOf(Task task) {
      return new Queued(person, repo, begun, Math.max(readyAt, task.at().toEpochMilli()));
    }
  }

  private record Placed(long seq, Entry entry) {}

  /** Looks at one snapshot of all of it. */
  public Report look() {
    return store.read(this::look);
  }

  private Report look(Tx tx) {
    List<String> problems = new ArrayList<>();
    Map<String, Queued> queue = queue(tx);
    Set<String> blobs = new HashSet<>(tx.list("select name from blobs", row -> row.text("name")));
    blobs.addAll(archived(tx, problems));
    List<String> ids =
        tx.list(
            "select distinct task_id from task_events order by task_id",
            row -> row.text("task_id"));
    long entries = 0;
    for (String id : ids) {
      List<Placed> placed = placed(tx, id, problems);
      entries += placed.size();
      Optional<Task> task = replayed(id, placed, problems);
      Optional<Queued> row = Optional.ofNullable(queue.get(id));
      task.ifPresent(each -> compare(each, row, problems));
      task.ifPresent(each -> named(each, placed, blobs, problems));
      messages(id, placed, problems);
    }
    queue.keySet().stream()
        .filter(id -> !ids.contains(id))
        .forEach(id -> problems.add(id + ": in the queue, but not in the record"));
    cursors(tx, problems);
    return new Report(ids.size(), entries, queue.size(), blobs.size(), problems);
  }

  /** All of it is unpacked: damage is to be found before it is wanted. */
  private static List<String> archived(Tx tx, List<String> problems) {
    List<String> names = tx.list("select name from archive order by name", row -> row.text("name"));
    for (String name : names) {
      try {
        tx.first("select form, bytes from archive where name = ?", Blobs::packed, name)
            .ifPresent(Packed::unpacked);
      } catch (UncheckedIOException e) {
        problems.add(name + ": " + e.getMessage());
      }
    }
    return names;
  }

  private static Map<String, Queued> queue(Tx tx) {
    Map<String, Queued> queue = new TreeMap<>();
    tx.list(
            "select task_id, person, repo, begun, ready_at from queue",
            row ->
                Map.entry(
                    row.text("task_id"),
                    new Queued(
                        row.text("person"),
                        row.text("repo"),
                        row.number("begun") != 0,
                        row.number("ready_at"))))
        .forEach(entry -> queue.put(entry.getKey(), entry.getValue()));
    return queue;
  }

  private List<Placed> placed(Tx tx, String id, List<String> problems) {
    try {
      return tx.list(
          """
          select seq, task_id, version, at, type, body from task_events
          where task_id = ? order by version""",
          row -> new Placed(row.number("seq"), journal.entry(row)),
          id);
    } catch (IllegalStateException e) {
      problems.add(id + ": " + e.getMessage());
      return List.of();
    }
  }

  private static Optional<Task> replayed(String id, List<Placed> placed, List<String> problems) {
    long before = 0;
    for (int i = 0; i < placed.size(); i++) {
      if (placed.get(i).entry().version() != i + 1) {
        problems.add(id + ": entry " + (i + 1) + " is missing");
        return Optional.empty();
      }
      if (placed.get(i).seq() <= before) {
        problems.add(id + ": entry " + (i + 1) + " stands before the one that it follows");
      }
      before = placed.get(i).seq();
    }
    try {
      return placed.isEmpty()
          ? Optional.empty()
          : Optional.of(Task.of(placed.stream().map(Placed::entry).toList()));
    } catch (RuntimeException e) {
      problems.add(id + ": cannot be replayed: " + e);
      return Optional.empty();
    }
  }

  private static void compare(Task task, Optional<Queued> row, List<String> problems) {
    if (task.rests()) {
      if (row.isPresent()) {
        problems.add(task.id() + ": in the queue, but it needs no worker");
      }
      return;
    }
    Queued should =
        new Queued(
            task.request().by(),
            task.request().repo(),
            task.claimed(),
            task.readyAt().toEpochMilli());
    if (row.isEmpty()) {
      problems.add(task.id() + ": needs a worker, but is not in the queue");
    } else if (!row.get().asOf(task).equals(should.asOf(task))) {
      problems.add(task.id() + ": is in the queue otherwise than the record says");
    }
  }

  /** What a task that goes on will need; of one that ended it may have been cleared away. */
  private static void named(
      Task task, List<Placed> placed, Set<String> blobs, List<String> problems) {
    if (task.ending().isPresent()) {
      return;
    }
    Set<String> needed = new HashSet<>();
    Optional<String> tree = Optional.empty();
    for (Placed each : placed) {
      if (each.entry().event() instanceof TaskEvent.ToolReturned returned) {
        returned.output().ifPresent(needed::add);
      } else if (each.entry().event() instanceof TaskEvent.Checkpointed checkpoint) {
        tree = Optional.of(checkpoint.blob());
      }
    }
    tree.ifPresent(needed::add);
    needed.stream()
        .filter(name -> !name.isEmpty() && !blobs.contains(name))
        .sorted()
        .forEach(name -> problems.add(task.id() + ": " + name + " is named, but not kept"));
  }

  private static void messages(String id, List<Placed> placed, List<String> problems) {
    Map<String, String> places = new TreeMap<>();
    for (Placed each : placed) {
      if (each.entry().event() instanceof TaskEvent.Posted posted) {
        String before = places.put(posted.message(), posted.ts());
        if (before != null && !before.equals(posted.ts())) {
          problems.add(id + ": the message " + posted.message() + " was posted twice");
        }
      }
    }
  }

  private static void cursors(Tx tx, List<String> problems) {
    long end =
        tx.first("select coalesce(max(seq), 0) as seq from task_events", row -> row.number("seq"))
            .orElse(0L);
    tx.list("select name from cursors where seq > ?", row -> row.text("name"), end)
        .forEach(name -> problems.add("the follower " + name + " is ahead of the record"));
  }
}
