package dev.spadework.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.ScriptedGemini;
import dev.spadework.memory.Note;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people asked to be remembered reaches the model, and leaves when it is forgotten. */
class NotesInPromptTest {
  @TempDir Path dir;

  @Test
  void aMatchingNoteIsShownToTheModelUntilItIsForgotten() {
    try (House house = new House(dir, Shop.calm())) {
      Note kept = note(house, "every subtraction is plain sh");
      Note dropped = note(house, "subtraction results are never negative");
      note(house, "the dark mode has its own palette");
      house.onAppend(
          entry -> {
            if (entry.event() instanceof TaskEvent.ToolReturned) {
              house.notes.forget(dropped.id(), "U0ANN");
            }
          });
      String id = house.ask("add a subtraction");
      house.awaitEnd(id);
      List<ScriptedGemini.Seen> seen = house.model.seen();
      assertThat(seen.get(0).body())
          .contains("note n1: " + kept.text(), "note n2: " + dropped.text())
          .doesNotContain("dark mode");
      List<ScriptedGemini.Seen> work = seen.stream().filter(s -> s.json().has("tools")).toList();
      assertThat(work.get(0).body()).contains(kept.text(), dropped.text());
      assertThat(work.get(work.size() - 1).body())
          .contains(kept.text())
          .doesNotContain(dropped.text());
      assertThat(layers(house, id)).contains("notes n2 n1");
    }
  }

  private static Note note(House house, String text) {
    return house.notes.remember(text, House.REPO, text, "U0ANN");
  }

  private static List<String> layers(House house, String id) {
    return house.journal.entries(id).stream()
        .filter(entry -> entry.event() instanceof TaskEvent.Briefed)
        .flatMap(entry -> ((TaskEvent.Briefed) entry.event()).tokens().stream())
        .map(TaskEvent.Layer::name)
        .toList();
  }
}
