package dev.spadework.journal;

import dev.spadework.redact.Redactor;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
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

/**
 * People who ask, set caps and press buttons, workers in two processes who take tasks, call models,
 * die, and come back from the dead, and a provider that bills: one random interleaving of them
 * after another over one database.
 */
final class Market {
  private static final int CENT = 10_000;
  private static final int PROCESSES = 2;

  private final Random random;
  private final Store store;
  private final ZoneId zone;
  private final Bill bill;
  private final List<String> tasks = new ArrayList<>();
  private final List<Hand> hands = new ArrayList<>();
  private final List<Journal> journals = new ArrayList<>();
  private Bill.Caps caps;
  private Tariff tariff;
  private Instant now;
  private int asked;

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

  Market(Store store, Random random, ZoneId zone, Instant from) {
    this.random = random;
    this.store = store;
    this.zone = zone;
    this.now = from;
    caps = caps();
    tariff = Tariff.any(random);
    bill = new Bill(caps);
    for (int i = 0; i < PROCESSES; i++) {
      journals.add(fresh());
    }
    int workers = 3 + random.nextInt(4);
    for (int i = 0; i < workers; i++) {
      asks();
      hands.add(new Hand(this, random, i % PROCESSES, "w" + i));
    }
  }

  Journal journal(int process) {
    return journals.get(process);
  }

  Bill bill() {
    return bill;
  }

  Tariff tariff() {
    return tariff;
  }

  Instant now() {
    return now;
  }

  String day() {
    return now.atZone(zone).toLocalDate().toString();
  }

  void play(int steps) {
    for (int i = 0; i < steps; i++) {
      step();
      now = now.plusSeconds(random.nextInt(20));
    }
  }

  private void step() {
    int dice = random.nextInt(200);
    Hand hand = hands.get(random.nextInt(hands.size()));
    if (dice < 14) {
      asks();
    } else if (dice < 150) {
      hand.works();
    } else if (dice < 166) {
      (random.nextBoolean() ? amidACall().orElse(hand) : hand).dies(random.nextBoolean());
    } else if (dice < 180) {
      decides();
    } else if (dice < 183) {
      tariff = Tariff.any(random);
    } else if (dice < 185) {
      any().rebuildQueue();
    } else if (dice < 188) {
      any().add(anyTask(), Optional.empty(), new TaskEvent.Cancelled("U0"));
    } else if (dice < 190) {
      restarts(hand.process());
    } else if (dice < 192) {
      setsCaps();
    } else if (dice < 198) {
      // Long enough for leases to run out: whoever works on is a zombie.
      now = now.plus(Duration.ofSeconds(40 + random.nextInt(60)));
    } else {
      now = now.plus(Duration.ofHours(1 + random.nextInt(12)));
    }
  }

  private void asks() {
    Request request =
        Request.of("t", repo(random.nextInt(2)), cents(3, 15), "U" + random.nextInt(3), "C").make();
    tasks.add(any().open("k" + asked++, request).task());
  }

  /** A process ends and begins anew, with all that work in it. */
  private void restarts(int process) {
    hands.stream().filter(hand -> hand.process() == process).forEach(hand -> hand.dies(true));
    journals.set(process, fresh());
  }

  /** People write other caps into the settings, which hold once all processes were restarted. */
  private void setsCaps() {
    for (Hand hand : hands) {
      hand.dies(random.nextBoolean());
    }
    bill.set(caps = caps(), day());
    journals.replaceAll(old -> fresh());
  }

  private void decides() {
    List<Task> waiting =
        tasks.stream()
            .flatMap(id -> any().task(id).stream())
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
          any()
              .decide(
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

  private Optional<Hand> amidACall() {
    return hands.stream().filter(Hand::asks).findFirst();
  }

  private String anyTask() {
    return tasks.get(random.nextInt(tasks.size()));
  }

  private Journal any() {
    return journals.get(random.nextInt(journals.size()));
  }

  private Bill.Caps caps() {
    return new Bill.Caps(cents(6, 25), cents(5, 18), Map.of(repo(0), (long) cents(4, 14)));
  }

  private int cents(int least, int most) {
    return (least + random.nextInt(most - least + 1)) * CENT;
  }

  private static String repo(int number) {
    return "acme/r" + number;
  }

  private Journal fresh() {
    DayCaps set = new DayCaps(caps.day(), caps.person(), caps.repos(), zone);
    return new Journal(
        store, clock, Redactor.of(List.of()), new Quotas(Quotas.Quota.NONE, Map.of(), set));
  }
}
