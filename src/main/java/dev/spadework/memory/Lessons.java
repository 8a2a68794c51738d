package dev.spadework.memory;

import dev.spadework.memory.Lesson.State;
import dev.spadework.redact.Redactor;
import dev.spadework.store.Row;
import dev.spadework.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Lessons in the database, shared by all workers on it: proposed by code from what the record says,
 * shown to a model only once a person kept them. One that nobody needed for long, or that did not
 * help, is not recalled any more. Safe for use by many threads.
 */
public final class Lessons {
  /** What was not needed for so long may not be true any more. */
  private static final Duration FRESH = Duration.ofDays(90);

  /** After so many failures in spite of it, and not more successes, it is contradicted. */
  private static final int CONTRADICTED = 2;

  private static final int LONGEST = 300;
  private static final int CHARS_PER_TOKEN = 4;
  private static final String SELECT =
      """
      select id, repo, signature, text, task_id, commit_id, state, settled_by,
        coalesce(settled_at, at) as since,
        (select max(u.at) from lesson_uses u where u.lesson_id = id) as used_at,
        (select count(*) from lesson_uses u where u.lesson_id = id and u.held = 1) as held,
        (select count(*) from lesson_uses u where u.lesson_id = id and u.held = 0) as failed
      from lessons""";

  private final Store store;
  private final Clock clock;
  private final Redactor redactor;
  private final UnaryOperator<String> seen;

  /**
   * The lessons of a database.
   *
   * @param redactor for what is written
   * @param seen takes out of text what people would not see in it ({@code Hidden::strip})
   */
  public Lessons(Store store, Clock clock, Redactor redactor, UnaryOperator<String> seen) {
    this.store = store;
    this.clock = clock;
    this.redactor = redactor;
    this.seen = seen;
  }

  /**
   * Proposes what a task learned. Doing it twice changes nothing.
   *
   * @param text untrusted: it waits for a person
   */
  public Lesson propose(String task, String repo, String signature, String text, String commit) {
    return store.write(
        tx -> {
          tx.update(
              """
              insert into lessons (repo, signature, text, task_id, commit_id, at)
              values (?, ?, ?, ?, ?, ?) on conflict do nothing""",
              repo,
              clean(signature, LONGEST * 3),
              clean(text, LONGEST),
              task,
              commit,
              clock.instant().toEpochMilli());
          return tx.first(SELECT + " where task_id = ?", Lessons::lesson, task).orElseThrow();
        });
  }

  /** The lesson of this number, unless it was dropped. */
  public Optional<Lesson> byId(int id) {
    return store.read(
        tx -> tx.first(SELECT + " where id = ? and state <> 'DROPPED'", Lessons::lesson, id));
  }

  /** Those of a repository that were not dropped, oldest first. */
  public List<Lesson> of(String repo) {
    return store.read(
        tx ->
            tx.list(
                SELECT + " where repo = ? and state <> 'DROPPED' order by id",
                Lessons::lesson,
                repo));
  }

  /** All that people kept, by repository. */
  public List<Lesson> kept() {
    return store.read(
        tx -> tx.list(SELECT + " where state = 'KEPT' order by repo, id", Lessons::lesson));
  }

  /**
   * A person's word about a lesson.
   *
   * @param text as the person wants it; for one that is dropped it is not looked at
   */
  public void settle(int id, boolean keep, String text, String by) {
    store.write(
        tx ->
            tx.update(
                "update lessons set state = ?, text = ?, settled_by = ?, settled_at = ? where id = ?",
                (keep ? State.KEPT : State.DROPPED).name(),
                keep ? clean(text, LONGEST) : "",
                by,
                clock.instant().toEpochMilli(),
                id));
  }

  /** A task in which a lesson was shown has ended. */
  public void ended(int id, String task, boolean held) {
    store.write(
        tx ->
            tx.update(
                """
                insert into lesson_uses (lesson_id, task_id, at, held) values (?, ?, ?, ?)
                on conflict do nothing""",
                id,
                task,
                clock.instant().toEpochMilli(),
                held ? 1 : 0));
  }

  /**
   * Kept lessons for a task that begins: those whose test, or a file that they name, is named in
   * the request or in a log that came with it.
   *
   * @param tokens they have together no more than this (four characters each)
   */
  public List<Lesson> about(String repo, String text, int tokens) {
    Set<String> named = NoteMatch.names(text);
    return fitting(
        recallable(repo).stream()
            .filter(
                lesson -> shares(NoteMatch.names(lesson.signature() + " " + lesson.text()), named))
            .toList(),
        tokens);
  }

  /** Kept lessons about failures like this one. */
  public List<Lesson> like(String repo, Collection<String> signatures, int tokens) {
    return fitting(
        recallable(repo).stream()
            .filter(
                lesson -> signatures.stream().anyMatch(s -> Signature.alike(lesson.signature(), s)))
            .toList(),
        tokens);
  }

  /** A prompt without the lessons in it that were dropped since it was written. */
  public String withoutDropped(String prompt) {
    Set<Integer> gone = new HashSet<>(LessonLines.LINES.named(prompt));
    gone.removeIf(id -> byId(id).isPresent());
    return gone.isEmpty() ? prompt : LessonLines.LINES.without(prompt, gone);
  }

  private static boolean shares(Set<String> names, Set<String> others) {
    return names.stream().anyMatch(others::contains);
  }

  private List<Lesson> recallable(String repo) {
    Instant old = clock.instant().minus(FRESH);
    return of(repo).stream()
        .filter(lesson -> lesson.state() == State.KEPT)
        .filter(lesson -> lesson.used().isAfter(old))
        .filter(lesson -> lesson.failed() < CONTRADICTED || lesson.failed() <= lesson.held())
        .sorted(
            Comparator.comparingInt(Lesson::held)
                .thenComparing(Lesson::at)
                .thenComparingInt(Lesson::id)
                .reversed())
        .toList();
  }

  private static List<Lesson> fitting(List<Lesson> lessons, int tokens) {
    List<Lesson> fit = new ArrayList<>();
    int left = tokens * CHARS_PER_TOKEN;
    for (Lesson lesson : lessons) {
      int length = LessonLines.line(lesson).length() + 1;
      if (length <= left) {
        fit.add(lesson);
        left -= length;
      }
    }
    return fit;
  }

  private String clean(String text, int most) {
    return FailureLog.line(redactor.clean(seen.apply(text)), most);
  }

  private static Lesson lesson(Row row) {
    Instant at = Instant.ofEpochMilli(row.number("since"));
    return new Lesson(
        (int) row.number("id"),
        row.text("repo"),
        row.text("signature"),
        row.text("text"),
        row.text("task_id"),
        row.text("commit_id"),
        State.valueOf(row.text("state")),
        row.text("settled_by"),
        at,
        Instant.ofEpochMilli(Math.max(row.number("used_at"), at.toEpochMilli())),
        (int) row.number("held"),
        (int) row.number("failed"));
  }
}
