package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spadework.report.Afterwards;
import dev.spadework.report.Failure;
import dev.spadework.report.Names;
import dev.spadework.report.Outcome;
import dev.spadework.task.Ending;
import dev.spadework.task.Entry;
import dev.spadework.task.Task;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last message of a task. It calls the requester, once, unless a person ended the task. */
final class Result {
  private static final int LINES = 9_000;

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
      return face(task, true, outcome.get().title(), lines, outcome.get().url());
    }
    Failure failure = Failure.of(task, entries, names).orElseThrow();
    boolean calls = task.ending().filter(e -> e.kind() == Ending.Kind.FAILED).isPresent();
    return face(task, calls, failure.title(), failure.lines(), "");
  }

  private Face face(Task task, boolean calls, String title, List<String> lines, String url) {
    String mention = calls ? Mrkdwn.mention(task.request().by()) + " " : "";
    List<String> words = new ArrayList<>();
    words.add(mention + mrkdwn.of(title));
    List<ObjectNode> blocks = new ArrayList<>();
    blocks.add(Blocks.section(words.get(0)));
    int left = LINES;
    for (String line : lines) {
      String shown = mrkdwn.of(line);
      if (shown.length() > left) {
        break;
      }
      left -= shown.length();
      words.add(shown);
      blocks.add(Blocks.section(shown));
    }
    if (url.startsWith("https://") || url.startsWith("http://")) {
      words.add(mrkdwn.of(url));
      blocks.add(
          Blocks.actions(
              "outcome",
              List.of(Blocks.link(say("outcome.open"), Card.LINK_ACTION + "pull", url))));
    }
    return new Face(Mrkdwn.fallback(String.join("\n", words)), Blocks.of(blocks));
  }
}
