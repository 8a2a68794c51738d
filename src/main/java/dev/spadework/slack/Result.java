package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Afterwards;
import dev.spadework.report.Failure;
import dev.spadework.report.LessonWords;
import dev.spadework.report.LogWords;
import dev.spadework.report.Names;
import dev.spadework.report.Outcome;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last message of a task. It calls the requester, once, unless a person ended the task. */
final class Result {
  /** Shows why the task did what it did; the value is the task's id. */
  static final String WHY_ACTION = "why_task";

  /** Starts the task anew; the value is the task's id. */
  static final String RETRY_ACTION = "retry_task";

  /** The same with words of a person; the value is the task's id. */
  static final String HINT_ACTION = "retry_hint_task";

  /** Keeps what the task learned, or drops it; the value is the lesson's name. */
  static final String KEEP_ACTION = "keep_lesson";

  static final String DROP_ACTION = "drop_lesson";

  private final Names names;
  private final Mrkdwn mrkdwn;
  private final ZoneId zone;

  Result(Names names, Mrkdwn mrkdwn, ZoneId zone) {
    this.zone = zone;
    this.names = names;
    this.mrkdwn = mrkdwn;
  }

  Face of(Task task, List<Entry> entries) {
    Optional<Outcome> outcome = Outcome.of(task, entries);
    if (outcome.isPresent()) {
      List<String> lines = new ArrayList<>(outcome.get().lines());
      Afterwards.of(task, entries, zone).ifPresent(line -> lines.add(0, line));
      LessonWords.settled(task, names).ifPresent(lines::add);
      lines.addAll(LogWords.news(task, names));
      String url = outcome.get().url();
      List<ObjectNode> buttons = new ArrayList<>();
      boolean links = url.startsWith("https://") || url.startsWith("http://");
      if (links) {
        buttons.add(Blocks.link(say("outcome.open"), Card.LINK_ACTION + "pull", url));
      }
      buttons.add(why(task));
      if (task.logs().report().isEmpty()) {
        buttons.add(hint(task));
      }
      buttons.addAll(ProposalButtons.of(task));
      if (LessonWords.open(task)) {
        String lesson = task.asides().learning().proposed().orElseThrow().lesson();
        buttons.add(Blocks.button(say("lesson.keep"), KEEP_ACTION, lesson));
        buttons.add(Blocks.button(say("lesson.drop"), DROP_ACTION, lesson));
      }
      boolean asked = !task.request().by().equals(Request.SETTINGS);
      return face(task, asked, outcome.get().title(), lines, url, buttons);
    }
    Failure failure = Failure.of(task, entries, names).orElseThrow();
    boolean calls = task.ending().filter(e -> e.kind() == Ending.Kind.FAILED).isPresent();
    return face(task, calls, failure.title(), failure.lines(), "", again(task));
  }

  /** What makes sense after a task that was not done: a hint only where there was work. */
  private static List<ObjectNode> again(Task task) {
    boolean worked = task.spend().calls() > 0;
    List<ObjectNode> buttons = new ArrayList<>();
    if (task.ending().filter(end -> end.kind() != Ending.Kind.REJECTED).isPresent()) {
      buttons.add(Blocks.button(say("outcome.retry"), RETRY_ACTION, task.id()));
    }
    if (worked) {
      buttons.add(why(task));
    }
    if (worked || buttons.isEmpty()) {
      buttons.add(hint(task));
    }
    return buttons;
  }

  private static ObjectNode why(Task task) {
    return Blocks.button(say("outcome.why"), WHY_ACTION, task.id());
  }

  private static ObjectNode hint(Task task) {
    return Blocks.button(say("outcome.hint"), HINT_ACTION, task.id());
  }

  private Face face(
      Task task,
      boolean calls,
      String title,
      List<String> lines,
      String url,
      List<ObjectNode> buttons) {
    List<String> shown = new ArrayList<>();
    shown.add((calls ? Mrkdwn.mention(task.request().by()) + " " : "") + mrkdwn.of(title));
    lines.forEach(line -> shown.add(mrkdwn.of(line)));
    Fitted fitted = Fitted.apart(shown);
    List<ObjectNode> blocks = fitted.sections();
    blocks.add(Blocks.actions("outcome", buttons));
    List<String> words = new ArrayList<>(fitted.texts());
    if (!url.isEmpty()) {
      words.add(1, mrkdwn.of(url));
    }
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }
}
