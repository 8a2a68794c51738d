package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Lookup;
import dev.spadework.report.Code;
import dev.spadework.task.Aside;
import dev.spadework.task.Kind;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Messages that were edited or deleted after they did something: an edited request starts over or
 * is asked about, a deleted one cancels, an edited reply is said once more.
 */
final class Edits {
  /** So long the event that tells of a message may come after the one that tells of its edit. */
  private static final Duration OUT_OF_ORDER = Duration.ofMinutes(2);

  private final Journal journal;
  private final People people;
  private final Replies replies;
  private final WishLine line;
  private final Whispers whispers;
  private final Mrkdwn mrkdwn;
  private final Clock clock;

  Edits(
      Journal journal,
      People people,
      Replies replies,
      WishLine line,
      Whispers whispers,
      Mrkdwn mrkdwn,
      Clock clock) {
    this.journal = journal;
    this.people = people;
    this.replies = replies;
    this.line = line;
    this.whispers = whispers;
    this.mrkdwn = mrkdwn;
    this.clock = clock;
  }

  /**
   * A message was edited. A repeated delivery changes nothing.
   *
   * @param said who wrote it where, and how it reads now
   * @param at Slack's time of the edit
   * @throws Away if the message itself has not come yet; Slack delivers the edit again
   */
  void changed(Replies.Said said, String at) throws Away {
    if (said.text().isBlank()) {
      return;
    }
    // Slack tells the time of an edit in whole seconds.
    String key =
        String.join(":", "edited", said.channel(), said.ts(), at, EditAsking.hash(said.text()));
    Optional<Task> made = madeOf(said.channel(), said.ts());
    Optional<Lookup.Place> known = journal.lookup().place(said.key());
    if (made.isPresent()) {
      request(made.get(), said, key);
    } else if (known.isPresent()) {
      reply(known.get(), said, key);
    } else {
      notYet(said);
    }
  }

  /**
   * A message was deleted: a task that was made of it ends.
   *
   * @throws Away if who may do that cannot be known now, or the message has not come yet
   */
  void deleted(Replies.Said said) throws Away {
    Optional<Task> made = madeOf(said.channel(), said.ts());
    if (made.isEmpty()) {
      if (journal.lookup().key(said.key()).isEmpty()) {
        notYet(said);
      }
      return;
    }
    String task = made.get().id();
    if (people.mayStop(said.user(), made.get())) {
      journal.decide(
          task,
          Optional.of("deleted:" + said.channel() + ":" + said.ts()),
          now -> alive(now, new Aside.RequestEdited(said.user(), "")));
      boolean stopped =
          journal.decide(task, now -> alive(now, new TaskEvent.Cancelled(said.user()))).isPresent();
      // The thread may be gone with its first message.
      if (stopped && !made.get().posts().containsKey(Messages.ROOT)) {
        whispers.tell(
            said.user(),
            said.channel(),
            Optional.empty(),
            say("private.cancelled", "task", Code.of(task)));
      }
    }
  }

  /** Start over, or go on as it is: the first press decides. */
  void settle(Buttons.Press press, boolean startOver) {
    Optional<EditAsking.Asked> asked = EditAsking.Asked.read(press.value());
    Optional<Task> task = asked.flatMap(a -> journal.task(a.task()));
    if (task.isEmpty()) {
      tell(press, say("private.button.unknown"));
      return;
    }
    // Starting over ends the task: whoever may stop it may say so.
    Optional<String> refusal = people.whyNotStop(press.user(), task.get());
    if (refusal.isPresent()) {
      tell(press, mrkdwn.of(refusal.get()));
      return;
    }
    boolean won =
        journal
            .decide(
                task.get().id(),
                now ->
                    now.asides()
                        .edit()
                        .filter(edit -> now.ending().isEmpty() && asked.get().meets(edit))
                        .map(edit -> new Aside.EditSettled(press.user(), startOver)))
            .isPresent();
    if (!won) {
      tell(press, say("edit.stale"));
    }
  }

  private void request(Task task, Replies.Said said, String key) {
    String text = replies.clean(Addressed.of(said.text(), said.bot()).text());
    if (text.isBlank() || says(task.request(), text)) {
      return;
    }
    boolean news =
        journal
            .decide(
                task.id(),
                Optional.of(key),
                now -> alive(now, new Aside.RequestEdited(said.user(), text)))
            .isPresent();
    // Nothing was spent yet, and the words are the requester's own: nobody has to be asked.
    if (news && said.user().equals(task.request().by())) {
      journal.decide(
          task.id(),
          now ->
              now.claimed() || now.asides().edit().isEmpty()
                  ? Optional.empty()
                  : alive(now, new Aside.EditSettled(said.user(), true)));
    }
  }

  private static Optional<TaskEvent> alive(Task now, TaskEvent event) {
    return now.ending().isPresent() ? Optional.empty() : Optional.of(event);
  }

  private Optional<Task> madeOf(String channel, String ts) {
    Optional<Request.Source> message = Optional.of(new Request.Source(channel, ts));
    return journal.tasks().alive().stream()
        .filter(task -> task.request().source().equals(message))
        .reduce((older, newer) -> newer);
  }

  /** A reply that did something is said once more where its words are others now. */
  private void reply(Lookup.Place place, Replies.Said said, String key) {
    TaskEvent event = journal.entries(place.task()).get(place.version() - 1).event();
    String before =
        event instanceof TaskEvent.Said e
            ? e.text()
            : event instanceof TaskEvent.Decided d ? d.text() : "";
    String now = replies.clean(Listening.without(said.text(), said.bot()));
    if (!before.isBlank() && !same(before, now)) {
      replies.correct(place.task(), said, key);
    }
  }

  /** A message that calls us and is very young may simply not have come yet. */
  private void notYet(Replies.Said said) throws Away {
    boolean stamp = said.ts().matches("\\d{1,12}\\.\\d+");
    if (stamp && Listening.mentions(said.text(), said.bot())) {
      Instant at = Instant.ofEpochSecond(Long.parseLong(said.ts().split("\\.")[0]));
      if (Duration.between(at, clock.instant()).compareTo(OUT_OF_ORDER) < 0) {
        throw new Away("the message itself has not come yet", false, Duration.ZERO);
      }
    }
  }

  /** Whether the text asks for what the request asks for already. */
  private boolean says(Request request, String text) {
    if (!(line.read(text) instanceof Typed.Wish wish)) {
      return same(text, request.text());
    }
    Typed.Options options = wish.options();
    return same(wish.text(), request.text())
        && options.repo().filter(repo -> !repo.equals(request.repo())).isEmpty()
        && (options.base().isEmpty() || options.base().equals(request.base()))
        && options.kind().flatMap(Kind::named).filter(k -> k != request.playbook()).isEmpty()
        && options.budgetMicros().filter(sum -> sum != request.budgetMicros()).isEmpty()
        && (!options.approvePlan() || request.approvePlan())
        && (options.model().isEmpty() || options.model().equals(request.model()));
  }

  private static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  private static String plain(String text) {
    return Mrkdwn.typed(text).replaceAll("\\s+", " ").strip();
  }

  private void tell(Buttons.Press press, String line) {
    whispers.tell(press.user(), press.channel(), press.thread(), line);
  }
}
