package dev.spadework;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.desk.Message;
import dev.spadework.journal.Journal;
import dev.spadework.journal.Verification;
import dev.spadework.redact.Redactor;
import dev.spadework.store.Store;
import dev.spadework.task.Entry;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What came of a {@link Siege}, counted at the stand-ins and in the record. */
final class SiegeTally {
  /** An answer that has left may not be written down yet. */
  private static final long WRITING = 400_000_000L;

  final List<String> problems = new ArrayList<>();
  final Map<Wish.Kind, Integer> done = new TreeMap<>();
  int tasks;
  int pulls;
  int twice;
  int unanswered;
  int killsInCalls;
  int callsHit;
  int messages;
  int commands;

  private final Siege siege;

  SiegeTally(Siege siege) {
    this.siege = siege;
    Map<String, Integer> pullsOf = pulls();
    try (Store store = Store.open(siege.url())) {
      Journal journal = new Journal(store, Clock.systemUTC(), Redactor.of(List.of()));
      for (Wish wish : siege.wishes()) {
        look(wish, journal, pullsOf);
      }
      problems.addAll(new Verification(store, journal).look().problems());
    }
    calls();
  }

  private Map<String, Integer> pulls() {
    Map<String, Integer> of = new HashMap<>();
    for (JsonNode pull : siege.world.github.pulls(Outside.REPO)) {
      String branch = pull.at("/head/ref").asText();
      of.merge(
          branch.substring("spadework/".length(), "spadework/t-xxxxxxxx".length()),
          1,
          Integer::sum);
      pulls++;
    }
    return of;
  }

  private void look(Wish wish, Journal journal, Map<String, Integer> pullsOf) {
    if (!wish.over() || !wish.problem().isEmpty()) {
      problems.add("lost: " + wish + " " + wish.problem().lines().findFirst().orElse(""));
    }
    Map<String, Integer> names = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    boolean ready = false;
    for (Message message : wish.messages()) {
      if (!Wish.name(message).isEmpty()) {
        messages++;
        names.merge(Wish.name(message), 1, Integer::sum);
        ids.add(Wish.task(message));
        ready |= Wish.name(message).equals("outcome") && message.says("pull/");
      }
    }
    names.forEach((name, count) -> expect(wish, name + " messages", count, 1));
    for (String name : List.of("root", "card", "outcome")) {
      expect(wish, name, names.getOrDefault(name, 0), 1);
    }
    expect(wish, "tasks", ids.size(), 1);
    tasks += ids.size();
    done.merge(wish.kind, 1, Integer::sum);
    boolean delivered = ready || wish.kind != Wish.Kind.CANCELLED;
    for (String id : ids) {
      expect(wish, "pull requests", pullsOf.getOrDefault(id, 0), delivered ? 1 : 0);
      record(wish, journal.entries(id));
    }
  }

  private void record(Wish wish, List<Entry> entries) {
    Map<String, Integer> started = new HashMap<>();
    int replied = 0;
    for (Entry entry : entries) {
      if (entry.event() instanceof TaskEvent.ToolStarted tool) {
        started.merge(tool.call(), 1, Integer::sum);
      } else if (entry.event() instanceof TaskEvent.ModelReplied) {
        replied++;
      } else if (entry.event() instanceof TaskEvent.GaveUp gave) {
        problems.add(wish + " gave up: " + gave);
      }
    }
    commands += started.size();
    started.forEach((call, count) -> expect(wish, "starts of " + call, count, 1));
    long asked = siege.model.calls().stream().filter(call -> call.wish() == wish.number).count();
    unanswered += Math.max(0, asked - replied);
    if (asked < replied) {
      problems.add(wish + " has replies that nobody was asked for");
    }
  }

  private void calls() {
    Map<String, Integer> shown = new HashMap<>();
    for (MixedTasks.Call call : siege.model.calls()) {
      shown.merge(call.shown(), 1, Integer::sum);
      if (call.wish() < 0) {
        problems.add("a call of no task: " + call.shown());
      }
    }
    twice = shown.values().stream().mapToInt(count -> count - 1).sum();
    for (Siege.Kill kill : siege.kills) {
      int open = 0;
      for (MixedTasks.Call call : siege.model.calls()) {
        open += call.start() <= kill.at() && kill.at() <= call.end() + WRITING ? 1 : 0;
      }
      callsHit += open;
      killsInCalls += open > 0 ? 1 : 0;
    }
  }

  private void expect(Wish wish, String what, int count, int wanted) {
    if (count != wanted) {
      problems.add(wish + ": " + what + " " + count + " instead of " + wanted);
    }
  }

  @Override
  public String toString() {
    return "%d kills (%d at start-up), %d tasks %s, %d pull requests, %d messages, %d tool calls; model asked twice %d, replies lost %d, calls open at kills %d in %d kills"
        .formatted(
            siege.kills.size(),
            siege.kills.stream().filter(kill -> !kill.ready()).count(),
            tasks,
            done,
            pulls,
            messages,
            commands,
            twice,
            unanswered,
            callsHit,
            killsInCalls);
  }
}
