package dev.spadework.memory;

import dev.spadework.memory.Rule.Authority;
import dev.spadework.redact.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The directory of rules that people write, and of the pages that the bot writes: failed tasks,
 * lessons, notes and accepted solutions. Files are read anew each time, so an edit holds for the
 * next task. Safe for use by many threads.
 *
 * <p>Nothing outside of the directory is read or written: names of repositories are checked, and
 * symbolic links in it are passed over.
 */
public final class Memory {
  private static final Pattern REPO =
      Pattern.compile("(?!\\.{1,2}/)[A-Za-z0-9._-]{1,100}/(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

  /** What is written for people besides the log of failures. */
  private record Pages(
      PageFile lessons, PageFile notes, PageFile solutions, SolutionPage accepted) {}

  private final RuleFiles files;
  private final FailureLog failures;
  private final UnaryOperator<String> seen;
  private final Pages pages;
  private final Optional<Notes> notes;
  private final Optional<Lessons> lessons;

  private Memory(
      RuleFiles files,
      FailureLog failures,
      Pages pages,
      UnaryOperator<String> seen,
      Optional<Notes> notes,
      Optional<Lessons> lessons) {
    this.files = files;
    this.failures = failures;
    this.pages = pages;
    this.seen = seen;
    this.notes = notes;
    this.lessons = lessons;
  }

  /**
   * A memory in {@code dir}, which need not exist.
   *
   * @param redactor for what is written
   * @param seen takes out of text what people would not see in it ({@code Hidden::strip})
   */
  public static Memory at(Path dir, Redactor redactor, UnaryOperator<String> seen) {
    return new Memory(
        new RuleFiles(dir),
        new FailureLog(dir.resolve("failure_log.md"), redactor, seen),
        new Pages(
            new PageFile(dir.resolve("lessons.md")),
            new PageFile(dir.resolve("notes.md")),
            new PageFile(dir.resolve("solutions.md")),
            new SolutionPage(redactor, seen)),
        seen,
        Optional.empty(),
        Optional.empty());
  }

  /** This memory with the notes of a database beside its files. */
  public Memory with(Notes more) {
    return new Memory(files, failures, pages, seen, Optional.of(more), lessons);
  }

  /** This memory with the lessons of a database beside its files. */
  public Memory with(Lessons more) {
    return new Memory(files, failures, pages, seen, notes, Optional.of(more));
  }

  /** What tasks learned; none where there is no database. */
  public Optional<Lessons> lessons() {
    return lessons;
  }

  /** Writes {@code lessons.md} anew from what people kept. */
  public void writeLessons() {
    lessons.ifPresent(all -> pages.lessons.write(LessonPage.of(all.kept())));
  }

  /** Writes {@code notes.md} anew from what people asked to be remembered. */
  public void writeNotes() {
    notes.ifPresent(all -> pages.notes.write(NotePage.of(all.all())));
  }

  /** Writes {@code solutions.md} anew from the changes that people merged. */
  public void writeSolutions(List<Solution> solutions) {
    pages.solutions.write(pages.accepted.of(solutions));
  }

  /** A prompt without what people dropped since it was written. */
  public String withoutForgotten(String prompt) {
    String kept = notes.map(all -> all.withoutForgotten(prompt)).orElse(prompt);
    return lessons.map(all -> all.withoutDropped(kept)).orElse(kept);
  }

  /** The notes that people left; none where there is no database. */
  public Optional<Notes> notes() {
    return notes;
  }

  /**
   * The rules that hold for a repository: those for all, those for this one, and the repository's
   * own advice, in this order. Blank ones are left out.
   *
   * @param repo {@code owner/name}
   * @param agentsMd text of the repository's own rules file at the base commit
   * @throws IllegalArgumentException if {@code repo} is not {@code owner/name}
   * @throws java.io.UncheckedIOException if a file is there but cannot be read
   */
  public List<Rule> rules(String repo, Optional<String> agentsMd) {
    if (!REPO.matcher(repo).matches()) {
      throw new IllegalArgumentException(
          "a repository is named owner/name (letters, digits, . _ -), this is not: "
              + FailureLog.line(seen.apply(repo), 100));
    }
    List<Rule> rules = new ArrayList<>();
    add(rules, "memory/project_rules.md", Authority.TEAM, files.read("project_rules.md"));
    String own = "repos/" + repo + ".md";
    add(rules, "memory/" + own, Authority.TEAM, files.read(own));
    add(rules, "AGENTS.md", Authority.REPOSITORY, agentsMd);
    return List.copyOf(rules);
  }

  /**
   * The rules for a prompt, the team's first. What comes from the repository stands in quotes, line
   * by line, so that it cannot pass for the team's.
   *
   * @param tokens never more than this (four characters each); rules are cut with a mark
   */
  public String render(List<Rule> rules, int tokens) {
    return RulesText.render(rules, seen, tokens);
  }

  /**
   * Writes {@code failure_log.md} anew from all notes, newest first. A reader sees the old file or
   * the new one, never a part.
   *
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public void writeFailures(List<FailureNote> notes) {
    failures.write(notes);
  }

  private void add(List<Rule> rules, String origin, Authority authority, Optional<String> text) {
    text.map(seen)
        .map(String::strip)
        .filter(seenText -> !seenText.isBlank())
        .ifPresent(seenText -> rules.add(new Rule(origin, authority, seenText)));
  }
}
