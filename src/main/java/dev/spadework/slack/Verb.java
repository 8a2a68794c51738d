package dev.spadework.slack;

import dev.spadework.report.Edits;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table of verbs: what each is called, and what may follow it. */
enum Verb {
  HELP("help", Rest.NOTHING),
  STATUS("status", Rest.MAYBE_TASK),
  QUEUE("queue", Rest.NOTHING),
  CANCEL("cancel", Rest.TASK),
  RETRY("retry", Rest.TASK_AND_WORDS),
  WHY("why", Rest.TASK_OR_ALL),
  COST("cost", Rest.MAYBE_TASK),
  REPOS("repos", Rest.NOTHING),
  RULES("rules", Rest.MAYBE_REPO),
  MEMORY("memory", Rest.MAYBE_REPO),
  REMEMBER("remember", Rest.WORDS),
  FORGET("forget", Rest.NOTE),
  LESSON("lesson", Rest.LESSON),
  EVERY("every", Rest.ORDER),
  DIGEST("digest", Rest.NOTHING),
  PAUSE("pause", Rest.NOTHING),
  RESUME("resume", Rest.NOTHING);

  /** What may follow a verb; with anything else behind it, the word is none. */
  enum Rest {
    NOTHING(""),
    MAYBE_TASK(" t-…"),
    TASK(" t-…"),
    TASK_AND_WORDS(" t-… a hint"),
    TASK_OR_ALL(" t-… all"),
    MAYBE_REPO(" owner/name"),
    WORDS(" what to remember"),
    NOTE(" n3"),
    LESSON(" l14 keep"),
    ORDER(" weekday 03:00 what to do");

    private final String form;

    Rest(String form) {
      this.form = form;
    }
  }

  /** Words for the same thing: nobody has to know them, so they are answered with the right one. */
  private static final Map<String, Verb> MEANT =
      Map.ofEntries(
          Map.entry("stop", CANCEL),
          Map.entry("abort", CANCEL),
          Map.entry("kill", CANCEL),
          Map.entry("again", RETRY),
          Map.entry("rerun", RETRY),
          Map.entry("list", STATUS),
          Map.entry("tasks", STATUS),
          Map.entry("notes", MEMORY),
          Map.entry("note", REMEMBER),
          Map.entry("costs", COST),
          Map.entry("spend", COST),
          Map.entry("repositories", REPOS),
          Map.entry("unpause", RESUME),
          Map.entry("continue", RESUME),
          Map.entry("schedule", EVERY),
          Map.entry("cron", EVERY),
          Map.entry("log", WHY),
          Map.entry("commands", HELP));

  private static final int SHORT = 4;

  private final String word;
  private final Rest rest;

  Verb(String word, Rest rest) {
    this.word = word;
    this.rest = rest;
  }

  Rest rest() {
    return rest;
  }

  /** How it is typed, with everything that may follow. */
  String form() {
    return word + rest.form;
  }

  static Optional<Verb> named(String typed) {
    return Arrays.stream(values()).filter(verb -> verb.word.equals(typed)).findFirst();
  }

  /**
   * The verb that somebody may have meant who typed this instead.
   *
   * @param answering whether it stands in a task's thread, where "continue" may be an answer
   */
  static Optional<Verb> near(String typed, boolean answering) {
    String word = typed.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(MEANT.get(word))
        .filter(verb -> !answering || verb == CANCEL)
        .or(() -> Arrays.stream(values()).filter(verb -> verb.isNear(word)).findFirst());
  }

  /** A word that only goes on after the verb ("remembers") is another word, not a slip. */
  boolean isSlip(String typed) {
    return !typed.startsWith(word) && isNear(typed);
  }

  private boolean isNear(String typed) {
    return typed.charAt(0) == word.charAt(0)
        && (Edits.between(typed, word) <= (word.length() > SHORT ? 2 : 1) || swapped(typed));
  }

  /** Whether two neighbouring letters changed places. */
  private boolean swapped(String typed) {
    if (typed.length() != word.length()) {
      return false;
    }
    for (int i = 0; i + 1 < word.length(); i++) {
      StringBuilder other = new StringBuilder(word);
      other.setCharAt(i, word.charAt(i + 1));
      other.setCharAt(i + 1, word.charAt(i));
      if (other.toString().equals(typed)) {
        return true;
      }
    }
    return false;
  }
}
