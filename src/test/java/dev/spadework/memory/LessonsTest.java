package dev.spadework.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
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
class LessonsTest {
  private static final String REPO = "acme/billing";
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final String FAILURE = Signature.of("InvoiceTest.total", "expected: <1>");

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store store;

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Lessons at(Instant time) {
    return new Lessons(
        store,
        Clock.fixed(time, ZoneOffset.UTC),
        Redactor.of(List.of("s3cret-value")),
        UnaryOperator.identity());
  }

  private Lesson kept(String task, String text) {
    Lesson lesson = at(NOW).propose(task, REPO, FAILURE, text, "abc123");
    at(NOW).settle(lesson.id(), true, text, "U1");
    return lesson;
  }

  private List<Lesson> recalled(Instant time) {
    return at(time).like(REPO, List.of(FAILURE), 300);
  }

  @Test
  void proposedTwiceIsOneLessonAndIsNotRecalledBeforeItIsKept() {
    Lesson one = at(NOW).propose("t-1", REPO, FAILURE, "set s3cret-value\nfirst", "abc");
    assertThat(at(NOW).propose("t-1", REPO, FAILURE, "other", "abc").id()).isEqualTo(one.id());
    assertThat(one.text()).doesNotContain("s3cret-value", "\n");
    assertThat(recalled(NOW)).isEmpty();
    at(NOW).settle(one.id(), true, "set the zone first", "U1");
    assertThat(recalled(NOW)).extracting(Lesson::text).containsExactly("set the zone first");
  }

  @Test
  void anotherRepositoryDoesNotSeeIt() {
    kept("t-1", "set the zone");
    assertThat(at(NOW).like("acme/shop", List.of(FAILURE), 300)).isEmpty();
  }

  @Test
  void oneThatNobodyNeededForLongIsNotRecalledUnlessItWasUsedSince() {
    Lesson used = kept("t-1", "set the zone");
    kept("t-2", "set the locale");
    at(NOW.plus(Duration.ofDays(80))).ended(used.id(), "t-9", true);
    assertThat(recalled(NOW.plus(Duration.ofDays(89)))).hasSize(2);
    assertThat(recalled(NOW.plus(Duration.ofDays(120))))
        .extracting(Lesson::id)
        .containsExactly(used.id());
    assertThat(recalled(NOW.plus(Duration.ofDays(200)))).isEmpty();
  }

  @Test
  void oneThatDidNotHelpTwiceIsContradictedUntilItHelpsAsOften() {
    Lesson lesson = kept("t-1", "set the zone");
    at(NOW).ended(lesson.id(), "t-2", false);
    assertThat(recalled(NOW)).hasSize(1);
    at(NOW).ended(lesson.id(), "t-3", false);
    at(NOW).ended(lesson.id(), "t-3", false);
    assertThat(recalled(NOW)).isEmpty();
    at(NOW).ended(lesson.id(), "t-4", true);
    at(NOW).ended(lesson.id(), "t-5", true);
    assertThat(recalled(NOW)).hasSize(1);
  }

  @Test
  void theyFitTheirBudget() {
    for (int i = 0; i < 20; i++) {
      kept("t-" + i, "x".repeat(250) + i);
    }
    List<Lesson> found = at(NOW).like(REPO, List.of(FAILURE), 300);
    assertThat(found).isNotEmpty();
    assertThat(LessonLines.of(found).length()).isLessThanOrEqualTo(1_200);
  }

  @Test
  void aDroppedOneLeavesPromptsThatShowIt() {
    Lesson one = kept("t-1", "set the zone");
    Lesson other = kept("t-2", "set the locale");
    String prompt = "before\n" + LessonLines.of(List.of(one, other)) + "\nafter";
    at(NOW).settle(one.id(), false, "", "U1");
    assertThat(at(NOW).withoutDropped(prompt))
        .contains("before", "set the locale", "after")
        .doesNotContain("set the zone");
  }

  @Test
  void aRequestThatNamesTheTestOrAFileRecallsIt() {
    kept("t-1", "InvoiceTest.total failed; what resolved it was in `src/main/Invoice.java`.");
    assertThat(at(NOW).about(REPO, "why is InvoiceTest.total red", 300)).hasSize(1);
    assertThat(at(NOW).about(REPO, "tidy src/main/Invoice.java", 300)).hasSize(1);
    assertThat(at(NOW).about(REPO, "add an export to invoices", 300)).isEmpty();
  }
}
