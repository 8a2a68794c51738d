package dev.spadework.slack;

import dev.spadework.task.Task;
import java.util.Optional;

/**
 * One call to Slack that a task's thread needs.
 *
 * @param content what the message is compared by: its face without running clocks
 * @param onlyIfThere whether it is only looked for, because it would not be posted any more
 * @param place the message to edit; empty: it has to be posted
 * @param snippet the file to show, for a step that is none of a message
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
    boolean onlyIfThere,
    Optional<Snippet> snippet) {

  /** What goes first when not everything can go at once. */
  enum Urgency {
    /** A question, a decision or an outcome: somebody waits for it. */
    ANSWER,
    ROOT,
    CARD,
    EDIT,
    /** Nobody misses it for a while. */
    ASIDE;

    /** How many calls it leaves over for what is more urgent. */
    int kept() {
      return ordinal();
    }
  }

  /** The message that opens the thread. */
  static Step root(Task task, Face face, String content) {
    return new Step(
        task.id(),
        Messages.ROOT,
        Urgency.ROOT,
        task.request().channel(),
        task.request().thread(),
        Optional.empty(),
        face,
        content,
        false,
        Optional.empty());
  }

  /** A message in the thread. */
  static Step post(
      Task task, Web.Place root, String message, Urgency urgency, Face face, String content) {
    return new Step(
        task.id(),
        message,
        urgency,
        root.channel(),
        thread(task, root),
        Optional.empty(),
        face,
        content,
        false,
        Optional.empty());
  }

  static Step edit(
      Task task, Web.Place place, String message, Urgency urgency, Face face, String content) {
    return new Step(
        task.id(),
        message,
        urgency,
        place.channel(),
        Optional.empty(),
        Optional.of(place),
        face,
        content,
        false,
        Optional.empty());
  }

  /** A file in the thread. */
  static Step file(Task task, Web.Place root, String message, Snippet snippet) {
    return new Step(
        task.id(),
        message,
        Urgency.ASIDE,
        root.channel(),
        thread(task, root),
        Optional.empty(),
        new Face(snippet.comment(), Blocks.array()),
        snippet.title(),
        false,
        Optional.of(snippet));
  }

  /** The line below the thread. */
  static Step status(Task task, Web.Place root, String text) {
    Face face = new Face(text, Blocks.array());
    return post(task, root, Messages.STATUS, Urgency.ASIDE, face, text);
  }

  private static Optional<String> thread(Task task, Web.Place root) {
    return Optional.of(task.request().thread().orElse(root.ts()));
  }

  /** The same, only to find it and note where it is. */
  Step onlyToFind() {
    return new Step(task, message, urgency, channel, thread, place, face, content, true, snippet);
  }

  boolean isStatus() {
    return message.equals(Messages.STATUS);
  }

  boolean edit() {
    return place.isPresent();
  }

  String key() {
    return Messages.key(task, message);
  }
}
