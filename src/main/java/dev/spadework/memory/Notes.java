package dev.spadework.memory;

import dev.spadework.redact.Redactor;
import dev.spadework.store.Row;
import dev.spadework.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The notes that people left, in the database: shared by all workers on it. Nothing else than a
 * person's word gets in. Safe for use by many threads.
 */
public final class Notes {
  private final Store store;
  private final Clock clock;
  private final Redactor redactor;
  private final UnaryOperator<String> seen;

  /**
   * The notes of a database.
   *
   * @param redactor for what is written
   * @param seen takes out of text what people would not see in it ({@code Hidden::strip})
   */
  public Notes(Store store, Clock clock, Redactor redactor, UnaryOperator<String> seen) {
    this.store = store;
    this.clock = clock;
    this.redactor = redactor;
    this.seen = seen;
  }

  /**
   * Keeps a note, without secrets and on one line.
   *
   * @param key the request's own key; a second request with it keeps no second note
   */
  public Note remember(String key, String repo, String text, String by) {
    String line = redactor.clean(seen.apply(text)).replaceAll("\\s+", " ").strip();
    return store.write(
        tx -> {
          tx.update(
              """
              insert into notes (repo, text, person, at, request_key) values (?, ?, ?, ?, ?)
              on conflict do nothing""",
              repo,
              line,
              by,
              clock.instant().toEpochMilli(),
              key);
          return tx.first(
                  "select id, repo, text, person, at from notes where request_key = ?",
                  Notes::note,
                  key)
              .orElseThrow();
        });
  }

  /** The notes about a repository, oldest first. */
  public List<Note> of(String repo) {
    return store.read(
        tx ->
            tx.list(
                """
                select id, repo, text, person, at from notes
                where repo = ? and forgotten_at is null order by id""",
                Notes::note,
                repo));
  }

  /** All notes, by repository. */
  public List<Note> all() {
    return store.read(
        tx ->
            tx.list(
                """
                select id, repo, text, person, at from notes
                where forgotten_at is null order by repo, id""",
                Notes::note));
  }

  /** The note of this number, unless it was forgotten. */
  public Optional<Note> byId(int id) {
    return store.read(
        tx ->
            tx.first(
                """
                select id, repo, text, person, at from notes
                where id = ? and forgotten_at is null""",
                Notes::note,
                id));
  }

  /**
   * Drops a note: its text is gone, its number is not used again.
   *
   * @return false if there was none
   */
  public boolean forget(int id, String by) {
    return store.write(
        tx ->
            tx.update(
                    """
                    update notes set text = '', forgotten_by = ?, forgotten_at = ?
                    where id = ? and forgotten_at is null""",
                    by,
                    clock.instant().toEpochMilli(),
                    id)
                > 0);
  }

  /**
   * The notes about a repository that share words or file names with a text, the closest first.
   *
   * @param tokens they have together no more than this (four characters each)
   */
  public List<Note> matching(String repo, String text, int tokens) {
    return NoteMatch.best(of(repo), text, tokens);
  }

  /** A prompt without the notes in it that were forgotten since it was written. */
  public String withoutForgotten(String prompt) {
    Set<Integer> named = NoteLines.LINES.named(prompt);
    if (named.isEmpty()) {
      return prompt;
    }
    Set<Integer> gone = new HashSet<>(named);
    gone.removeIf(id -> byId(id).isPresent());
    return NoteLines.LINES.without(prompt, gone);
  }

  private static Note note(Row row) {
    return new Note(
        (int) row.number("id"),
        row.text("repo"),
        row.text("text"),
        row.text("person"),
        Instant.ofEpochMilli(row.number("at")));
  }
}
