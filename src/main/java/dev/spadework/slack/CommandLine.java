package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.report.Code;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what was typed after {@code /agent} or after our name. A first word is a verb only if the
 * rest fits it: "cancel button is broken" is a task. What is nearly a verb gets a line with the
 * right form, so that a slip of the finger starts no work.
 */
final class CommandLine {
  private static final Pattern SURE_ID = Pattern.compile("t-[0-9a-z]{8}|t-[a-z]*[0-9][0-9a-z]*");
  private static final Pattern PERHAPS_ID = Pattern.compile("t-\\S{0,40}");
  private static final Pattern NOTE_ID = Pattern.compile("n?(\\d{1,9})");
  private static final Pattern LESSON_ID = Pattern.compile("l(\\d{1,9})");
  private static final Pattern FIRST = Pattern.compile("(\\S+)\\s*(.*)", Pattern.DOTALL);

  /** Words around a verb that change nothing about it. */
  private static final Set<String> FILLING =
      Set.of("it", "this", "that", "please", "now", "task", "the");

  private static final int LONGEST_NOTE = 500;
  private static final int FEW_WORDS = 4;

  private final WishLine wishes;
  private final OrderLine orders;
  private final Predicate<String> knownRepo;

  /**
   * A reader.
   *
   * @param knownRepo whether a word without a slash is a repository's name
   */
  CommandLine(long maxBudgetMicros, Predicate<String> knownRepo) {
    this.wishes = new WishLine(maxBudgetMicros);
    this.orders = new OrderLine(wishes);
    this.knownRepo = knownRepo;
  }

  /**
   * Reads a command: a verb or a task.
   *
   * @param here the task that it is about if it names none
   */
  Typed read(String typed, Optional<String> here) {
    return verb(typed, here).orElseGet(() -> wish(typed));
  }

  /** A task, or why it is none. */
  Typed wish(String typed) {
    return wishes.read(typed.strip());
  }

  /** The verb that it is, or nearly is; empty: it is text. */
  Optional<Typed> verb(String typed, Optional<String> here) {
    Matcher matcher = FIRST.matcher(typed.strip());
    if (!matcher.matches()) {
      return Optional.of(new Typed.Help());
    }
    String first = bare(matcher.group(1));
    String rest = matcher.group(2).strip();
    Optional<Verb> verb = Verb.named(first);
    if (verb.isPresent()) {
      Optional<Typed> read = fitted(verb.get(), rest, here);
      if (read.isPresent()) {
        return read;
      }
    } else if (!first.isEmpty()) {
      Optional<Verb> meant =
          Verb.near(first, here.isPresent()).filter(near -> nearly(near, first, rest));
      if (meant.isPresent()) {
        String right = Code.of("/agent " + meant.get().form());
        return wrong(say("verb.near", "word", Code.of(Code.shortened(first, 40)), "form", right));
      }
    }
    List<String> words = words(typed);
    Optional<String> id = words.stream().filter(CommandLine::surely).findFirst();
    return words.size() <= FEW_WORDS && id.isPresent()
        ? wrong(say("verb.about", "task", Code.of(id.get()), "raw", id.get()))
        : Optional.empty();
  }

  private Optional<Typed> fitted(Verb verb, String rest, Optional<String> here) {
    return switch (verb.rest()) {
      case NOTHING -> alone(verb, rest);
      case MAYBE_TASK, TASK, TASK_OR_ALL -> aboutTask(verb, rest, here);
      case TASK_AND_WORDS -> retry(rest, here);
      case MAYBE_REPO -> aboutRepo(verb, rest);
      case WORDS -> Optional.of(remember(rest));
      case NOTE -> forget(verb, rest);
      case LESSON -> lesson(verb, rest);
      case ORDER -> orders.read(rest);
    };
  }

  private static Optional<Typed> alone(Verb verb, String rest) {
    if (!rest.isEmpty()) {
      List<String> words = words(rest);
      boolean about = words.size() == 1 && PERHAPS_ID.matcher(words.get(0)).matches();
      return about ? form(verb) : Optional.empty();
    }
    return Optional.of(
        switch (verb) {
          case QUEUE -> new Typed.Waiting();
          case REPOS -> new Typed.Known();
          case DIGEST -> new Typed.Today();
          case PAUSE -> new Typed.Pause();
          case RESUME -> new Typed.Resume();
          default -> new Typed.Help();
        });
  }

  private static Optional<Typed> aboutTask(Verb verb, String rest, Optional<String> here) {
    List<String> words = words(rest).stream().filter(word -> !FILLING.contains(word)).toList();
    boolean all = verb == Verb.WHY && words.size() > 0 && words.get(words.size() - 1).equals("all");
    List<String> ids = all ? words.subList(0, words.size() - 1) : words;
    if (ids.isEmpty()) {
      return verb.rest() == Verb.Rest.MAYBE_TASK
          ? Optional.of(task(verb, here, all))
          : Optional.of(here.map(id -> task(verb, here, all)).orElseGet(() -> which(verb)));
    }
    if (ids.size() == 1 && PERHAPS_ID.matcher(ids.get(0)).matches()) {
      return Optional.of(task(verb, Optional.of(ids.get(0)), all));
    }
    return surely(ids.get(0)) ? form(verb) : Optional.empty();
  }

  private static Typed task(Verb verb, Optional<String> id, boolean all) {
    return switch (verb) {
      case STATUS -> new Typed.Status(id);
      case COST -> new Typed.Costs(id);
      case WHY -> new Typed.Why(id.orElseThrow(), all);
      default -> new Typed.Cancel(id.orElseThrow());
    };
  }

  private static Optional<Typed> retry(String rest, Optional<String> here) {
    Matcher matcher = FIRST.matcher(rest);
    if (!matcher.matches() || words(rest).stream().allMatch(FILLING::contains)) {
      return Optional.of(
          here.<Typed>map(id -> new Typed.Retry(id, "")).orElseGet(() -> which(Verb.RETRY)));
    }
    String id = bare(matcher.group(1));
    String hint = matcher.group(2).strip();
    if (surely(id) || PERHAPS_ID.matcher(id).matches() && hint.isEmpty()) {
      return Optional.of(new Typed.Retry(id, hint));
    }
    return here.map(task -> new Typed.Retry(task, rest));
  }

  private Optional<Typed> aboutRepo(Verb verb, String rest) {
    List<String> words = words(rest);
    if (words.size() > 1 || words.size() == 1 && !isRepo(words.get(0))) {
      return Optional.empty();
    }
    Optional<String> repo = words.stream().findFirst().map(CommandLine::repoName);
    return Optional.of(verb == Verb.RULES ? new Typed.Rules(repo) : new Typed.Notes(repo));
  }

  private Typed remember(String rest) {
    WishLine.Split split = WishLine.split(rest, Set.of("repo"));
    if (split.text().isBlank()) {
      return new Typed.Wrong(say("verb.remember.what"));
    }
    if (split.text().length() > LONGEST_NOTE) {
      return new Typed.Wrong(say("verb.remember.long", "most", LONGEST_NOTE));
    }
    return split
        .twice()
        .<Typed>map(option -> new Typed.Wrong(say("private.option.twice", "option", option)))
        .orElseGet(
            () -> new Typed.Remember(split.text(), Optional.ofNullable(split.given().get("repo"))));
  }

  private static Optional<Typed> forget(Verb verb, String rest) {
    List<String> words = words(rest);
    if (words.isEmpty()) {
      return wrong(say("verb.forget.which"));
    }
    Matcher note = NOTE_ID.matcher(words.get(0));
    if (note.matches() && words.size() == 1) {
      return Optional.of(new Typed.Forget(Integer.parseInt(note.group(1))));
    }
    Matcher lesson = LESSON_ID.matcher(words.get(0));
    if (lesson.matches() && words.size() == 1) {
      return Optional.of(new Typed.OfLesson(Integer.parseInt(lesson.group(1)), false, ""));
    }
    return note.matches() || lesson.matches() || surely(words.get(0))
        ? form(verb)
        : Optional.empty();
  }

  private static Optional<Typed> lesson(Verb verb, String rest) {
    Matcher typed = FIRST.matcher(rest);
    Matcher id = LESSON_ID.matcher(typed.matches() ? bare(typed.group(1)) : "");
    if (!id.matches()) {
      return rest.isEmpty() ? form(verb) : Optional.empty();
    }
    int lesson = Integer.parseInt(id.group(1));
    String words = typed.group(2).strip();
    return switch (bare(words)) {
      case "" -> form(verb);
      case "keep", "yes", "ok" -> Optional.of(new Typed.OfLesson(lesson, true, ""));
      case "drop", "no", "forget" -> Optional.of(new Typed.OfLesson(lesson, false, ""));
      default ->
          words.length() > LONGEST_NOTE
              ? wrong(say("verb.remember.long", "most", LONGEST_NOTE))
              : Optional.of(new Typed.OfLesson(lesson, true, words));
    };
  }

  /** Whether the rest would fit the verb that the word is close to. */
  private boolean nearly(Verb verb, String typed, String rest) {
    List<String> words = words(rest).stream().filter(word -> !FILLING.contains(word)).toList();
    if (words.isEmpty()) {
      return true;
    }
    String next = words.get(0);
    return switch (verb.rest()) {
      case NOTHING -> false;
      case WORDS -> verb.isSlip(typed);
      case LESSON -> LESSON_ID.matcher(next).matches();
      case ORDER -> orders.read(rest).isPresent();
      case NOTE -> words.size() == 1 && NOTE_ID.matcher(next).matches();
      case MAYBE_REPO -> words.size() == 1 && isRepo(next);
      default -> words.size() == 1 && PERHAPS_ID.matcher(next).matches() || surely(next);
    };
  }

  private boolean isRepo(String word) {
    return word.startsWith("repo:") || word.contains("/") || knownRepo.test(word);
  }

  private static String repoName(String word) {
    return word.startsWith("repo:") ? word.substring("repo:".length()) : word;
  }

  private static boolean surely(String word) {
    return SURE_ID.matcher(word).matches();
  }

  private static List<String> words(String text) {
    return text.isBlank()
        ? List.of()
        : Pattern.compile("\\s+").splitAsStream(text.strip()).map(CommandLine::bare).toList();
  }

  /** A word without the marks that come with copying it or with ending a sentence. */
  private static String bare(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("^[`*_\"]+|[`*_\".,;?]+$", "");
  }

  private static Typed which(Verb verb) {
    return new Typed.Wrong(say("verb.which", "form", Code.of("/agent " + verb.form())));
  }

  private static Optional<Typed> form(Verb verb) {
    return wrong(say("verb.form", "form", Code.of("/agent " + verb.form())));
  }

  private static Optional<Typed> wrong(String line) {
    return Optional.of(new Typed.Wrong(line));
  }
}
