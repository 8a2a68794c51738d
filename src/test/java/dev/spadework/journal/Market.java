package dev.spadework.journal;

import dev.spadework.redact.Redactor;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Limits;
import dev.spadework.task.Next;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.TestRun;
import dev.spadework.task.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * People who ask, workers who take tasks, call models, die, and come back from the dead, and a
 * provider that bills: one random interleaving of them after another over one database.
 */
final class Market {
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final int CENT = 10_000;

  private final Random random;
  private final Store store;
  private final ZoneId zone;
  private final DayCaps caps;
  private final int round;
  final Bill bill;
  private final List<String> tasks = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private Journal journal;
  private Instant now;
  private int asked;
  private double price = 1;

  /** The steps of one worker between two writes; anything may happen between them. */
  private static final class Worker {
    private final String name;
    private Optional<Claim> claim = Optional.empty();
    private long checked;
    private Optional<Bill.Out> out = Optional.empty();

    Worker(String name) {
      this.name = name;
    }
  }

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId other) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  Market(Store store, Random random, ZoneId zone, Instant from, int round) {
    this.random = random;
    this.store = store;
    this.zone = zone;
    this.round = round;
    this.now = from;
    caps = new DayCaps(cents(40, 90), cents(25, 70), Map.of(repo(0), (long) cents(20, 60)), zone);
    bill = new Bill(caps);
    journal = journal();
    for (int i = 0; i < 3 + random.nextInt(3); i++) {
      workers.add(new Worker("w" + round + "-" + i));
    }
  }

  /** The time when it stopped. */
  Instant play(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
      now = now.plusSeconds(random.nextInt(20));
    }
    tasks.forEach(task -> journal.add(task, Optional.empty(), new TaskEvent.Cancelled("U0")));
    return now;
  }

  private void step() {
    int dice = random.nextInt(100);
    Worker worker = workers.get(random.nextInt(workers.size()));
    if (dice < 8) {
      asks();
    } else if (dice < 80) {
      works(worker);
    } else if (dice < 84) {
      dies(worker, random.nextBoolean());
    } else if (dice < 90) {
      decides();
    } else if (dice < 92) {
      price = 0.5 + random.nextDouble() * 2;
    } else if (dice < 94) {
      journal.rebuildQueue();
    } else if (dice < 95 && !tasks.isEmpty()) {
      journal.add(anyTask(), Optional.empty(), new TaskEvent.Cancelled("U0"));
    } else if (dice < 97) {
      journal = journal();
    } else if (dice < 99) {
      // Long enough for leases to run out: whoever works on is a zombie.
      now = now.plus(Duration.ofSeconds(40 + random.nextInt(60)));
    } else {
      now = now.plus(Duration.ofHours(1 + random.nextInt(12)));
    }
  }

  private void asks() {
    Request request =
        Request.of("t", repo(random.nextInt(2)), cents(10, 60), "U" + random.nextInt(3), "C")
            .make();
    tasks.add(journal.open("k" + round + "-" + asked++, request).task());
  }

  private void works(Worker worker) {
    if (worker.claim.isEmpty()) {
      worker.claim = journal.claim(worker.name, LEASE);
      return;
    }
    Claim claim = worker.claim.get();
    try {
      if (random.nextInt(3) > 0) {
        journal.renew(claim, LEASE);
      }
      if (worker.out.isPresent()) {
        answered(worker, claim);
      } else if (worker.checked > 0) {
        Task task =
            journal.fact(claim, new TaskEvent.ModelAsked(Purpose.PLAN, "m", 1, worker.checked));
        worker.out = Optional.of(bill.out(task, worker.checked));
        worker.checked = 0;
      } else {
        chooses(worker, claim);
      }
    } catch (ClaimLost e) {
      leaves(worker);
    }
  }

  private void chooses(Worker worker, Claim claim) {
    Task task = journal.task(claim.task()).orElseThrow();
    if (task.rests()) {
      journal.release(claim);
      leaves(worker);
    } else if (task.base().isEmpty()) {
      journal.fact(claim, new TaskEvent.BasePinned("main", "c0", "t0"));
      journal.fact(claim, new TaskEvent.TestsRan(green()));
    } else if (random.nextInt(15) == 0) {
      journal.fact(claim, new TaskEvent.GaveUp(Ending.Blame.WORLD, "enough", ""));
      leaves(worker);
    } else {
      long worst = Math.round(cents(2, 12) * price);
      Next next = task.next(limits(task, worst));
      if (next instanceof Next.Ask ask) {
        Gate gate = Gate.of("g" + task.version(), ask.kind(), ask.subject(), "?", List.of());
        journal.fact(claim, new TaskEvent.GateOpened(gate));
      } else {
        worker.checked = worst;
      }
    }
  }

  private Limits limits(Task task, long worst) {
    return new Limits(
        now,
        10_000,
        Duration.ofDays(900),
        journal.queue().left(task),
        0.5,
        false,
        Map.of(Purpose.PLAN, worst),
        Set.of());
  }

  /** The provider's answer, or its refusal, which costs nothing. */
  private void answered(Worker worker, Claim claim) {
    Bill.Out out = worker.out.orElseThrow();
    worker.out = Optional.empty();
    if (random.nextInt(8) == 0) {
      bill.over(out, 0, day());
      journal.fact(claim, new TaskEvent.Stalled("busy", 1, now.plusSeconds(random.nextInt(300))));
      journal.release(claim);
      leaves(worker);
      return;
    }
    long paid = paid(out);
    bill.over(out, paid, day());
    journal.fact(
        claim,
        new TaskEvent.ModelReplied(
            Purpose.PLAN, "m", "", List.of(), Usage.NONE, paid, "STOP", "{}", 1));
  }

  private void dies(Worker worker, boolean restarts) {
    worker.out.ifPresent(out -> bill.over(out, random.nextBoolean() ? paid(out) : 0, day()));
    leaves(worker);
    if (restarts) {
      journal.releaseAll(worker.name);
    }
  }

  private void leaves(Worker worker) {
    worker.claim = Optional.empty();
    worker.checked = 0;
    worker.out = Optional.empty();
  }

  private void decides() {
    List<Task> waiting =
        tasks.stream()
            .flatMap(id -> journal.task(id).stream())
            .filter(task -> task.gates().open().isPresent())
            .toList();
    if (waiting.isEmpty()) {
      return;
    }
    Task before = waiting.get(random.nextInt(waiting.size()));
    Gate gate = before.gates().open().orElseThrow();
    Choice choice = random.nextInt(4) == 0 ? Choice.STOP : Choice.CONTINUE;
    // Pressed twice: the second finds no gate.
    for (int press = 0; press < 2; press++) {
      Optional<Entry> done =
          journal.decide(
              before.id(),
              task ->
                  task.gates()
                      .open()
                      .filter(gate::equals)
                      .map(open -> new TaskEvent.Decided(open.id(), choice, "U0", "")));
      if (done.isPresent() && choice == Choice.CONTINUE) {
        bill.allow(before, gate, day());
      }
    }
  }

  private String day() {
    return now.atZone(zone).toLocalDate().toString();
  }

  private String anyTask() {
    return tasks.get(random.nextInt(tasks.size()));
  }

  private long paid(Bill.Out out) {
    return random.nextInt(3) > 0 ? out.worst() : (long) (out.worst() * random.nextDouble());
  }

  private int cents(int least, int most) {
    return (least + random.nextInt(most - least + 1)) * CENT;
  }

  private static String repo(int number) {
    return "acme/r" + number;
  }

  private Journal journal() {
    return new Journal(
        store, clock, Redactor.of(List.of()), new Quotas(Quotas.Quota.NONE, Map.of(), caps));
  }

  private static TestRun green() {
    return new TestRun(
        TestRun.Purpose.BASELINE,
        "t0",
        "make test",
        TestRun.Verdict.PASSED,
        Optional.empty(),
        List.of(),
        "",
        "",
        1);
  }
}
