package dev.spadework.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class NotesTest {
  private static final String REPO = "acme/billing";

  @Parameter DatabaseKind database;
  @TempDir Path dir;
  private Store store;
  private Notes notes;

  @BeforeEach
  void open() {
    store = Store.open(database.url(dir));
    notes =
        new Notes(
            store,
            Clock.fixed(Instant.parse("2026-11-26T10:42:00Z"), ZoneOffset.UTC),
            Redactor.of(List.of("hunter2-secret")),
            UnaryOperator.identity());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Note note(String text) {
    return notes.remember("key:" + text, REPO, text, "U0ANN");
  }

  @Test
  void aNoteIsKeptOnceOnOneLineAndWithoutSecrets() {
    Note note = note("the token is\nhunter2-secret");
    assertThat(note.name()).isEqualTo("n1");
    assertThat(note.text()).isEqualTo("the token is [redacted]");
    assertThat(note("the token is\nhunter2-secret")).isEqualTo(note);
    assertThat(notes.of(REPO)).containsExactly(note);
    assertThat(notes.of("acme/shop")).isEmpty();
  }

  @Test
  void aForgottenNoteIsGoneAndItsNumberIsNotUsedAgain() {
    Note first = note("imports need Java 17");
    assertThat(notes.forget(first.id(), "U0BOB")).isTrue();
    assertThat(notes.forget(first.id(), "U0BOB")).isFalse();
    assertThat(notes.byId(first.id())).isEmpty();
    assertThat(notes.matching(REPO, "the import", 300)).isEmpty();
    assertThat(note("another").id()).isEqualTo(2);
  }

  @Test
  void notesAreRecalledByWordsAndFileNamesTheRareOnesFirst() {
    note("the build runs with Maven");
    Note csv = note("exports use semicolons, not commas");
    Note file = note("InvoiceCsv.java is generated, edit its template");
    note("the team likes short names");
    assertThat(notes.matching(REPO, "add CSV export to invoices", 300)).contains(csv, file);
    assertThat(notes.matching(REPO, "fix src/main/InvoiceCsv.java", 300)).startsWith(file);
    assertThat(notes.matching(REPO, "a dark mode", 300)).isEmpty();
    assertThat(notes.matching(REPO, "add CSV export to invoices", 15)).hasSize(1);
  }

  @Test
  void aPromptLosesTheNotesThatWereForgottenSince() {
    Note first = note("exports use semicolons");
    Note second = note("exports have a header");
    String prompt = "## Notes\n" + NoteLines.of(List.of(first, second)) + "\n\nThe request";
    assertThat(notes.withoutForgotten(prompt)).isEqualTo(prompt);
    notes.forget(first.id(), "U0ANN");
    assertThat(notes.withoutForgotten(prompt))
        .isEqualTo("## Notes\n- note n2: exports have a header\n\nThe request");
  }
}
