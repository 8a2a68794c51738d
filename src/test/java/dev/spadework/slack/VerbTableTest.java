package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.desk.View;
import dev.spadework.slack.VerbTable.Way;
import dev.spadework.task.Ending;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tries every verb in every way, and compares with {@code docs/verbs.md}. */
class VerbTableTest {
  private static final Path GOLDEN = Path.of("docs/verbs.md");
  private static final String SHOWN_ID = "t-7k2m9x4p";

  private static final String CHOOSES = "\n(a select with the repositories)";
  private static final String UNCLEAR = "a task whose repository is not clear";

  /** How the task stands that a row is about. */
  private enum Stage {
    NO_TASK,
    QUEUED,
    FAILED
  }

  /**
   * One row.
   *
   * @param typed with {@code ID} where the task's id is named; in a thread it is left out
   * @param button the action id that does the same; empty for none
   * @param task whether it begins a task
   */
  private record Row(String verb, Stage stage, String typed, String button, boolean task) {
    private String in(Way way, String id) {
      return way == Way.THREAD ? typed.replace(" ID", "") : typed.replace("ID", id);
    }
  }

  private static Row row(String verb, Stage stage, String typed) {
    return new Row(verb, stage, typed, "", false);
  }

  private static final List<Row> ROWS =
      List.of(
          row(UNCLEAR, Stage.NO_TASK, "add CSV export"),
          row("help", Stage.NO_TASK, "help"),
          row("status", Stage.QUEUED, "status"),
          row("status t-…", Stage.QUEUED, "status ID"),
          row("queue", Stage.QUEUED, "queue"),
          new Row("cancel t-…", Stage.QUEUED, "cancel ID", Card.CANCEL_ACTION, false),
          row("cost", Stage.FAILED, "cost"),
          new Row("retry t-…", Stage.FAILED, "retry ID", Result.RETRY_ACTION, false),
          new Row(
              "retry t-… a hint",
              Stage.FAILED,
              "retry ID quote the names",
              Result.HINT_ACTION,
              false),
          new Row("why t-…", Stage.FAILED, "why ID", Result.WHY_ACTION, false),
          row("why t-… all", Stage.FAILED, "why ID all"),
          row("cost t-…", Stage.FAILED, "cost ID"),
          row("repos", Stage.NO_TASK, "repos"),
          row("rules owner/name", Stage.NO_TASK, "rules acme/billing"),
          row("remember …", Stage.NO_TASK, "remember the import needs Java 17"),
          row("memory", Stage.NO_TASK, "memory"),
          row("forget n1", Stage.NO_TASK, "forget n1"),
          row("lesson l1 keep", Stage.NO_TASK, "lesson l1 keep"),
          row("every …", Stage.NO_TASK, "every weekday 03:00 tidy the imports repo:acme/billing"),
          row("every list", Stage.NO_TASK, "every list"),
          row("every stop s1", Stage.NO_TASK, "every stop s1"),
          row("digest", Stage.NO_TASK, "digest"),
          row("pause", Stage.NO_TASK, "pause"),
          row("resume", Stage.NO_TASK, "resume"),
          new Row("a task", Stage.NO_TASK, "cancel button is broken", "", true),
          row("a verb that lacks something", Stage.NO_TASK, "cancel"),
          row("a slip", Stage.QUEUED, "cancle ID"),
          row("an unknown task", Stage.NO_TASK, "status t-00000000"),
          row("an unknown note", Stage.NO_TASK, "forget n99"),
          row("retry of a task at work", Stage.QUEUED, "retry ID"),
          row("a thank-you", Stage.NO_TASK, "thank you"));

  @TempDir Path folder;
  private SlackTown town;
  private Spoken ann;
  private String room;
  private int keys;

  @Test
  void everyVerbAnswersInEveryWay() throws Exception {
    VerbTable table = new VerbTable();
    for (Way way : Way.values()) {
      town = new SlackTown(folder.resolve(way.name())).open();
      try {
        ann = new Spoken(town);
        room = town.slack.addChannel("directmessage", true);
        town.slack.command(ANN, CHANNEL, "queue");
        for (Row row : ROWS) {
          if (applies(row, way)) {
            attempt(table, row, way);
          }
        }
      } finally {
        town.close();
      }
    }
    assertGolden(table.page());
  }

  private static boolean applies(Row row, Way way) {
    return way == Way.BUTTON
        ? !row.button.isEmpty()
        // Whoever has a task in a thread has a last repository.
        : way != Way.THREAD || !row.verb.equals(UNCLEAR);
  }

  private void attempt(VerbTable table, Row row, Way way) throws InterruptedException {
    // A thread is some task's; where the row is about none, that one has ended.
    boolean aside = way == Way.THREAD && row.stage == Stage.NO_TASK;
    Optional<Task> task = stage(aside ? Stage.FAILED : row.stage, way);
    String where = row.verb.equals(UNCLEAR) ? room : CHANNEL;
    String id = task.map(Task::id).orElse("");
    String typed = way == Way.BUTTON ? row.button : row.in(way, id);
    Set<String> before =
        town.slack.ephemerals(ANN).stream().map(Message::ts).collect(Collectors.toSet());
    send(way, where, typed, task, id);
    boolean root = row.task && way != Way.COMMAND;
    Predicate<Message> fits =
        root
            ? m -> m.says("asked: " + typed) && m.metadata().isPresent() && !m.says("taking in")
            : m -> m.privateTo().isPresent() && !before.contains(m.ts());
    Message seen = town.await(fits);
    assertThat(seen.text()).as("text fallback of " + row.verb).isNotBlank();
    String shown = seen.blocks().isEmpty() || root ? seen.words() : seen.words() + CHOOSES;
    table.tried(row.verb, way, normal(typed, id), normal(shown, id), root);
    for (Task one : town.journal.tasks().alive()) {
      town.journal.add(one.id(), Optional.empty(), new TaskEvent.Cancelled(ANN));
    }
  }

  private void send(Way way, String where, String typed, Optional<Task> task, String id)
      throws InterruptedException {
    switch (way) {
      case COMMAND -> assertThat(town.slack.command(ANN, where, typed).acknowledged()).isTrue();
      case THREAD -> ann.mention(where, task.flatMap(t -> t.request().thread()), typed);
      case CHANNEL -> ann.mention(where, Optional.empty(), typed);
      case DIRECT -> ann.direct(room, typed);
      case BUTTON -> press(typed, id);
    }
  }

  private void press(String action, String id) throws InterruptedException {
    Message any = town.slack.ephemerals(ANN).get(0);
    town.slack.press(ANN, any, RetryAndPickTest.button("x", action, id));
    if (action.equals(Result.HINT_ACTION)) {
      View dialog = town.slack.awaitView(ANN, SlackTown.SOON);
      town.slack.submit(ANN, dialog.id(), Map.of(Dialog.INPUT, "quote the names"));
    }
  }

  private Optional<Task> stage(Stage stage, Way way) {
    if (stage == Stage.NO_TASK) {
      return Optional.empty();
    }
    Request request =
        Request.of("add CSV export", "acme/billing", 1_000_000, ANN, CHANNEL)
            .thread(way == Way.THREAD ? Optional.of(ann.nextTs()) : Optional.empty())
            .make();
    String id = town.journal.open("row:" + ++keys, request).task();
    if (stage == Stage.FAILED) {
      for (TaskEvent event : failing()) {
        town.journal.add(id, Optional.empty(), event);
      }
    }
    return town.journal.task(id);
  }

  private static List<TaskEvent> failing() {
    return List.of(
        new TaskEvent.Claimed("worker-1"),
        new TaskEvent.BasePinned("main", "4f2c9e1", "aa11"),
        new TaskEvent.Briefed(
            "…",
            List.of(
                new TaskEvent.Layer("rules", 120),
                new TaskEvent.Layer("notes n3", 24),
                new TaskEvent.Layer("request", 40))),
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.PLAN,
            "gemini:gemini-3.1-pro-preview",
            "A plan.",
            List.of(),
            new Usage(3_100, 1_000, 400, 200),
            21_000,
            "STOP",
            "{}",
            900),
        new TaskEvent.Said(ANN, "quote <!here> the names"),
        new TaskEvent.GaveUp(Ending.Blame.WORLD, "The model did not answer.", "Press Retry."));
  }

  private static String normal(String text, String id) {
    return (id.isEmpty() ? text : text.replace(id, SHOWN_ID))
        .replaceAll("t-(?!7k2m9x4p|00000000)[0-9a-z]{8}\\b", "t-91xq0c2d")
        .replaceAll("\\b\\d\\d:\\d\\d:\\d\\d\\b", "10:42:05")
        .replaceAll("\\b20\\d\\d-\\d\\d-\\d\\d\\b", "2026-11-26")
        .replaceAll("\\b[A-Z][a-z]+day \\d{1,2} [A-Z][a-z]+\\b", "Thursday 26 November")
        .replaceAll("\\$0\\.00(?: of \\$\\d+)? (?:yesterday|since \\w+)", "\\$0.00 yesterday")
        .replaceAll("(?s)\\d+ stopped · (.*?)\nStopped\n.*", "2 stopped · $1\nStopped\n• …")
        .replaceAll("\\b\\d+ s\\b", "0 s");
  }

  private static void assertGolden(String page) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(GOLDEN, page);
    }
    assertThat(page).isEqualTo(Files.readString(GOLDEN));
  }
}
