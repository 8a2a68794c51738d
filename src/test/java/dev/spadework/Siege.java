package dev.spadework;

import dev.spadework.sandbox.Namespaces;
import dev.spadework.slack.SocketSlack;
import dev.spadework.worker.Shop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

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

  /** Mean time from one kill to the next, or of a life that is the only one, in milliseconds. */
  private static final int LIFE = 2500;

  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration LEASE = Duration.ofSeconds(5);
  private static final Duration BALANCE = Duration.ofMillis(150);
  private static final String HALF = "half";

  private final Random random;
  private final long seed;
  private final List<Wish.Kind> kinds;
  private final int inFlight;
  private final ExecutorService people = Executors.newCachedThreadPool();
  private final List<Wish> wishes = new ArrayList<>();
  private final Map<String, Integer> workers = new TreeMap<>();
  private final Crew crew;
  private final String url;
  private Optional<SocketSlack> socket = Optional.empty();
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

  /** One more half for Slack, and requests that come in at either, as through a load balancer. */
  Siege balanced() throws IOException {
    URI other = crew.half(HALF).resolve("/slack/events");
    workers.put(HALF, 1);
    URI first = URI.create(world.url("/slack/events"));
    people.execute(
        () -> {
          boolean turn = false;
          while (!people.isShutdown()) {
            world.slack.bot(turn ? first : other);
            turn = !turn;
            LockSupport.parkNanos(BALANCE.toNanos());
          }
        });
    return this;
  }

  /**
   * Kills while tasks go on, then lets the rest end.
   *
   * @param times at most
   * @param atMost after which nobody is killed any more
   */
  void run(int times, Duration atMost) throws Exception {
    long over = System.nanoTime() + atMost.toNanos();
    while (kills.size() < times && System.nanoTime() < over) {
      ask();
      boolean early = random.nextInt(10) == 0;
      pause(early ? random.nextInt(3000) : (int) (-Math.log(1 - random.nextDouble()) * LIFE));
      String victim = early ? victim() : aWorkingOne();
      if (!early && workers.isEmpty()) {
        pause((int) (-Math.log(1 - random.nextDouble()) * LIFE));
      }
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

  /** Two halves for Slack that both listen by Socket Mode, where Slack tells either. */
  Siege overSockets() throws Exception {
    SocketSlack slack = SocketSlack.start(world.slackServer.apiUrl()).inTurn();
    socket = Optional.of(slack);
    world
        .environment("SLACK_SIGNING_SECRET", "")
        .environment("SLACK_APP_TOKEN", slack.appToken())
        .environment("SLACK_API_URL", slack.apiUrl());
    world.slack.bot(slack.bridge());
    world.terminate();
    world.start();
    crew.half(HALF);
    workers.put(HALF, 1);
    return this;
  }

  private String victim() {
    List<String> all = new ArrayList<>(workers.keySet());
    all.add(SERVE);
    return all.get(random.nextInt(all.size()));
  }

  /** One of those that have begun to work since they were started last. */
  private String aWorkingOne() throws Exception {
    long end = System.nanoTime() + READY.toNanos();
    while (System.nanoTime() < end) {
      List<String> all = new ArrayList<>();
      for (String name : workers.keySet()) {
        if (crew.works(name, workers.get(name))) {
          all.add(name);
        }
      }
      if (world.status("/readyz") == 200) {
        all.add(SERVE);
      }
      if (!all.isEmpty()) {
        return all.get(random.nextInt(all.size()));
      }
      pause(50);
    }
    throw new AssertionError("nothing works:\n" + logged());
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
    int starts = crew.begun(process);
    crew.kill(process);
    kills.add(new Kill(process, at, ready));
    if (random.nextInt(4) == 0) {
      // Long enough for another one to take over.
      pause((int) LEASE.toMillis() + 1000);
    }
    workers.put(process, starts + 1);
    if (process.equals(HALF)) {
      crew.half(process);
    } else {
      crew.start(process);
    }
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
    if (socket.isPresent()) {
      socket.get().close();
    }
  }
}
