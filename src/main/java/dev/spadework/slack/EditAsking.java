package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.journal.Journal;
import dev.spadework.report.Code;
import dev.spadework.report.Names;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The messages that ask what is to come of an edited request, and say it afterwards. */
final class EditAsking {
  static final String START_OVER = "start_over";
  static final String GO_ON = "go_on";
  static final String MESSAGE = "edit-";
  private static final int TEXT = 1_500;

  private final Journal journal;
  private final Names names;
  private final Mrkdwn mrkdwn;

  EditAsking(Journal journal, Names names, Mrkdwn mrkdwn) {
    this.journal = journal;
    this.names = names;
    this.mrkdwn = mrkdwn;
  }

  /** What a button carries: the task and a hash of the wording that it was drawn for. */
  record Asked(String task, String hash) {
    static Asked of(Task task, Aside.RequestEdited edit) {
      return new Asked(task.id(), EditAsking.hash(edit.text()));
    }

    String value() {
      return task + "|" + hash;
    }

    static Optional<Asked> read(String value) {
      String[] parts = value.split("\\|", -1);
      return parts.length == 2 ? Optional.of(new Asked(parts[0], parts[1])) : Optional.empty();
    }

    /** Whether the button was drawn for this wording; a later edit makes it stale. */
    boolean meets(Aside.RequestEdited edit) {
      return EditAsking.hash(edit.text()).equals(hash);
    }
  }

  /** The messages of a task, oldest first; those that were never asked are not among them. */
  List<Besides.Notice> of(Task task) {
    boolean posted = task.posts().keySet().stream().anyMatch(name -> name.startsWith(MESSAGE));
    if (!posted && asked(task).isEmpty()) {
      return List.of();
    }
    List<Entry> entries = journal.entries(task.id());
    List<Besides.Notice> shown = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).event() instanceof Aside.RequestEdited edit && !edit.text().isBlank()) {
        String name = MESSAGE + (shown.size() + 1);
        shown.add(shown(task, name, edit, after(entries.subList(i + 1, entries.size()))));
      }
    }
    return shown;
  }

  /** Whether the request was deleted and its task ended, so that there is nothing to show. */
  static boolean gone(Task task) {
    return task.ending().isPresent()
        && task.asides().edit().filter(edit -> edit.text().isBlank()).isPresent();
  }

  private static Optional<Aside.RequestEdited> asked(Task task) {
    return task.asides().edit().filter(edit -> task.ending().isEmpty() && !edit.text().isBlank());
  }

  /** What became of it: settled, edited once more, or nothing yet. */
  private static Optional<Aside> after(List<Entry> later) {
    return later.stream()
        .map(Entry::event)
        .filter(e -> e instanceof Aside.RequestEdited || e instanceof Aside.EditSettled)
        .map(Aside.class::cast)
        .findFirst();
  }

  private Besides.Notice shown(
      Task task, String name, Aside.RequestEdited edit, Optional<Aside> after) {
    String question =
        say(
            "edit.asks",
            "who",
            mrkdwn.of(names.of(edit.by())),
            "text",
            mrkdwn.of(Code.shortened(edit.text(), TEXT)));
    if (after.isEmpty() && task.ending().isEmpty()) {
      return new Besides.Notice(name, asking(task, edit, question), false);
    }
    String line = closed(after);
    List<ObjectNode> blocks = List.of(Blocks.section(question), Blocks.section(line));
    return new Besides.Notice(
        name, new Face(Mrkdwn.fallback(line + "\n" + question), Blocks.of(blocks)), true);
  }

  private static Face asking(Task task, Aside.RequestEdited edit, String question) {
    String value = Asked.of(task, edit).value();
    String which = say("edit.which", "who", Mrkdwn.mention(task.request().by()));
    List<ObjectNode> blocks =
        List.of(
            Blocks.section(question),
            Blocks.context(which),
            Blocks.actions(
                "edit",
                List.of(
                    Blocks.button(say("edit.over"), START_OVER, value),
                    Blocks.button(say("edit.on"), GO_ON, value))));
    return new Face(Mrkdwn.fallback(question + "\n" + which), Blocks.of(blocks));
  }

  private String closed(Optional<Aside> after) {
    if (after.isPresent() && after.get() instanceof Aside.EditSettled settled) {
      return say(
          settled.startOver() ? "edit.settled.over" : "edit.settled.on",
          "who",
          mrkdwn.of(names.of(settled.by())));
    }
    return say(after.isPresent() ? "edit.again" : "edit.ended");
  }

  static String hash(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
