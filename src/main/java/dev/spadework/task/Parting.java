package dev.spadework.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of a plan that is too large for one task. Its parts are runs of its steps; each may
 * be started once, as a task of its own, and when all have been the task that asked ends.
 *
 * @param sized how the plan was cut; empty if none was too large
 * @param started who started which part, from 1
 * @param inOrder who wants each part started once the one before it has its pull request
 * @param opened the task of each part that has one
 */
public record Parting(
    Optional<Aside.PlanSized> sized,
    Map<Integer, String> started,
    Optional<String> inOrder,
    Map<Integer, String> opened) {
  static final Parting NONE = new Parting(Optional.empty(), Map.of(), Optional.empty(), Map.of());

  /** More than the buttons of one message should hold. */
  static final int PARTS_AT_MOST = 12;

  /** What a task ends with whose parts go on without it. */
  public static final String ENDED = "split";

  private static final Pattern NUMBER =
      Pattern.compile("(?:please )?(?:start )?(?:part )?(\\d{1,2})[.!]?");
  private static final Pattern ALL =
      Pattern.compile("(?:please )?(?:start )?(?:them )?all(?: of them)?(?: in order)?[.!]?");
  private static final Pattern ONE =
      Pattern.compile("(?:please )?(?:do )?(?:it )?as one(?: task)?(?: anyway)?[.!]?");

  /**
   * When a plan is too large.
   *
   * @param steps more than so many; 0: any number will do
   * @param files more than so many are named; 0: any number will do
   */
  public record Limit(int steps, int files) {
    /** As it is without settings. */
    public static final Limit USUAL = new Limit(8, 15);
  }

  /** Below so many steps an estimate alone makes no plan too large. */
  public static final int WORTH_PARTING = 4;

  /**
   * How many steps each part has; empty if the plan is not too large.
   *
   * @param estimateMicros what it may cost; 0: not known
   * @param leftMicros what the task's cap leaves for it
   */
  public static List<Integer> cut(Plan plan, Limit limit, long estimateMicros, long leftMicros) {
    int steps = plan.steps().size();
    int parts = 1;
    if (limit.steps() > 0) {
      parts = Math.max(parts, ceil(steps, limit.steps()));
    }
    if (limit.files() > 0) {
      parts = Math.max(parts, ceil(plan.files().size(), limit.files()));
    }
    if (steps >= WORTH_PARTING && leftMicros > 0) {
      parts = (int) Math.max(parts, Math.min(steps, ceil(estimateMicros, leftMicros)));
    }
    parts = Math.min(Math.min(parts, steps), PARTS_AT_MOST);
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; parts > 1 && i < parts; i++) {
      sizes.add(steps * (i + 1) / parts - steps * i / parts);
    }
    return List.copyOf(sizes);
  }

  /** Whether this plan was found too large. */
  boolean of(int planVersion) {
    return sized.filter(cut -> cut.plan() == planVersion).isPresent();
  }

  /** How many parts there are. */
  public int parts() {
    return sized.map(cut -> cut.parts().size()).orElse(0);
  }

  /** The number of a part's first step in the plan, from 1. */
  public int first(int part) {
    return 1 + sized.orElseThrow().parts().stream().limit(part - 1).mapToInt(n -> n).sum();
  }

  /** The steps of a part. */
  public List<Plan.Step> steps(int part, Plan plan) {
    int from = first(part) - 1;
    return plan.steps().subList(from, from + sized.orElseThrow().parts().get(part - 1));
  }

  /** The first part that nobody has started. */
  public Optional<Integer> next() {
    for (int part = 1; part <= parts(); part++) {
      if (!started.containsKey(part)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /**
   * What somebody who may decide does at the open gate about the parts.
   *
   * @param option number of the part on the button, from 0; empty for one of the choices
   */
  public static Optional<TaskEvent> pressed(
      Task task, Gate gate, Choice choice, Optional<Integer> option, String by) {
    Parting now = task.asides().parting();
    if (option.isPresent()) {
      int part = option.get() + 1;
      return part > now.parts() || now.started.containsKey(part)
          ? Optional.empty()
          : Optional.of(new Aside.PartStarted(gate.id(), part, by));
    }
    if (choice == Choice.START_ALL) {
      return now.inOrder.isPresent()
          ? Optional.empty()
          : Optional.of(new Aside.PartsOrdered(gate.id(), by));
    }
    // What was started would be done twice.
    return choice == Choice.AS_ONE && now.begun()
        ? Optional.empty()
        : Optional.of(new TaskEvent.Decided(gate.id(), choice, by, ""));
  }

  /** The same by a reply: a number, all, as one, stop, or what the plan should be instead. */
  public static Optional<TaskEvent> said(Task task, Gate gate, String text, String by) {
    String words = text.strip().toLowerCase(Locale.ROOT);
    Matcher number = NUMBER.matcher(words);
    if (number.matches()) {
      int part = Integer.parseInt(number.group(1));
      return part < 1
          ? Optional.empty()
          : pressed(task, gate, Choice.ANSWER, Optional.of(part - 1), by);
    }
    Optional<Choice> choice =
        ALL.matcher(words).matches()
            ? Optional.of(Choice.START_ALL)
            : ONE.matcher(words).matches()
                ? Optional.of(Choice.AS_ONE)
                : Optional.of(Choice.STOP).filter(stop -> words.matches("stop[.!]?"));
    if (choice.isPresent()) {
      return pressed(task, gate, choice.get(), Optional.empty(), by);
    }
    return task.asides().parting().begun()
        ? Optional.empty()
        : Optional.of(new TaskEvent.Decided(gate.id(), Choice.ANSWER, by, text));
  }

  /** Whether some part goes on already. */
  public boolean begun() {
    return inOrder.isPresent() || !started.isEmpty();
  }

  Parting sized(Aside.PlanSized cut) {
    return begun() ? this : new Parting(Optional.of(cut), Map.of(), Optional.empty(), Map.of());
  }

  Parting started(int part, String by) {
    Map<Integer, String> more = new TreeMap<>(started);
    more.putIfAbsent(part, by);
    return new Parting(sized, Map.copyOf(more), inOrder, opened);
  }

  Parting ordered(String by) {
    return new Parting(sized, started, inOrder.or(() -> Optional.of(by)), opened);
  }

  Parting opened(int part, String task) {
    Map<Integer, String> more = new HashMap<>(opened);
    more.putIfAbsent(part, task);
    return new Parting(sized, started, inOrder, Map.copyOf(more));
  }

  private static int ceil(int number, int by) {
    return (number + by - 1) / by;
  }

  private static long ceil(long number, long by) {
    return (number + by - 1) / by;
  }
}
