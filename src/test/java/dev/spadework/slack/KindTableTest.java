package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Script;
import dev.spadework.desk.Story;
import dev.spadework.task.Entry;
import dev.spadework.task.Guess;
import dev.spadework.task.Kind;
import dev.spadework.task.ProofEvent;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.worker.House;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Forty requests, what rules take them for, what a planner says, who wins, and the word that
 * corrects it. The end of {@code docs/playbooks.md} is what was seen; {@code -Dgolden=write} writes
 * it anew.
 */
class KindTableTest {
  private static final Path PAGE = Path.of("docs/playbooks.md");
  private static final String HEAD = "## Forty requests\n";

  @TempDir Path dir;

  private record Row(String rules, String planner, String text) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/kinds.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("\\|", 3))
        .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()))
        .toList();
  }

  /** A plan that waits for an answer, so that no more than the plan is made. */
  private static Story plans(Row row) {
    Map<String, Object> plan = new LinkedHashMap<>();
    plan.put("summary", "Do it");
    plan.put("steps", List.of(Map.of("title", "Do it", "files", List.of("README.md"))));
    plan.put("assumptions", List.of());
    plan.put("questions", List.of("Which one?"));
    plan.put("risk", "low");
    plan.put("confidence", 0.9);
    plan.put("judgement", List.of());
    if (!row.planner.equals("-")) {
      plan.put("kind", row.planner);
    }
    return Story.named(row.text).when(row.text).plan(plan);
  }

  @Test
  void fortyRequestsByRulesAndByAPlannerAlike() throws IOException {
    List<Row> rows = rows();
    assertThat(rows).hasSize(40);
    Script planner =
        Story.firstOf(
            plans(rows.get(0)),
            rows.stream().skip(1).map(KindTableTest::plans).toArray(Story[]::new));
    StringBuilder page = new StringBuilder();
    int won = 0;
    try (House house = new House(dir, planner)) {
      List<String> ids = new ArrayList<>();
      for (Row row : rows) {
        Request request =
            Request.of(row.text, House.REPO, 1_000_000, "U0ANN", "C0ENG")
                .guessed(Guess.of(row.text, List.of()))
                .make();
        ids.add(house.journal.open("kind-" + ids.size(), request).task());
      }
      for (int i = 0; i < rows.size(); i++) {
        house.await(ids.get(i), task -> task.plan().isPresent());
        List<Entry> entries = house.journal.entries(ids.get(i));
        page.append(line(rows.get(i), entries));
        won += byPlanner(entries) ? 1 : 0;
      }
    }
    assertGolden(
        HEAD
            + """

            Each was asked of a whole bot with a scripted planner (`KindTableTest`, which compares this table). Of %1$d
            plans with another kind than the rules %2$d won: where the rules said `change`, a proof is added; a proof that
            is owed is never dropped or exchanged. The last column is what one word in the thread makes of it.

            | request | rules | planner | kind | decided by | said in the thread | one word |
            | --- | --- | --- | --- | --- | --- | --- |
            """
                .formatted(rows.stream().filter(KindTableTest::differs).count(), won)
            + page);
  }

  private static boolean differs(Row row) {
    return !row.planner.equals("-") && !row.planner.equals(row.rules);
  }

  private static boolean byPlanner(List<Entry> entries) {
    return entries.stream()
        .anyMatch(
            entry ->
                entry.event() instanceof ProofEvent.KindChosen chosen && chosen.by().isEmpty());
  }

  private static String line(Row row, List<Entry> entries) {
    Task asked = Task.of(entries.subList(0, 1));
    assertThat(asked.request().playbook().label()).isEqualTo(row.rules);
    String said = first(KindChoice.words(asked).orElse("nothing"));
    int planned = 0;
    while (!(entries.get(planned).event() instanceof TaskEvent.PlanMade)) {
      planned++;
    }
    Task task = Task.of(entries.subList(0, planned + 1));
    Kind kind = task.request().playbook();
    if (byPlanner(entries)) {
      said += ", then: " + KindChoice.words(task).orElseThrow();
    }
    String word = kind == Kind.BUG ? "tests" : "bug";
    Kind corrected =
        KindChoice.reply(task, "U0ANN", word)
            .map(chosen -> chosen.after(task).request().playbook())
            .orElseThrow();
    assertThat(corrected.label()).isEqualTo(word);
    return "| %s | %s | %s | **%s** | %s | %s | `%s` → %s |\n"
        .formatted(
            row.text,
            row.rules,
            row.planner,
            kind.label(),
            byPlanner(entries) ? "planner" : "rules",
            said,
            word,
            corrected.label());
  }

  /** The sentence that tells the kind, without the one that tells how to correct it. */
  private static String first(String words) {
    return words.replaceFirst("(?s)\\. .*", ".");
  }

  private static void assertGolden(String section) throws IOException {
    String page = Files.readString(PAGE);
    int at = page.indexOf(HEAD);
    if ("write".equals(System.getProperty("golden"))) {
      page = (at < 0 ? page.strip() + "\n\n" : page.substring(0, at)) + section;
      Files.writeString(PAGE, page);
      at = page.indexOf(HEAD);
    }
    assertThat(at < 0 ? "" : page.substring(at)).isEqualTo(section);
  }
}
