package dev.spadework.crash;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One story from the request to its end, in which the bot dies at one point or nowhere.
 *
 * @param ending how it ended
 * @param points all that the first life passed
 * @param reached whether the bot died
 * @param wrong what must not be, whatever the calm run was like; empty if all is well
 */
record Run(Ending ending, List<Fate.Point> points, boolean reached, List<String> wrong) {
  private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);

  static Run of(Path dir, String database, Tale tale, Optional<Fate.Point> fatal) throws Exception {
    try (Town town = new Town(dir, database, tale)) {
      Fate fate = new Fate(fatal);
      Life life = town.live(fate);
      Scene scene = new Scene(town);
      try {
        long end = System.nanoTime() + PATIENCE;
        Glance glance = new Glance(town);
        while (!glance.worthALook() || !settled(town, scene, tale)) {
          if (System.nanoTime() > end) {
            throw new AssertionError(tale.name() + " " + fatal + " is not over\n" + told(town));
          }
          if (life.fate.dead()) {
            life.close();
            life = town.live(new Fate(Optional.empty()));
          }
          scene.redeliver();
          scene.command(tale.command());
          if (glance.worthALook()) {
            tale.people().accept(scene);
          }
          glance.again();
        }
        List<Fate.Point> points = fate.passed();
        return new Run(Ending.of(town, scene), points, fate.dead(), wrong(town, scene));
      } finally {
        life.close();
      }
    }
  }

  /** All tasks are over, and Slack shows all of the record. */
  private static boolean settled(Town town, Scene scene, Tale tale) {
    List<Task> tasks = scene.tasks();
    var thread = town.record.follower("thread");
    return tasks.size() >= tale.tasks()
        && tasks.stream().allMatch(task -> task.ending().isPresent())
        && scene.quiet()
        && thread.place() == thread.end();
  }

  /** What is wrong whatever the story. */
  static List<String> wrong(Town town, Scene scene) {
    List<String> wrong = new ArrayList<>();
    Map<Town.Ran, Integer> ran = new HashMap<>();
    town.commands.forEach(each -> ran.merge(each, 1, Integer::sum));
    for (Task task : scene.tasks()) {
      List<Entry> entries = town.record.entries(task.id());
      long asked = count(entries, TaskEvent.ModelAsked.class);
      long replied = count(entries, TaskEvent.ModelReplied.class);
      if (asked - replied > task.spend().lost() + 1) {
        wrong.add(asked + " model calls, " + replied + " replies, lost " + task.spend().lost());
      }
      Map<String, Integer> started = Commands.started(entries);
      ran.forEach(
          (each, times) -> {
            int known = started.getOrDefault(each.command(), times);
            if (each.task().equals(task.id()) && times > known) {
              wrong.add(each.command() + " ran " + times + " times, written down " + known);
            }
          });
      List<String> returned = new ArrayList<>();
      for (Entry entry : entries) {
        if (entry.event() instanceof TaskEvent.ToolReturned result) {
          if (returned.contains(result.call())) {
            wrong.add("the call " + result.call() + " returned twice");
          }
          returned.add(result.call());
        }
        if (entry.event() instanceof TaskEvent.GaveUp gaveUp
            && gaveUp.blame() == dev.spadework.task.Ending.Blame.US) {
          wrong.add("it blames itself: " + gaveUp.reason());
        }
      }
    }
    return wrong;
  }

  private static long count(List<Entry> entries, Class<?> shape) {
    return entries.stream().map(Entry::event).filter(shape::isInstance).count();
  }

  static String told(Town town) {
    StringBuilder told = new StringBuilder();
    for (Task task : town.record.tasks().recent(10)) {
      told.append(task.id()).append(' ').append(task.phase()).append('\n');
      for (Entry entry : town.record.entries(task.id())) {
        String text = entry.event().toString();
        told.append("  ").append(text, 0, Math.min(text.length(), 200)).append('\n');
      }
    }
    Messages.of(town.slack)
        .forEach(m -> told.append(m.task()).append(' ').append(m.name()).append('\n'));
    return told.toString();
  }
}
