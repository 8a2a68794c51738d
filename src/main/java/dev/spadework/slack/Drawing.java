package dev.spadework.slack;

import dev.spadework.journal.Journal;
import dev.spadework.report.Afterwards;
import dev.spadework.slack.Step.Urgency;
import dev.spadework.task.Task;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task's thread lacks, compared with its fold. Remembers what each message showed last, so
 * that only changes are drawn; what it has forgotten is drawn once more, which harms nothing.
 */
final class Drawing {
  private final Journal journal;
  private final Card card;
  private final GateCards gates;
  private final Result result;
  private final EditAsking editAsking;
  private final Besides besides;
  private final Working working;
  private final Fates fates;
  private final Line line;
  private final Clock clock;
  private final Clock waits;
  private final History history;
  private final Pace pace;
  private final Map<String, Shown> shown = new HashMap<>();
  private boolean plans = true;

  private record Shown(String content, Instant at) {}

  Drawing(
      Journal journal,
      Card card,
      GateCards gates,
      Result result,
      EditAsking editAsking,
      Besides besides,
      Fates fates,
      Line line,
      Clock clock,
      Clock waits,
      Pace pace) {
    this.journal = journal;
    this.card = card;
    this.gates = gates;
    this.result = result;
    this.editAsking = editAsking;
    this.besides = besides;
    this.working = new Working(clock);
    this.fates = fates;
    this.line = line;
    this.history = new History(journal);
    this.clock = clock;
    this.waits = waits;
    this.pace = pace;
  }

  /** The most urgent thing that is missing; empty: the thread shows all there is. */
  Optional<Step> next(Task task) {
    Web.Place root = place(task, Messages.ROOT).orElse(null);
    if (root == null && EditAsking.gone(task)) {
      return Optional.empty();
    }
    if (root == null) {
      Face face = rootFace(task);
      return Optional.of(Step.root(task, face, face.content()));
    }
    if (place(task, Messages.CARD).isEmpty()) {
      return Optional.of(
          Step.post(task, root, Messages.CARD, Urgency.CARD, cardFace(task), cardContent(task)));
    }
    return gates(task, root)
        .or(() -> outcome(task, root))
        .or(
            () ->
                saysMoreSince(task)
                    ? edit(task, Messages.OUTCOME, Urgency.EDIT, resultFace(task))
                    : Optional.empty())
        .or(() -> notice(task, root))
        .or(() -> diff(task, root))
        .or(() -> edit(task, Messages.ROOT, Urgency.EDIT, rootFace(task)))
        .or(() -> edit(task, Messages.CARD, Urgency.EDIT, cardFace(task), cardContent(task)))
        .or(() -> working.next(task).map(text -> Step.status(task, root, text)));
  }

  /** Whether something about a task that is done came after its outcome. */
  private static boolean saysMoreSince(Task task) {
    return Afterwards.over(task)
        || task.logs().report().isPresent()
        || task.ending().isPresent() && task.asides().learning().proposed().isPresent();
  }

  private Optional<Step> notice(Task task, Web.Place root) {
    List<Besides.Notice> notices = new ArrayList<>(editAsking.of(task));
    notices.addAll(besides.notices(task));
    for (Besides.Notice notice : notices) {
      Face face = notice.face();
      boolean there = place(task, notice.message()).isPresent();
      if (!there && !notice.over()) {
        return Optional.of(post(task, root, notice.message(), Urgency.ANSWER, face));
      }
      Optional<Step> edit =
          there ? edit(task, notice.message(), Urgency.ANSWER, face) : Optional.empty();
      if (edit.isPresent()) {
        return edit;
      }
    }
    return Optional.empty();
  }

  private Optional<Step> diff(Task task, Web.Place root) {
    return besides
        .tree(task)
        .filter(tree -> place(task, Messages.diff(tree)).isEmpty())
        .flatMap(
            tree ->
                besides
                    .snippet(task, tree)
                    .map(snippet -> Step.file(task, root, Messages.diff(tree), snippet)));
  }

  /** When something is missing that is not missing now, if nothing happens. */
  Optional<Instant> later(Task task) {
    return besides.noticeAt(task);
  }

  /** This workspace takes no files, or not this one. */
  void withoutFile(Step step, boolean all) {
    besides.refused(step, all);
  }

  /** This workspace shows no status below threads. */
  void withoutStatus() {
    working.refused();
  }

  /** The clock of the card has gone on. */
  void tick(String task) {
    shown.computeIfPresent(Messages.key(task, Messages.CARD), (key, old) -> new Shown("", old.at));
  }

  /** The tasks whose place in the line has changed, as far as it is worth an edit now. */
  List<String> moved() {
    return line.moved();
  }

  private Optional<Step> gates(Task task, Web.Place root) {
    return gates.of(task).stream().flatMap(wanted -> gate(task, root, wanted).stream()).findFirst();
  }

  private Optional<Step> gate(Task task, Web.Place root, GateCards.Wanted wanted) {
    String message = wanted.message();
    String key = Messages.key(task.id(), message);
    if (place(task, message).isPresent()) {
      Shown last = shown.get(key);
      boolean current = last != null && last.content.equals(wanted.content());
      return current || wanted.life() == GateCards.Life.ONCE
          ? Optional.empty()
          : edit(task, message, Urgency.ANSWER, wanted.face().get(), wanted.content());
    }
    // The buttons go also from a message of which only Slack knows.
    boolean gone = wanted.life() == GateCards.Life.CLOSED;
    if (gone && !fates.mayBeThere(key)) {
      return Optional.empty();
    }
    Step step =
        Step.post(task, root, message, Urgency.ANSWER, wanted.face().get(), wanted.content());
    return Optional.of(gone ? step.onlyToFind() : step);
  }

  private Optional<Step> outcome(Task task, Web.Place root) {
    if (task.ending().isEmpty() || place(task, Messages.OUTCOME).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(post(task, root, Messages.OUTCOME, Urgency.ANSWER, resultFace(task)));
  }

  private Face resultFace(Task task) {
    return result.of(task, journal.entries(task.id()));
  }

  private Face rootFace(Task task) {
    return card.root(task, line.words(task), history.words(task));
  }

  private Face cardFace(Task task) {
    return card.card(task, clock.instant(), plans);
  }

  private String cardContent(Task task) {
    return card.card(task, task.at(), plans).content();
  }

  private static Step post(Task task, Web.Place root, String message, Urgency urgency, Face face) {
    return Step.post(task, root, message, urgency, face, face.content());
  }

  private Optional<Step> edit(Task task, String message, Urgency urgency, Face face) {
    return edit(task, message, urgency, face, face.content());
  }

  private Optional<Step> edit(
      Task task, String message, Urgency urgency, Face face, String content) {
    Shown last = shown.get(Messages.key(task.id(), message));
    if (last != null && last.content.equals(content)) {
      return Optional.empty();
    }
    Web.Place place = place(task, message).orElseThrow();
    return Optional.of(Step.edit(task, place, message, urgency, face, content));
  }

  /** When a message may be edited again. */
  Instant editableAt(Step step) {
    Shown last = shown.get(step.key());
    return last == null || step.urgency() != Urgency.EDIT
        ? Instant.MIN
        : last.at.plus(pace.edits());
  }

  /** Slack shows it now. */
  void drawn(Step step) {
    if (step.isStatus()) {
      working.shown(step.task(), step.content());
      return;
    }
    shown.put(step.key(), new Shown(step.content(), waits.instant()));
  }

  /** This workspace takes no plan blocks; false if that was known. */
  boolean withoutPlans() {
    boolean news = plans;
    plans = false;
    return news;
  }

  /** Somebody else may have drawn since. */
  void forget() {
    shown.clear();
  }

  /** Nothing more will come of this task. */
  void forget(Task task) {
    for (String message : task.posts().keySet()) {
      shown.remove(Messages.key(task.id(), message));
    }
  }

  private static Optional<Web.Place> place(Task task, String message) {
    return Optional.ofNullable(task.posts().get(message))
        .map(posted -> new Web.Place(posted.channel(), posted.ts()));
  }
}
