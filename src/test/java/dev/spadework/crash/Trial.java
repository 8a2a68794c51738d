package dev.spadework.crash;

import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * One story in a world that fails: each fault befalls the next call that it is for. Whoever looks
 * on waits until the thread says what is waited for, notes it, and puts the clock forward.
 */
final class Trial implements AutoCloseable {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);

  final Town town;
  final Scene scene;
  private final Tale tale;
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final List<Met> met = new ArrayList<>();
  private Optional<Instant> back = Optional.empty();
  private Optional<Fault> now = Optional.empty();
  private Instant since = Instant.MIN;
  private Duration hurry = Duration.ZERO;
  private Act meanwhile = () -> {};
  private Life life;

  /**
   * Something that goes wrong.
   *
   * @param name as the table has it
   * @param of which calls, by their names
   * @param passage what becomes of the call
   * @param lasts by the clock; zero: for one call
   */
  record Fault(String name, Predicate<String> of, Passage passage, Duration lasts) {
    static Fault once(String name, String of, Passage passage) {
      return new Fault(name, call -> call.matches(of), passage, Duration.ZERO);
    }
  }

  /**
   * A fault that was met.
   *
   * @param said what the thread said meanwhile; empty: nothing
   * @param waited from the fault until it was tried again with success, by the clock
   */
  record Met(Fault fault, List<String> said, Duration waited) {}

  Trial(Path dir, String database, Tale tale, Fault... some) throws Exception {
    this(new Town(dir, database, tale), tale, some);
  }

  Trial(Town town, Tale tale, Fault... some) throws Exception {
    this.tale = tale;
    this.town = town;
    scene = new Scene(town);
    faults.addAll(List.of(some));
    town.weather((name, call) -> weather(name));
    life = town.live(new Fate(Optional.empty()));
  }

  /** Something done at a time of its own, which may fail. */
  interface Act {
    void now() throws Exception;
  }

  /** Done at each look. */
  void meanwhile(Act act) {
    meanwhile = act;
  }

  /** What the thread says while it waits; the trouble is ended once it has said so. */
  List<String> whenItWaits(Act ends) throws Exception {
    List<String> said = new ArrayList<>();
    faults.clear();
    met.add(new Met(Fault.once("own", ".*", Passage.through()), said, Duration.ZERO));
    AtomicBoolean over = new AtomicBoolean();
    meanwhile(
        () -> {
          if (!said.isEmpty() && !over.getAndSet(true)) {
            ends.now();
          }
        });
    return said;
  }

  /** While Slack does not show all, the clock goes on by so much at each look. */
  Trial hurry(Duration each) {
    hurry = each;
    return this;
  }

  private synchronized Optional<Passage> weather(String name) {
    again(name);
    if (back.isPresent() && now.isPresent()) {
      if (!now.get().of().test(name)) {
        return Optional.empty();
      }
      if (town.clock.instant().isBefore(back.get())) {
        return now.map(this::passage);
      }
      back = Optional.empty();
    }
    Optional<Fault> next = Optional.ofNullable(faults.peek()).filter(f -> f.of().test(name));
    if (next.isEmpty()) {
      return Optional.empty();
    }
    now = Optional.of(faults.remove());
    if (!now.get().lasts().isZero()) {
      back = Optional.of(town.clock.instant().plus(now.get().lasts()));
    }
    met.add(new Met(now.get(), new ArrayList<>(), Duration.ZERO));
    since = town.clock.instant();
    return now.map(this::passage);
  }

  private Passage passage(Fault fault) {
    return fault.passage() instanceof Passage.Slow slow
        ? new Passage.Through(() -> town.clock.forward(slow.by()))
        : fault.passage();
  }

  /** The call that met the last fault is made again: so long it was waited, if nobody said so. */
  private void again(String name) {
    if (met.isEmpty()) {
      return;
    }
    Met last = met.get(met.size() - 1);
    if (last.waited().isZero() && last.fault().of().test(name)) {
      Duration waited = Duration.between(since, town.clock.instant());
      met.set(met.size() - 1, new Met(last.fault(), last.said(), waited));
    }
  }

  /** Until the story is over; the faults in the order in which they were met. */
  List<Met> ends() throws Exception {
    long end = System.nanoTime() + PATIENCE;
    int stalls = 0;
    while (!over()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not over\n" + Run.told(town));
      }
      scene.redeliver();
      scene.command(tale.command());
      tale.people().accept(scene);
      meanwhile.now();
      Optional<Task> task = scene.task();
      List<TaskEvent.Stalled> all = task.map(this::stalls).orElse(List.of());
      if (all.size() > stalls && waits(task.get(), all.get(all.size() - 1))) {
        stalls = all.size();
      }
      if (!shown()) {
        town.clock.forward(hurry);
      }
      town.lookAgain();
    }
    outages();
    return List.copyOf(met);
  }

  /** A wait that was long is spoken of in a message of its own. */
  private void outages() {
    Messages.of(town.slack).stream()
        .filter(m -> m.name().startsWith("outage-"))
        .forEach(
            m ->
                met.stream()
                    .filter(each -> !each.fault().lasts().isZero())
                    .forEach(each -> each.said().add(m.message().words())));
  }

  /** Whether the thread says so by now; then the clock goes on. */
  private boolean waits(Task task, TaskEvent.Stalled stalled) {
    if (!shown()) {
      return false;
    }
    String card = scene.message(task, "card").orElseThrow().words();
    String line =
        card.lines().filter(each -> each.contains("waiting to try again")).findFirst().orElse(card);
    Duration wait = Duration.between(town.clock.instant(), stalled.until());
    synchronized (this) {
      Met last = met.get(met.size() - 1);
      last.said().add(line.replaceFirst("^.* — waiting", "waiting"));
      met.set(met.size() - 1, new Met(last.fault(), last.said(), last.waited().plus(wait)));
    }
    town.clock.forward(wait.plusMillis(1));
    return true;
  }

  private List<TaskEvent.Stalled> stalls(Task task) {
    return town.record.entries(task.id()).stream()
        .map(Entry::event)
        .filter(TaskEvent.Stalled.class::isInstance)
        .map(TaskEvent.Stalled.class::cast)
        .toList();
  }

  private boolean over() {
    List<Task> tasks = scene.tasks();
    return tasks.size() >= tale.tasks()
        && tasks.stream().allMatch(task -> task.ending().isPresent())
        && scene.quiet()
        && shown();
  }

  /** Whether Slack shows all of the record. */
  private boolean shown() {
    var thread = town.record.follower("thread");
    return thread.place() == thread.end();
  }

  /** The process ends in good order, and another goes on. */
  void restart() throws Exception {
    life.close();
    life = town.live(new Fate(Optional.empty()));
  }

  @Override
  public void close() throws Exception {
    life.close();
    town.close();
  }
}
