package dev.spadework;

import dev.spadework.sandbox.Namespaces;
import dev.spadework.worker.Shop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A world in which tasks of all kinds are asked for while the processes of the bot are killed at
 * random moments and started again. The seed settles what is asked and how long each process lives;
 * what it is doing then is the machine's business.
 */
final class Siege implements AutoCloseable {
  /** The part of the bot that talks to Slack. */
  static final String SERVE = "serve";

  private static final String SETTINGS =
      """
      agent: { concurrent-tasks: %d, person-concurrent-tasks: 0, person-daily-usd: 1000, daily-usd: 1000, lease: 5s }
      people: { tasks-per-hour: 0 }
      pool: { trees: 0 }
      """;
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration LEASE = Duration.ofSeconds(5);

  private final Random random;
  private final long seed;
  private final List<Wish.Kind> kinds;
  private final int inFlight;
  private final ExecutorService people = Executors.newCachedThreadPool();
  private final List<Wish> wishes = new ArrayList<>();
  private final Map<String, Integer> workers = new TreeMap<>();
  private final Crew crew;
  private final String url;
  final MixedTasks model = new MixedTasks();
  final Outside world;
  final List<Kill> kills = new ArrayList<>();

  /**
   * One kill.
   *
   * @param at in the measure of {@link System#nanoTime}
   * @param ready whether the process had begun to work
   */
  record Kill(String process, long at, boolean ready) {}

  /**
   * Starts all processes.
   *
   * @param workers how many of their own; none: one process does all
   * @param inFlight how many tasks are under way at a time
   */
  Siege(Path dir, String url, int workers, List<Wish.Kind> kinds, int inFlight, long seed)
      throws Exception {
    Namespaces.assumeUsable(dir.resolve("trial"));
    this.seed = seed;
    this.random = new Random(seed);
    this.kinds = kinds;
    this.inFlight = inFlight;
    this.url = url;
    QuickStart quick = new QuickStart(dir);
    world =
        new Outside(
            dir,
            model,
            "process",
            "none",
            new Outside.Project(Shop.in(dir.resolve("source")), "sh test.sh", ""));
    world
        .settings(SETTINGS.formatted(workers == 0 ? inFlight : 2))
        .environment("DATABASE_URL", url)
        .jvm(quick.first());
    world.start();
    world.terminate();
    world.jvm(quick.others());
    if (workers > 0) {
      world.withoutWorker();
    }
    world.start();
    crew = new Crew(dir, world);
    for (int i = 1; i <= workers; i++) {
      crew.start("w" + i);
      this.workers.put("w" + i, 1);
    }
  }

  /** Kills so many times while tasks go on, then lets the rest end. */
  void run(int times) throws Exception {
    while (kills.size() < times) {
      ask();
      String victim = victim();
      boolean early = random.nextInt(10) == 0;
      if (!early) {
        awaitWorking(victim);
      }
      pause(early ? random.nextInt(3000) : (int) (-Math.log(1 - random.nextDouble()) * 1800));
      kill(victim, !early);
    }
    for (Wish wish : wishes) {
      long end = System.nanoTime() + Duration.ofMinutes(4).toNanos();
      while (!wish.over() && System.nanoTime() < end) {
        pause(100);
      }
    }
  }

  List<Wish> wishes() {
    return wishes;
  }

  String url() {
    return url;
  }

  private void ask() {
    long open = wishes.stream().filter(wish -> !wish.over()).count();
    for (long i = open; i < inFlight; i++) {
      Wish.Kind kind = kinds.get(random.nextInt(kinds.size()));
      Wish wish = new Wish(world, wishes.size() + 1, kind, seed);
      wishes.add(wish);
      people.execute(wish);
    }
  }

  private String victim() {
    List<String> all = new ArrayList<>(workers.keySet());
    all.add(SERVE);
    return all.get(random.nextInt(all.size()));
  }

  private void awaitWorking(String process) throws Exception {
    if (process.equals(SERVE)) {
      world.awaitReady();
      return;
    }
    long end = System.nanoTime() + READY.toNanos();
    while (!crew.works(process, workers.get(process))) {
      if (System.nanoTime() > end || !crew.alive(process)) {
        throw new AssertionError(process + " does not work:\n" + crew.logged(process));
      }
      pause(50);
    }
  }

  private void kill(String process, boolean ready) throws IOException, InterruptedException {
    long at = System.nanoTime();
    if (process.equals(SERVE)) {
      world.kill();
      kills.add(new Kill(process, at, ready));
      world.launch();
      return;
    }
    // One that was killed before it worked has said so less often.
    int starts = (int) crew.logged(process).lines().filter(l -> l.contains("working")).count();
    crew.kill(process);
    kills.add(new Kill(process, at, ready));
    if (random.nextInt(4) == 0) {
      // Long enough for another one to take over.
      pause((int) LEASE.toMillis() + 1000);
    }
    workers.put(process, starts + 1);
    crew.start(process);
  }

  private static void pause(int millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis);
  }

  /** The logs of all processes. */
  String logged() {
    StringBuilder all = new StringBuilder(world.logged());
    workers
        .keySet()
        .forEach(name -> all.append("\n== ").append(name).append('\n').append(crew.logged(name)));
    return all.toString();
  }

  @Override
  public void close() throws Exception {
    people.shutdownNow();
    crew.close();
    world.close();
  }
}
