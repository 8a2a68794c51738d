package dev.spadework.slack;

import java.util.Optional;

/**
 * One call to Slack that a task's thread needs.
 *
 * @param content what the message is compared by: its face without running clocks
 * @param onlyIfThere whether it is only looked for, because it would not be posted any more
 * @param place the message to edit; empty: it has to be posted
 */
record Step(
    String task,
    String message,
    Urgency urgency,
    String channel,
    Optional<String> thread,
    Optional<Web.Place> place,
    Face face,
    String content,
    boolean onlyIfThere) {

  /** What goes first when not everything can go at once. */
  enum Urgency {
    /** A question, a decision or an outcome: somebody waits for it. */
    ANSWER,
    ROOT,
    CARD,
    EDIT;

    /** How many calls it leaves over for what is more urgent. */
    int kept() {
      return ordinal();
    }
  }

  boolean edit() {
    return place.isPresent();
  }

  String key() {
    return Messages.key(task, message);
  }
}
