package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Answer;
import dev.spadework.desk.Script;
import dev.spadework.sandbox.Namespaces;
import dev.spadework.slack.Figures;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a task costs, beside what it costs others. {@code mvn -Pbench verify -Dtest=NineTurnsTest}
 * prints the table and keeps every request in {@code target/figures/nine-turns}.
 */
class NineTurnsTest {
  private static final List<String> ROLES =
      List.of(
          "gemini:gemini-3.1-pro-preview",
          "gemini:gemini-3.5-flash",
          "gemini:gemini-3.5-flash-lite");
  private static final Path LOG = Path.of("target", "figures", "nine-turns");

  /** A bot runs for weeks: its time is measured once it is warm. */
  private static final int WARM = 6;

  /** Work turns after the red test run. */
  private static final int AFTER_RED = 5;

  /**
   * Figures that were measured of others with a task of the same shape: gemini-cli 0.61, qwen-code
   * 0.24, opencode 1.18, codex 0.169. Ours stands beside them with its target.
   */
  private record Row(String what, List<String> others, String target) {}

  private static final List<Row> MEASURED_OF_OTHERS =
      List.of(
          new Row("first request, tokens", List.of("13131", "20197", "9702", "9841"), "4000"),
          new Row("  of it system prompt", List.of("6333", "7879", "4416", "6745"), "700"),
          new Row("  of it tool declarations", List.of("5883", "9716", "5211", "2233"), "1000"),
          new Row("  of it snippets", List.of("", "", "", ""), "2000"),
          new Row("input over the run", List.of("180285", "226629", "154617", "149826"), "45000"),
          new Row("cost-weighted", List.of("44154", "47828", "40712", "40372"), "11000"),
          new Row("333k log, characters", List.of("40288", "4490", "51247", "40212"), "3000"),
          new Row("own ms per tool turn", List.of("15", "35", "126", "33"), "15"),
          new Row("prefix same after kill", List.of("no", "no", "yes", "yes"), "yes"),
          new Row("empty answer", List.of("done", "asks again", "done", "done"), "asks again"));

  @TempDir Path dir;

  /** When each request arrived; the answer leaves at once. */
  private final List<Long> arrivals = new CopyOnWriteArrayList<>();

  /** What the threads that work on tasks had used of the processor by then. */
  private final List<Long> used = new CopyOnWriteArrayList<>();

  private String id = "";

  private House house(Script script) {
    Script timed =
        request -> {
          arrivals.add(System.nanoTime());
          used.add(workersUsed());
          return script.answer(request);
        };
    House house =
        new House(
            dir,
            timed,
            Namespaces.sandboxes(dir.resolve("homes")),
            NineTurns.repository(dir.resolve("source")));
    house.roles = ROLES;
    house.restart();
    return house;
  }

  @Test
  void aTaskOfNineTurnsStaysWithinItsTargets() throws IOException {
    try (House house = house(NineTurns.story())) {
      Bill bill = calm(house);
      assertThat(bill.work().requests()).isEqualTo(NineTurns.TURNS);
      assertThat(bill.tokens(0)).as("planner's first request").isLessThanOrEqualTo(4_000);
      assertThat(bill.work().tokens(0)).as("worker's first request").isLessThanOrEqualTo(4_000);
      assertThat(bill.part("systemInstruction")).isLessThanOrEqualTo(700);
      assertThat(bill.part("tools")).isLessThanOrEqualTo(1_000);
      assertThat(bill.input()).isLessThanOrEqualTo(45_000);
      assertThat(bill.weighted()).isLessThanOrEqualTo(11_000);
      assertThat(bill.told(AFTER_RED, "run_tests")).hasSizeLessThanOrEqualTo(3_000);
    }
  }

  @Test
  void aDeathInTheMiddleChangesNoByteThatWasSent() throws Exception {
    assertThat(sameAfterDeath()).isTrue();
  }

  /** Dies while the fifth turn is asked, goes on, and asks it with the same bytes. */
  private boolean sameAfterDeath() throws Exception {
    AtomicBoolean died = new AtomicBoolean();
    House[] open = new House[1];
    Script story = NineTurns.story();
    Script dying =
        request -> {
          Answer answer = story.answer(request);
          if (request.turn() == 4 && died.compareAndSet(false, true)) {
            open[0].living.die();
          }
          return answer;
        };
    try (House house = house(dying)) {
      open[0] = house;
      id = house.ask(NineTurns.TASK, 5_000_000);
      assertThat(house.living.awaitDeath()).isTrue();
      house.restart();
      assertThat(house.awaitEnd(id).phase()).as(house.events(id)).isEqualTo(Phase.DONE);
      Bill work = new Bill(house.model.seen()).work();
      boolean same = work.sent().get(4).body().equals(work.sent().get(5).body());
      for (int i = 1; i < work.requests(); i++) {
        int length = work.sent().get(i - 1).body().length();
        same &= work.identical(i) >= length - Bill.CLOSERS;
      }
      return same && work.requests() == NineTurns.TURNS + 1;
    }
  }

  @Test
  void anEmptyAnswerIsAskedAgainAndAfterThreeAPersonIs() {
    assertThat(emptyAnswers()).isEqualTo("asks 3x, says");
  }

  private String emptyAnswers() {
    Script story = NineTurns.story();
    try (House house =
        house(request -> request.tools().isEmpty() ? story.answer(request) : Answer.text(""))) {
      id = house.ask(NineTurns.TASK, 5_000_000);
      Task task = house.awaitGate(id, Gate.Kind.UNCERTAIN);
      return "asks %dx, says".formatted(new Bill(house.model.seen()).work().requests())
          + (task.gates().open().orElseThrow().question().isBlank() ? " nothing" : "");
    }
  }

  @Tag("bench")
  @Test
  void theTable() throws Exception {
    List<String> ours = new ArrayList<>();
    try (House house = house(NineTurns.story())) {
      Bill bill = calm(house);
      bill.keep(LOG);
      ours.add(bill.tokens(0) + " / " + bill.work().tokens(0));
      ours.add("" + bill.part("systemInstruction"));
      ours.add("" + bill.part("tools"));
      ours.add(snippets(house));
      ours.add("" + bill.input());
      ours.add("" + bill.weighted());
      ours.add("" + bill.told(AFTER_RED, "run_tests").length());
      for (int i = 0; i < WARM; i++) {
        arrivals.clear();
        used.clear();
        id = house.ask(NineTurns.TASK, 5_000_000);
        house.awaitEnd(id);
      }
      ours.add(
          String.format(Locale.ROOT, "%.1f, cpu %.1f", ownMillis(house), ownProcessorMillis()));
      for (int i = 0; i < bill.requests(); i++) {
        Figures.note(
            "nine-turns",
            "request %d to %s: %d tokens, %d of them as before"
                .formatted(
                    i + 1, bill.sent().get(i).model(), bill.tokens(i), bill.identical(i) / 4));
      }
    }
    dir = Files.createTempDirectory(dir, "dying");
    ours.add(sameAfterDeath() ? "yes" : "no");
    dir = Files.createTempDirectory(dir, "silent");
    ours.add(emptyAnswers());
    print(ours);
  }

  private static void print(List<String> ours) throws IOException {
    String format = "| %-25s | %10s | %10s | %10s | %10s | %16s | %10s |";
    List<String> lines = new ArrayList<>();
    lines.add(
        format.formatted(
            "", "gemini-cli", "qwen-code", "opencode", "codex", "Spadework", "target"));
    for (int i = 0; i < MEASURED_OF_OTHERS.size(); i++) {
      Row row = MEASURED_OF_OTHERS.get(i);
      List<String> cells = row.others();
      lines.add(
          format.formatted(
              row.what(),
              cells.get(0),
              cells.get(1),
              cells.get(2),
              cells.get(3),
              ours.get(i),
              row.target()));
    }
    for (String line : lines) {
      Figures.note("nine-turns", line);
      System.out.println(line);
    }
  }

  private Bill calm(House house) {
    id = house.ask(NineTurns.TASK, 5_000_000);
    Task task = house.awaitEnd(id);
    assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
    return new Bill(house.model.seen());
  }

  private String snippets(House house) {
    return events(house, TaskEvent.Briefed.class)
        .map(
            briefed ->
                briefed.tokens().stream()
                    .filter(layer -> layer.name().equals("snippets"))
                    .mapToInt(TaskEvent.Layer::tokens)
                    .sum())
        .map(String::valueOf)
        .reduce((one, other) -> one + " / " + other)
        .orElse("");
  }

  /** The middle of what passed between two requests with calls, commands in the sandbox aside. */
  private double ownMillis(House house) {
    List<Long> tests =
        events(house, TaskEvent.TestsRan.class).map(ran -> ran.run().millis()).skip(1).toList();
    List<Duration> own = new ArrayList<>();
    int run = 0;
    // The first request is the planner's, the last the summary's.
    for (int i = 1; i < arrivals.size() - 2; i++) {
      Duration took = Duration.ofNanos(arrivals.get(i + 1) - arrivals.get(i));
      boolean tested = i == AFTER_RED || i == AFTER_RED + 3;
      own.add(tested ? took.minusMillis(tests.get(run++)) : took);
    }
    return Figures.percentile(own, 50).toNanos() / 1e6;
  }

  /** Of the processor's time, whatever else the machine is at. */
  private double ownProcessorMillis() {
    List<Duration> own = new ArrayList<>();
    for (int i = 1; i < used.size() - 2; i++) {
      own.add(Duration.ofNanos(used.get(i + 1) - used.get(i)));
    }
    return Figures.percentile(own, 50).toNanos() / 1e6;
  }

  private static long workersUsed() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().startsWith("worker-"))
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
        .sum();
  }

  private <T extends TaskEvent> Stream<T> events(House house, Class<T> shape) {
    return house.journal.entries(id).stream()
        .map(Entry::event)
        .filter(shape::isInstance)
        .map(shape::cast);
  }
}
