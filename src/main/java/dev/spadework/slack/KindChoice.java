package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.journal.Journal;
import dev.spadework.report.Code;
import dev.spadework.task.Kind;
import dev.spadework.task.ProofEvent;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.util.Optional;

/** The kind that a task was taken for: said in its first message, and corrected by one word. */
final class KindChoice {
  static final String ACTION = "choose_kind";
  private static final String BLOCK = "kind ";
  private static final int LABEL = 75;

  private final Journal journal;
  private final People people;
  private final Whispers whispers;
  private final Mrkdwn mrkdwn;

  KindChoice(Journal journal, People people, Whispers whispers, Mrkdwn mrkdwn) {
    this.journal = journal;
    this.people = people;
    this.whispers = whispers;
    this.mrkdwn = mrkdwn;
  }

  /** Takes the kind from the words where nobody named one. */
  static Request.Builder onto(Request.Builder request, Optional<String> named, Kind guess) {
    if (named.isPresent()) {
      return request.kind(Kind.named(named.get()).orElse(Kind.CHANGE).label());
    }
    return request.guessed(guess);
  }

  /** What the first message says of it; empty for a change that nobody took for anything else. */
  static Optional<String> words(Task task) {
    Request request = task.request();
    Kind kind = request.playbook();
    if (request.guessed() && kind != Kind.CHANGE) {
      String label = Code.of(kind.label());
      return Optional.of(
          ProofEvent.KindChosen.fits(task)
              ? say("kind.guessed", "kind", label)
              : say("kind.guessed.over", "kind", label));
    }
    return kind == Kind.CHANGE
        ? Optional.empty()
        : Optional.of(say("kind.named", "kind", Code.of(kind.label())));
  }

  /** The choice of another one, while it is a guess that can still be corrected. */
  static Optional<ObjectNode> select(Task task) {
    boolean said = task.request().guessed() && task.request().playbook() != Kind.CHANGE;
    if (!said || !ProofEvent.KindChosen.fits(task)) {
      return Optional.empty();
    }
    ObjectNode select = Blocks.object().put("type", "static_select").put("action_id", ACTION);
    select.set("placeholder", Blocks.plain(say("kind.other"), LABEL));
    ArrayNode options = select.putArray("options");
    for (String label : Kind.labels()) {
      ObjectNode option = options.addObject();
      option.set("text", Blocks.plain(label, LABEL));
      option.put("value", label);
    }
    return Optional.of(Blocks.actions(BLOCK + task.id(), java.util.List.of(select)));
  }

  /** What a reply of one word in the thread means for the kind; empty if it is none. */
  static Optional<ProofEvent.KindChosen> reply(Task now, String user, String text) {
    String word = text.strip().replaceAll("^[`*_\"']+|[`*_\"'.,]+$", "").replaceFirst("^kind:", "");
    boolean asked = now.gates().open().flatMap(gate -> gate.kind().reply()).isPresent();
    return asked || !ProofEvent.KindChosen.fits(now)
        ? Optional.empty()
        : Kind.named(word).map(kind -> new ProofEvent.KindChosen(kind, user));
  }

  /** Somebody chose in the first message. */
  void chosen(Buttons.Press press, String word) {
    String id = press.block().startsWith(BLOCK) ? press.block().substring(BLOCK.length()) : "";
    Optional<Task> task = journal.task(id);
    Optional<Kind> kind = Kind.named(word);
    if (task.isEmpty() || kind.isEmpty()) {
      tell(press, say("private.button.unknown"));
      return;
    }
    try {
      if (!people.mayDecide(press.user(), task.get())) {
        tell(press, say("private.heard", "who", mrkdwn.of(people.needed(task.get()))));
        return;
      }
    } catch (Away e) {
      tell(press, say("kind.away"));
      return;
    }
    boolean taken =
        journal
            .decide(
                id,
                now ->
                    ProofEvent.KindChosen.fits(now)
                        ? Optional.of(new ProofEvent.KindChosen(kind.get(), press.user()))
                        : Optional.empty())
            .isPresent();
    if (!taken) {
      tell(press, say("kind.late"));
    }
  }

  private void tell(Buttons.Press press, String line) {
    whispers.tell(press.user(), press.channel(), press.thread(), line);
  }
}
