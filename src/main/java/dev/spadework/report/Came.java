package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Aside;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came with a request, and what was said since. */
public final class Came {
  private static final int HEARD = 200;

  private Came() {}

  /** {@code with import.log, 5,120 characters}; untrusted names among it. Empty: nothing came. */
  public static Optional<String> words(Task task) {
    List<String> lines = new ArrayList<>();
    Request request = task.request();
    request.order().ifPresent(name -> lines.add(say("came.order", "order", name)));
    if (request.awaits()) {
      lines.add(say(task.ending().isPresent() ? "came.not" : "came.reading", "what", names(task)));
    } else {
      List<String> taken = new ArrayList<>();
      request.attachments().forEach(file -> taken.add(file(file)));
      if (!request.background().isBlank()) {
        long said = request.background().lines().count();
        taken.add(say("came.thread", "lines", Counted.of((int) said, "line")));
      }
      if (!taken.isEmpty()) {
        lines.add(say("came.with", "what", String.join(" · ", taken)));
      }
      task.asides().leftOut().forEach(left -> lines.add(leftOut(left)));
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private static String names(Task task) {
    return task.request().attachments().stream()
        .filter(Request.Attachment::awaited)
        .map(file -> name(file.name()))
        .collect(Collectors.joining(", "));
  }

  private static String name(String file) {
    return file.isEmpty() ? say("came.conversation") : Code.of(file);
  }

  private static String file(Request.Attachment file) {
    return say(
        "came.file",
        "name",
        Code.of(file.name()),
        "characters",
        String.format(Locale.ROOT, "%,d", file.characters()));
  }

  private static String leftOut(Aside.LeftOut left) {
    String why = left.why().name().toLowerCase(Locale.ROOT).replace('_', '.');
    return say("came.left." + why, "what", name(left.name()));
  }

  /** The last word from the thread, until the model is asked with it. */
  public static Optional<String> heard(Task task, Names names) {
    return task.asides()
        .heard()
        .filter(said -> task.ending().isEmpty())
        .map(
            said ->
                say(
                    "came.heard",
                    "who",
                    names.of(said.by()),
                    "text",
                    Code.shortened(TestWords.oneLine(said.text()), HEARD)));
  }
}
