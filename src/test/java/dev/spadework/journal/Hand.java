package dev.spadework.journal;

import dev.spadework.task.Ending;
import dev.spadework.task.Gate;
import dev.spadework.task.Limits;
import dev.spadework.task.Next;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.TaskEvent.Purpose;
import dev.spadework.task.TestRun;
import dev.spadework.task.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * A worker that takes tasks and makes one write at a time; anything may happen between two. It does
 * what the real one does in the same order: it looks at what is left, writes down that it asks,
 * asks, and writes down what came.
 */
final class Hand {
  private static final Duration LEASE = Duration.ofSeconds(60);

  private final Market market;
  private final Random random;
  private final int process;
  private final String name;
  private Optional<Claim> claim = Optional.empty();
  private Optional<Tariff.Call> checked = Optional.empty();
  private Optional<Bill.Out> out = Optional.empty();

  Hand(Market market, Random random, int process, String name) {
    this.market = market;
    this.random = random;
    this.process = process;
    this.name = name;
  }

  int process() {
    return process;
  }

  /** Whether a call of its is out. */
  boolean asks() {
    return out.isPresent();
  }

  void works() {
    Journal journal = market.journal(process);
    if (claim.isEmpty()) {
      if (random.nextBoolean()) {
        return;
      }
      claim = journal.claim(name, LEASE);
      claim.ifPresent(mine -> prepares(journal, mine));
      return;
    }
    Claim mine = claim.get();
    try {
      if (random.nextInt(3) > 0) {
        journal.renew(mine, LEASE);
      }
      if (out.isPresent()) {
        answered(journal, mine, out.get());
      } else if (checked.isPresent()) {
        asks(journal, mine, checked.get());
      } else {
        chooses(journal, mine);
      }
    } catch (ClaimLost e) {
      leaves();
    }
  }

  private static void prepares(Journal journal, Claim mine) {
    if (journal.task(mine.task()).orElseThrow().base().isEmpty()) {
      journal.fact(mine, new TaskEvent.BasePinned("main", "c0", "t0"));
      journal.fact(mine, new TaskEvent.TestsRan(green()));
    }
  }

  private void asks(Journal journal, Claim mine, Tariff.Call call) {
    Task task =
        journal.fact(
            mine,
            new TaskEvent.ModelAsked(
                Purpose.PLAN, call.tariff().model(), call.prompt(), call.worst()));
    out = Optional.of(market.bill().out(task, market.day(), call));
    checked = Optional.empty();
  }

  private void chooses(Journal journal, Claim mine) {
    Task task = journal.task(mine.task()).orElseThrow();
    if (task.rests()) {
      journal.release(mine);
      leaves();
    } else if (random.nextInt(25) == 0) {
      journal.fact(mine, new TaskEvent.GaveUp(Ending.Blame.WORLD, "enough", ""));
      leaves();
    } else {
      Tariff.Call call = market.tariff().call(random);
      Next next = task.next(limits(journal, task, call.worst()));
      if (next instanceof Next.Ask ask) {
        Gate gate = Gate.of("g" + task.version(), ask.kind(), ask.subject(), "?", List.of());
        journal.fact(mine, new TaskEvent.GateOpened(gate));
      } else {
        checked = Optional.of(call);
      }
    }
  }

  private Limits limits(Journal journal, Task task, long worst) {
    return new Limits(
        market.now(),
        10_000,
        Duration.ofDays(900),
        journal.queue().left(task),
        0.5,
        false,
        Map.of(Purpose.PLAN, worst),
        Set.of());
  }

  /** The provider's answer, or its refusal, which costs nothing. */
  private void answered(Journal journal, Claim mine, Bill.Out call) {
    out = Optional.empty();
    if (random.nextInt(8) == 0) {
      market.bill().over(call, 0);
      journal.fact(
          mine, new TaskEvent.Stalled("busy", 1, market.now().plusSeconds(random.nextInt(300))));
      journal.release(mine);
      leaves();
      return;
    }
    Tariff.Call asked = call.call();
    int said = output(asked);
    market.bill().over(call, asked.tariff().micros(asked.prompt(), said));
    journal.fact(
        mine,
        new TaskEvent.ModelReplied(
            Purpose.PLAN,
            asked.tariff().model(),
            "",
            List.of(),
            Usage.NONE,
            asked.tariff().recorded(asked.prompt(), said),
            "STOP",
            "{}",
            1));
  }

  private int output(Tariff.Call call) {
    return random.nextInt(3) > 0 ? call.mostOutput() : random.nextInt(call.mostOutput() + 1);
  }

  /**
   * The process is killed. What was asked may be answered, and billed, with nobody to write it
   * down.
   *
   * @param restarts whether it comes back under its name and frees what it held; else its leases
   *     run out
   */
  void dies(boolean restarts) {
    out.ifPresent(
        call -> {
          Tariff.Call asked = call.call();
          long paid = asked.tariff().micros(asked.prompt(), output(asked));
          market.bill().lost(call, random.nextInt(3) > 0 ? paid : 0);
        });
    leaves();
    if (restarts) {
      market.journal(process).releaseAll(name);
    }
  }

  private void leaves() {
    claim = Optional.empty();
    checked = Optional.empty();
    out = Optional.empty();
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
