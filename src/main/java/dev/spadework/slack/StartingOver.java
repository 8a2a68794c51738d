package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Guess;
import dev.spadework.task.Kind;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.util.List;
import java.util.Optional;

/**
 * A task whose request was edited ends, and another with the new wording begins in its thread. The
 * journal says that it has to happen; each part of it can be done twice without harm.
 */
final class StartingOver {
  private final Journal journal;
  private final SlackSettings settings;
  private final WishLine line;

  StartingOver(Journal journal, SlackSettings settings, WishLine line) {
    this.journal = journal;
    this.settings = settings;
    this.line = line;
  }

  /**
   * Starts over.
   *
   * @param settled version of the entry that says so
   */
  void of(Task task, int settled) {
    Aside.RequestEdited edit = null;
    Aside.EditSettled decided = null;
    for (Entry entry : journal.entries(task.id())) {
      if (entry.version() < settled && entry.event() instanceof Aside.RequestEdited edited) {
        edit = edited;
      } else if (entry.version() == settled && entry.event() instanceof Aside.EditSettled by) {
        decided = by;
      }
    }
    if (edit == null || decided == null) {
      return;
    }
    String by = decided.by();
    // The new task first: of two that live for a moment one ends, of none nothing would come back.
    journal.open("over:" + task.id() + ":" + settled, request(task, edit.text()));
    journal.decide(
        task.id(),
        now ->
            now.ending().isPresent() ? Optional.empty() : Optional.of(new TaskEvent.Cancelled(by)));
  }

  private Request request(Task task, String text) {
    Request old = task.request();
    Optional<String> root =
        Optional.ofNullable(task.posts().get(Messages.ROOT))
            .filter(posted -> posted.channel().equals(old.channel()))
            .map(TaskEvent.Posted::ts);
    Request.Builder fresh = old.but().text(text).thread(old.thread().or(() -> root));
    Optional<String> repo = Optional.empty();
    if (line.read(text) instanceof Typed.Wish wish) {
      Typed.Options options = wish.options();
      repo = options.repo().flatMap(settings::repo).map(SlackSettings.Repo::name);
      fresh.text(wish.text()).base(options.base().or(old::base));
      KindChoice.onto(fresh, options.kind().or(() -> named(old)), Guess.of(wish.text(), List.of()));
      options.budgetMicros().ifPresent(fresh::budgetMicros);
      fresh.approvePlan(options.approvePlan() || old.approvePlan());
      fresh.model(options.model().or(old::model));
    }
    return fresh.repo(repo.orElse(old.repo())).make();
  }

  /** A kind that a person named stays; a guess is made anew from the new words. */
  private static Optional<String> named(Request old) {
    boolean usual = old.guessed() || old.playbook() == Kind.CHANGE;
    return usual ? Optional.empty() : Optional.of(old.kind());
  }
}
