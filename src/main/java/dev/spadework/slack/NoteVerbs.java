package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.memory.Note;
import dev.spadework.memory.Notes;
import dev.spadework.memory.Rule;
import dev.spadework.report.Code;
import dev.spadework.slack.SlackSettings.Repo;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code remember}, {@code memory}, {@code forget}, {@code rules} and {@code repos}. */
final class NoteVerbs {
  private static final Logger log = LoggerFactory.getLogger(NoteVerbs.class);

  private static final int SHOWN = 30;
  private static final int ROOM = 3_500;
  private static final int PAGE = 1_500;

  private final SlackSettings settings;
  private final Journal journal;
  private final Memory memory;
  private final People people;
  private final Repos repos;
  private final Mrkdwn mrkdwn;
  private final LessonVerbs lessons;

  NoteVerbs(
      SlackSettings settings,
      Journal journal,
      Memory memory,
      People people,
      Repos repos,
      Mrkdwn mrkdwn) {
    this.settings = settings;
    this.journal = journal;
    this.memory = memory;
    this.people = people;
    this.repos = repos;
    this.mrkdwn = mrkdwn;
    this.lessons = new LessonVerbs(journal, memory, people);
  }

  /** For buttons. */
  LessonVerbs lessons() {
    return lessons;
  }

  /** Empty: it is none of these verbs. */
  Optional<String> answer(Commands.Sent sent, Typed typed) {
    if (typed instanceof Typed.Known) {
      return Optional.of(mrkdwn.of(known()));
    } else if (typed instanceof Typed.Rules rules) {
      return Optional.of(mrkdwn.of(about(sent, rules.repo(), this::rules)));
    } else if (typed instanceof Typed.Notes notes) {
      return Optional.of(mrkdwn.of(about(sent, notes.repo(), this::list)));
    } else if (typed instanceof Typed.Remember note) {
      return Optional.of(
          mrkdwn.of(about(sent, note.repo(), repo -> remember(sent, repo, note.text()))));
    } else if (typed instanceof Typed.Forget forget) {
      return Optional.of(mrkdwn.of(forget(sent.user(), forget.note())));
    } else if (typed instanceof Typed.OfLesson word) {
      return Optional.of(
          mrkdwn.of(lessons.settle(sent.user(), word.lesson(), word.keep(), word.text())));
    }
    return Optional.empty();
  }

  private interface With {
    String repo(Repo repo);
  }

  /** A note or a question belongs to the repository of the thread's task, or to what one means. */
  private String about(Commands.Sent sent, Optional<String> named, With with) {
    Optional<String> here =
        named.or(() -> sent.here().flatMap(journal::task).map(task -> task.request().repo()));
    Repos.Found found =
        repos.find(
            here, sent.channel(), sent.channelName(), () -> journal.lookup().lastRepo(sent.user()));
    return found.repo().map(with::repo).orElse(found.otherwise());
  }

  private String remember(Commands.Sent sent, Repo repo, String text) {
    Optional<String> refusal = people.whyNotAsk(sent.user(), repo.name());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    return memory
        .notes()
        .map(notes -> notes.remember("note:" + sent.trigger(), repo.name(), text, sent.user()))
        .map(this::written)
        .map(note -> say("verb.remember.done", "note", note.name(), "repo", Code.of(note.repo())))
        .orElse(say("verb.memory.without"));
  }

  /** The page of notes is for people to read; an answer does not wait for a disk that is full. */
  private Note written(Note note) {
    try {
      memory.writeNotes();
    } catch (UncheckedIOException e) {
      log.atWarn().setCause(e).log("notes_page_unwritten");
    }
    return note;
  }

  private String list(Repo repo) {
    List<Note> notes = memory.notes().map(all -> all.of(repo.name())).orElse(List.of());
    List<String> learned = lessons.lines(repo.name());
    if (notes.isEmpty() && learned.isEmpty()) {
      return say("verb.memory.none", "repo", Code.of(repo.name()));
    }
    List<String> lines = new ArrayList<>();
    if (!notes.isEmpty()) {
      lines.add(say("verb.memory.head", "repo", Code.of(repo.name())));
    }
    int left = ROOM;
    // The newest are the likeliest to be looked for.
    for (int i = notes.size() - 1; i >= Math.max(0, notes.size() - SHOWN) && left > 0; i--) {
      String line = line(notes.get(i));
      left -= line.length();
      lines.add(line);
    }
    int more = notes.size() - Math.max(0, lines.size() - 1);
    if (more > 0) {
      lines.add(say("private.status.more", "more", more));
    }
    if (!learned.isEmpty()) {
      lines.add(say("verb.lesson.head", "repo", Code.of(repo.name())));
      learned.stream().limit(SHOWN).forEach(lines::add);
    }
    return String.join("\n", lines);
  }

  private String line(Note note) {
    return say(
        "verb.memory.note",
        "note",
        note.name(),
        "text",
        note.text(),
        "who",
        people.of(note.by()),
        "date",
        LocalDate.ofInstant(note.at(), settings.zone()));
  }

  private String forget(String user, int id) {
    Optional<Notes> notes = memory.notes();
    Optional<Note> note = notes.flatMap(all -> all.byId(id));
    if (note.isEmpty()) {
      return say("verb.forget.unknown", "note", "n" + id);
    }
    try {
      if (!user.equals(note.get().by()) && !people.isApprover(user, note.get().repo())) {
        return say("verb.forget.may.not", "note", "n" + id, "who", people.of(note.get().by()));
      }
    } catch (Away e) {
      return say("private.away");
    }
    boolean gone = notes.get().forget(id, user);
    note.map(this::written);
    return gone
        ? say("verb.forget.done", "note", "n" + id)
        : say("verb.forget.unknown", "note", "n" + id);
  }

  private String rules(Repo repo) {
    List<Rule> rules = memory.rules(repo.name(), Optional.empty());
    List<String> parts = new ArrayList<>();
    parts.add(
        rules.isEmpty()
            ? say("verb.rules.none", "repo", Code.of(repo.name()))
            : say("verb.rules.head", "repo", Code.of(repo.name())));
    rules.forEach(
        rule -> parts.add(Code.of(rule.origin()) + "\n" + Code.shortened(rule.text(), PAGE)));
    parts.add(say("verb.rules.where", "repo", repo.name()));
    return String.join("\n", parts);
  }

  private String known() {
    if (repos.all().isEmpty()) {
      return say("private.repo.none");
    }
    List<Repo> shown = repos.all().stream().limit(SHOWN).toList();
    List<List<String>> rights = shown.stream().map(repo -> people.rights(repo.name())).toList();
    boolean alike = rights.stream().distinct().count() == 1;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      lines.add(known(shown.get(i)) + (alike ? "" : ". " + String.join(" ", rights.get(i))));
    }
    int more = repos.all().size() - SHOWN;
    if (more > 0) {
      lines.add(say("private.status.more", "more", more));
    }
    if (alike) {
      lines.add(String.join(" ", rights.get(0)));
    }
    return String.join("\n", lines);
  }

  private static String known(Repo repo) {
    String base = repo.base().isBlank() ? say("verb.repos.base") : Code.of(repo.base());
    return say("verb.repos.line", "repo", Code.of(repo.name()), "base", base)
        + repo.channel().map(c -> say("verb.repos.channel", "channel", c)).orElse("");
  }
}
