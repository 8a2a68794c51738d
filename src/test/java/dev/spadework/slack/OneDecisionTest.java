package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.redact.Redactor;
import dev.spadework.report.Caps;
import dev.spadework.store.Store;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever comes in whatever order: one decision a gate, and an answer to each press. */
class OneDecisionTest {
  private static final int RUNS = 500;
  private static final List<String> PEOPLE = List.of("U0ANN", "U0BOB", "U0CEM");

  @TempDir Path folder;

  private final Redactor redactor = Redactor.of(List.of());
  private int decided;
  private int refused;

  @Test
  void eachGateHasOneDecisionWhateverTheOrder() throws Exception {
    try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("s.db"))) {
      Journal journal = new Journal(store, Clock.systemUTC(), redactor);
      SlackSettings settings = settings();
      try (Web nowhere =
              new Web(settings, redactor, new Door(Clock.systemUTC()), Duration.ofMillis(200));
          Whispers whispers = new Whispers(nowhere)) {
        People people =
            new People(settings, new Audience(new Directory(nowhere), Clock.systemUTC()));
        Commands commands =
            new Commands(
                settings,
                journal,
                Memory.at(folder, redactor, UnaryOperator.identity()),
                people,
                nowhere,
                redactor,
                Clock.systemUTC(),
                () -> "");
        Buttons buttons =
            new Buttons(journal, people, nowhere, whispers, redactor, commands, ZoneOffset.UTC);
        Replies replies = new Replies(journal, people, nowhere, whispers, redactor);
        for (int seed = 0; seed < RUNS; seed++) {
          run(seed, journal, buttons, replies, commands);
        }
      }
    }
    // Both outcomes were seen often enough for the test to mean anything.
    assertThat(decided).isGreaterThan(RUNS / 4);
    assertThat(refused).isGreaterThan(RUNS);
  }

  private void run(int seed, Journal journal, Buttons buttons, Replies replies, Commands commands)
      throws Away {
    Random random = new Random(seed);
    String id =
        journal
            .open(
                "k" + seed,
                Request.of("add it", "acme/billing", 1_000_000, "U0ANN", "C0ENG").make())
            .task();
    journal.add(id, Optional.empty(), new TaskEvent.Posted("root", "C0ENG", "1." + seed));
    List<Gate> shown = new ArrayList<>();
    for (int step = 0; step < 14; step++) {
      Task now = journal.task(id).orElseThrow();
      String user = PEOPLE.get(random.nextInt(PEOPLE.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          if (!now.rests()) {
            shown.add(opened(journal, id, random, now));
          }
        }
        case 2, 3, 4 -> {
          if (!shown.isEmpty()) {
            press(journal, buttons, id, user, shown.get(random.nextInt(shown.size())), random);
          }
        }
        case 5 ->
            replies.take(
                new Replies.Said(
                    user, "C0ENG", "1." + seed, seed + "." + step, "all five", Optional.empty()));
        case 6 -> aside(journal, id, user, now, random);
        default -> {
          if (random.nextInt(4) == 0) {
            assertThat(commands.cancel(user, id)).isNotBlank();
          }
        }
      }
    }
    check(journal, id);
  }

  private static Gate opened(Journal journal, String id, Random random, Task now) {
    // A press on a plan that is too large starts parts and decides later: PartsTest.
    Gate.Kind[] kinds = EnumSet.complementOf(EnumSet.of(Gate.Kind.SIZE)).toArray(new Gate.Kind[0]);
    Gate gate =
        Gate.of(
            "g" + (now.version() + 1),
            kinds[random.nextInt(kinds.length)],
            "s" + now.version(),
            "How?",
            List.of());
    journal.add(id, Optional.empty(), new TaskEvent.GateOpened(gate));
    return gate;
  }

  private void press(
      Journal journal, Buttons buttons, String id, String user, Gate gate, Random random) {
    Choice choice = gate.choices().get(random.nextInt(gate.choices().size()));
    Pressed pressed = Pressed.of(id, gate, choice);
    if (random.nextInt(6) == 0) {
      pressed = new Pressed(id, gate.id(), "0000000000000000", choice, Optional.empty());
    }
    int before = journal.task(id).orElseThrow().gates().settled().size();
    Optional<String> line = buttons.submitted(user, pressed, "because");
    int after = journal.task(id).orElseThrow().gates().settled().size();
    // Either it decided, or the person is told why not; never both, never neither.
    assertThat(after - before).isEqualTo(line.isPresent() ? 0 : 1);
    line.ifPresent(words -> assertThat(words).isNotBlank());
    decided += line.isPresent() ? 0 : 1;
    refused += line.isPresent() ? 1 : 0;
  }

  private static void aside(Journal journal, String id, String user, Task now, Random random) {
    String gate = now.gates().open().map(Gate::id).orElse("g1");
    TaskEvent event =
        switch (random.nextInt(4)) {
          case 0 -> new Aside.Reminded(gate);
          case 1 -> new Aside.Parked(gate);
          case 2 -> new Aside.RequestEdited(user, "add it all");
          default -> new TaskEvent.PlanChangeAsked(user, "leave it out");
        };
    journal.add(id, Optional.empty(), event);
  }

  private static void check(Journal journal, String id) {
    Map<String, Integer> decisions = new HashMap<>();
    Set<String> opened = new HashSet<>();
    boolean ended = false;
    for (Entry entry : journal.entries(id)) {
      if (entry.event() instanceof TaskEvent.GateOpened open) {
        opened.add(open.gate().id());
      } else if (entry.event() instanceof TaskEvent.Decided decided) {
        assertThat(ended).as("nothing is decided after the end").isFalse();
        decisions.merge(decided.gate(), 1, Integer::sum);
      } else if (entry.event() instanceof TaskEvent.Cancelled) {
        ended = true;
      }
    }
    assertThat(opened).containsAll(decisions.keySet());
    assertThat(decisions.values()).allMatch(times -> times == 1);
    Task task = journal.task(id).orElseThrow();
    assertThat(task.gates().settled()).hasSize(decisions.size());
    assertThat(task).isEqualTo(Task.of(journal.entries(id)));
  }

  private static SlackSettings settings() {
    return new SlackSettings(
        "xoxb-1",
        "secret",
        Optional.empty(),
        "http://127.0.0.1:1/api/",
        "",
        List.of("everyone"),
        List.of("U0BOB", "U0CEM"),
        true,
        List.of(),
        1_000_000,
        1_000_000,
        new Caps(40, Duration.ofMinutes(30)),
        ZoneOffset.UTC,
        new SlackSettings.Allowance(1, 1),
        Duration.ofHours(4),
        Duration.ofDays(3));
  }
}
