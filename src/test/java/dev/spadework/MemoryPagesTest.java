package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.context.Hidden;
import dev.spadework.journal.Journal;
import dev.spadework.memory.Lesson;
import dev.spadework.memory.Lessons;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Notes;
import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Aside;
import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At each approval of a person the pages of the memory say what the record says. */
class MemoryPagesTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final String REPO = "acme/billing";

  @TempDir Path dir;
  private Store store;
  private Journal journal;
  private Notes notes;
  private Lessons lessons;
  private MemoryPages pages;

  @BeforeEach
  void open() {
    Redactor redactor = Redactor.of(List.of("hunter2-secret"));
    store = Store.open(DatabaseKind.SQLITE.url(dir));
    journal = new Journal(store, NOON, redactor);
    notes = new Notes(store, NOON, redactor, Hidden::strip);
    lessons = new Lessons(store, NOON, redactor, Hidden::strip);
    Memory memory =
        Memory.at(dir.resolve("memory"), redactor, Hidden::strip).with(notes).with(lessons);
    pages = new MemoryPages(journal, memory, NOON);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private String task(String text, TaskEvent... events) {
    String id = journal.open(text, Request.of(text, REPO, 1_000, "U1", "C1").make()).task();
    for (TaskEvent event : events) {
      journal.add(id, Optional.empty(), event);
    }
    return id;
  }

  private TaskEvent opened(int number) {
    return new DeliveryEvent.PullRequestOpened(
        REPO, number, "https://git.example/pull/" + number, "A change", false);
  }

  private static TaskEvent seen(PullState state) {
    return new DeliveryEvent.PullRequestSeen(state, "approved", "passed", "bob");
  }

  private String page(String name) throws IOException {
    return Files.readString(dir.resolve("memory").resolve(name));
  }

  @Test
  void allPagesAreWrittenFromTheRecord() throws IOException {
    task(
        "add CSV export <!-- hidden --> with hunter2-secret",
        new DeliveryEvent.Finished(
            "s",
            List.of(new DeliveryEvent.ChangedFile("src/Csv.java", "writes it", 9, 0)),
            List.of(),
            "aa"),
        new DeliveryEvent.Committed("0123456789abcdef", "aa", "spadework/x"),
        opened(7),
        seen(PullState.MERGED));
    task("add a clock", opened(8), seen(PullState.CLOSED));
    task("add a bell", opened(9));
    task("add a door", new TaskEvent.GaveUp(Ending.Blame.WORLD, "No answer.", "Ask again."));
    notes.remember("k", REPO, "the importer reads Windows-1252", "U2");
    Lesson lesson = lessons.propose("t-9", REPO, "A.b :: x", "set the zone", "fedcba9876543210");
    lessons.settle(lesson.id(), true, "set the zone first", "U3");
    pages.write();
    assertThat(page("solutions.md"))
        .contains("## acme/billing", "add CSV export", "merged by bob", "pull/7", "src/Csv.java")
        .contains("0123456789")
        .doesNotContain("pull/8", "pull/9", "hunter2", "hidden");
    assertThat(page("notes.md"))
        .contains("**n1** the importer reads Windows-1252 (U2, 2026-11-22)");
    assertThat(page("lessons.md")).contains("**l1** set the zone first");
    assertThat(page("failure_log.md")).contains("add a door");

    notes.forget(1, "U2");
    lessons.settle(lesson.id(), false, "", "U3");
    pages.write();
    assertThat(page("notes.md")).doesNotContain("Windows");
    assertThat(page("lessons.md")).doesNotContain("the zone");
  }

  @Test
  void eachApprovalOfAPersonIsReasonToWrite() {
    assertThat(concerns(new Aside.LessonSettled("l1", "U1", true, "x"))).isTrue();
    assertThat(concerns(new TaskEvent.Decided("g1", Choice.APPROVE, "U1", ""))).isTrue();
    assertThat(concerns(seen(PullState.MERGED))).isTrue();
    assertThat(concerns(new TaskEvent.Decided("g1", Choice.REJECT, "U1", ""))).isFalse();
    assertThat(concerns(seen(PullState.OPEN))).isFalse();
  }

  private static boolean concerns(TaskEvent event) {
    return MemoryPages.concerns(new Entry("t-1", 2, NOON.instant(), event));
  }
}
