package dev.spadework.journal;

import dev.spadework.task.Gate;
import dev.spadework.task.Grants;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the provider really billed, kept apart from the record, and held against every cap. The caps
 * are numbers of its own: what the product takes them for is what is tried. A call belongs to the
 * day on which it was made.
 */
final class Bill {
  /** Caps as people set them, in millionths of a US dollar. */
  record Caps(long day, long person, Map<String, Long> repos) {}

  private Caps caps;
  private final Map<String, Long> billed = new HashMap<>();
  private final Map<String, Long> allowed = new HashMap<>();
  private final Map<String, Long> floors = new HashMap<>();
  private final List<Out> out = new ArrayList<>();

  /** How many answers were billed, and how many of them nobody wrote down. */
  int calls;

  int lost;

  /** The most by which a cap was passed, and what could be in flight on it then. */
  long overshoot;

  long inFlightThen;

  /** The most by which a cap was passed beyond the calls in flight on it; above 0: broken. */
  long broken;

  String brokenCap = "none";

  /** How often a cap was passed at all. */
  int passed;

  /** How often a call was made close enough to a cap for all in flight to be able to reach it. */
  int close;

  /** A call that is out. */
  record Out(String task, String person, String repo, long budget, String day, Tariff.Call call) {}

  private record Cap(String name, long micros) {}

  Bill(Caps caps) {
    this.caps = caps;
  }

  Out out(Task task, String day, Tariff.Call made) {
    Out call =
        new Out(
            task.id(),
            task.request().by(),
            task.request().repo(),
            task.request().budgetMicros(),
            day,
            made);
    out.add(call);
    return call;
  }

  /** People set other caps on this day: what was billed until then was right. */
  void set(Caps others, String day) {
    billed.forEach(
        (name, micros) -> {
          if (name.startsWith(day)) {
            floors.merge(name, micros - allowed.getOrDefault(name, 0L), Math::max);
          }
        });
    caps = others;
  }

  /** A person let a task have more: of its own, or beyond today's money. */
  void allow(Task task, Gate gate, String day) {
    long more = Grants.more(gate.subject(), task);
    if (Grants.aboutDay(gate.subject())) {
      for (Cap cap : day(day, task.request().by(), task.request().repo())) {
        allowed.merge(cap.name(), more, Long::sum);
      }
    } else {
      allowed.merge(task.id(), more, Long::sum);
    }
  }

  /** A call came to its end, or to so much of it as is billed, and nobody wrote it down. */
  void lost(Out call, long micros) {
    lost += micros > 0 ? 1 : 0;
    over(call, micros);
  }

  /** A call came to its end and cost so much. */
  void over(Out call, long micros) {
    if (micros > 0) {
      calls++;
      for (Cap cap : caps(call)) {
        billed.merge(cap.name(), micros, Long::sum);
        check(cap);
      }
    }
    out.remove(call);
  }

  private void check(Cap cap) {
    long most =
        Math.max(cap.micros(), floors.getOrDefault(cap.name(), 0L))
            + allowed.getOrDefault(cap.name(), 0L);
    long over = billed.get(cap.name()) - most;
    long flying =
        out.stream()
            .filter(call -> caps(call).stream().anyMatch(c -> c.name().equals(cap.name())))
            .mapToLong(call -> call.call().most())
            .sum();
    close += over + flying > 0 ? 1 : 0;
    if (over <= 0) {
      return;
    }
    passed++;
    if (over - flying > broken) {
      broken = over - flying;
      brokenCap = cap.name();
    }
    if (over > overshoot) {
      overshoot = over;
      inFlightThen = flying;
    }
  }

  private List<Cap> caps(Out call) {
    List<Cap> each = new ArrayList<>(day(call.day(), call.person(), call.repo()));
    each.add(new Cap(call.task(), call.budget()));
    return each;
  }

  private List<Cap> day(String day, String person, String repo) {
    List<Cap> each = new ArrayList<>();
    each.add(new Cap(day, caps.day()));
    each.add(new Cap(day + " " + person, caps.person()));
    if (caps.repos().containsKey(repo)) {
      each.add(new Cap(day + " " + repo, caps.repos().get(repo)));
    }
    return each;
  }
}
