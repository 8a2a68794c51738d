package dev.spadework.journal;

import dev.spadework.task.Gate;
import dev.spadework.task.Grants;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the provider really billed, kept apart from the record, and held against every cap. */
final class Bill {
  private final DayCaps caps;
  private final Map<String, Long> billed = new HashMap<>();
  private final Map<String, Long> allowed = new HashMap<>();
  private final List<Out> out = new ArrayList<>();

  /** How often something was billed. */
  int calls;

  /** The most by which a cap was passed, and what could be in flight then. */
  long overshoot;

  long inFlightThen;

  /** The most by which a cap was passed beyond the calls in flight; above 0: broken. */
  long broken;

  /** How often a cap was passed at all. */
  int passed;

  /** A call that is out. */
  record Out(String task, String person, String repo, long budget, long worst) {}

  private record Cap(String name, long micros) {}

  Bill(DayCaps caps) {
    this.caps = caps;
  }

  Out out(Task task, long worst) {
    Out call =
        new Out(
            task.id(),
            task.request().by(),
            task.request().repo(),
            task.request().budgetMicros(),
            worst);
    out.add(call);
    return call;
  }

  /** A person let a task have more: of its own, or beyond today's money. */
  void allow(Task task, Gate gate, String day) {
    long more = Grants.more(gate.subject(), task);
    if (Grants.aboutDay(gate.subject())) {
      for (Cap cap : day(day, new Out("", task.request().by(), task.request().repo(), 0, 0))) {
        allowed.merge(cap.name(), more, Long::sum);
      }
    } else {
      allowed.merge(task.id(), more, Long::sum);
    }
  }

  /** A call came to its end and cost so much. */
  void over(Out call, long micros, String day) {
    if (micros > 0) {
      calls++;
      List<Cap> each = new ArrayList<>(day(day, call));
      each.add(new Cap(call.task(), call.budget()));
      for (Cap cap : each) {
        billed.merge(cap.name(), micros, Long::sum);
        check(cap);
      }
    }
    out.remove(call);
  }

  private void check(Cap cap) {
    if (cap.micros() == DayCaps.UNLIMITED) {
      return;
    }
    long over = billed.get(cap.name()) - cap.micros() - allowed.getOrDefault(cap.name(), 0L);
    if (over <= 0) {
      return;
    }
    long flying = out.stream().mapToLong(Out::worst).sum();
    passed++;
    broken = Math.max(broken, over - flying);
    if (over > overshoot) {
      overshoot = over;
      inFlightThen = flying;
    }
  }

  private List<Cap> day(String day, Out call) {
    return List.of(
        new Cap(day, caps.dayMicros()),
        new Cap(day + " " + call.person(), caps.personMicros()),
        new Cap(day + " " + call.repo(), caps.repo(call.repo())));
  }
}
