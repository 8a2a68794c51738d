package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Script;
import dev.spadework.llm.Weather;
import dev.spadework.report.Caps;
import dev.spadework.report.Code;
import dev.spadework.report.Failure;
import dev.spadework.report.Names;
import dev.spadework.report.Progress;
import dev.spadework.report.Status;
import dev.spadework.report.Timeline;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import dev.spadework.task.Phase;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whole tasks against each provider's own protocol while it fails in every known way: what the
 * thread said, and that each ended well or asked. {@code docs/providers.md} holds what came out;
 * {@code -Dgolden=write} writes it.
 */
class ProviderStoriesTest {
  private static final Path PAGE = Path.of("docs/providers.md");
  private static final Script CALM = Shop.calm();

  @TempDir Path dir;

  private House house;
  private String title;
  private final List<String> rows = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gemini:gemini-3.5-flash",
        "openai:gpt-5-mini",
        "anthropic:claude-sonnet-4-6",
        "ollama:qwen3:8b"
      })
  void whateverAProviderDoesTheThreadSaysItAndTheTaskEndsWellOrAsks(String model)
      throws IOException {
    try (Weather weather = new Weather(model, CALM)) {
      house = new House(dir, CALM);
      title = weather.title();
      try (House all = house) {
        all.onAppend(this::hurry);
        all.models(weather.models(Optional.empty()), weather.prices()).restart();
        passes();
        nothing();
        refused(weather.provider());
        unpriced(weather.provider());
        all.models(weather.models(Optional.of("gemini:gemini-3.5-flash-lite")), weather.prices());
        weather.fallBackTo(all.model);
        all.models(weather.models(Optional.of("gemini:gemini-3.5-flash-lite")), weather.prices())
            .restart();
        takenOver("used up", "the quota is used up, and there is a fallback");
        takenOver("later used up", "the quota is used up in mid-work, and there is a fallback");
        takenOver("slowed down", "429, asks to wait 600 s, and there is a fallback");
        takenOver(
            "overloaded", "overloaded (503; Anthropic's 529) for good, and there is a fallback");
      }
    }
    compare();
  }

  private void hurry(Entry entry) {
    if (entry.event() instanceof TaskEvent.Stalled) {
      house.watch.forward(Duration.ofMinutes(6));
    }
  }

  /** One task in all the weather that passes. */
  private void passes() {
    String id = house.ask("add a subtraction in " + Weather.PASSING);
    Task task = house.awaitEnd(id);
    assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
    List<TaskEvent.Stalled> stalls = all(id, TaskEvent.Stalled.class).toList();
    assertThat(stalls).as(house.events(id)).hasSize(3);
    String[] faults = {"429, asks to wait 34 s", "500", "the connection breaks in mid-answer"};
    for (int k = 0; k < 3; k++) {
      row(faults[k], said(id, stalls.get(k)), "done: tried again");
    }
    row("an empty answer, once", "nothing", "done: asked again");
    List<TaskEvent.ToolReturned> wrong =
        all(id, TaskEvent.ToolReturned.class).filter(TaskEvent.ToolReturned::error).toList();
    assertThat(wrong).as(house.events(id)).hasSize(2);
    row(
        title.equals("Gemini")
            ? "a call without what it needs"
            : "a call whose arguments are broken JSON",
        "nothing; the model reads: " + wrong.get(0).text(),
        "done: called again");
    row(
        "a call of a tool that does not exist",
        "nothing; the model reads: " + wrong.get(1).text(),
        "done: went on");
  }

  private void nothing() {
    String id = house.ask("add a subtraction with " + Weather.NOTHING);
    Task task = house.awaitGate(id, Gate.Kind.UNCERTAIN);
    Gate gate = task.gates().open().orElseThrow();
    assertThat(gate.question()).contains("answered with nothing");
    row("empty answers only", gate.question(), "asked, with buttons");
  }

  private void refused(String provider) {
    String id = house.ask("add a subtraction with " + Weather.WRONG_KEY);
    Failure failure = failed(id);
    assertThat(String.join(" ", failure.lines())).contains("To mend it");
    String mend = failure.lines().stream().filter(l -> l.contains("To mend it")).findFirst().get();
    row(
        provider.equals("ollama") ? "the model is not there (404)" : "the key is refused (401)",
        failure.title() + " " + mend,
        "failed, before a cent was spent");
  }

  private void unpriced(String provider) {
    Request request =
        Request.of("add a subtraction", House.REPO, 1_000_000, "U0ANN", "C0ENG")
            .model(Optional.of(provider + ":unpriced-1"))
            .make();
    String id = house.journal.open("unpriced-" + provider, request).task();
    Failure failure = failed(id);
    assertThat(failure.title()).contains("prices: { \"" + provider + ":unpriced-1\": {");
    row("a model without a price", failure.title(), "refused before it began");
  }

  private void takenOver(String how, String fault) {
    String id = house.ask("add a subtraction, " + how);
    Task task = house.awaitEnd(id);
    assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.DONE);
    Aside.FellBack taken = all(id, Aside.FellBack.class).findFirst().orElseThrow();
    List<String> answered =
        all(id, TaskEvent.ModelReplied.class).map(TaskEvent.ModelReplied::model).toList();
    int before = how.startsWith("later") ? 3 : 0;
    assertThat(answered.subList(0, before)).allMatch(taken.from()::equals);
    assertThat(answered.subList(before, answered.size())).containsOnly(taken.to());
    assertThat(Progress.of(task, new Caps(40, Duration.ofMinutes(30)), task.at()).footer())
        .contains("`" + taken.to() + "` works in place of `" + taken.from() + "`: ");
    String line =
        Timeline.of(house.journal.entries(id)).stream()
            .map(Timeline.Line::what)
            .filter(what -> what.contains("takes over"))
            .findFirst()
            .orElseThrow();
    row(fault, line, "done by the fallback");
  }

  private Failure failed(String id) {
    Task task = house.awaitEnd(id);
    assertThat(task.phase()).as(house.events(id)).isEqualTo(Phase.FAILED);
    return Failure.of(task, house.journal.entries(id), Names.IDS).orElseThrow();
  }

  /** The state that the card showed while this was waited for. */
  private String said(String id, TaskEvent.Stalled stall) {
    List<Entry> until =
        house.journal.entries(id).stream()
            .takeWhile(entry -> entry.event() != stall && !entry.event().equals(stall))
            .collect(Collectors.toCollection(ArrayList::new));
    Entry itself = house.journal.entries(id).get(until.size());
    until.add(itself);
    Task then = Task.of(until);
    return Status.state(then, then.at());
  }

  private <T extends TaskEvent> Stream<T> all(String id, Class<T> shape) {
    return house.journal.entries(id).stream()
        .map(Entry::event)
        .filter(shape::isInstance)
        .map(shape::cast);
  }

  private void row(String fault, String said, String end) {
    String plain =
        Code.shortened(
            said.replaceAll("127\\.0\\.0\\.1:\\d+", "its host")
                .replaceAll("length: \\d+, bytes received: \\d+", "length: …, bytes received: …")
                .replaceAll("(The tools are: search).*", "$1, …"),
            500);
    rows.add(
        "| "
            + title
            + " | "
            + fault
            + " | "
            + plain.replaceAll("[|\\s]+", " ")
            + " | "
            + end
            + " |");
  }

  private void compare() throws IOException {
    List<String> page = new ArrayList<>(Files.readAllLines(PAGE));
    List<String> held = page.stream().filter(line -> line.startsWith("| " + title + " |")).toList();
    if ("write".equals(System.getProperty("golden"))) {
      page.removeAll(held);
      page.addAll(rows);
      Files.write(PAGE, page);
    } else {
      assertThat(held).isEqualTo(rows);
    }
  }
}
