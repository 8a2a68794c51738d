package dev.spadework.slack;

import com.slack.api.model.File;
import dev.spadework.journal.Journal;
import dev.spadework.redact.Redactor;
import dev.spadework.task.Aside;
import dev.spadework.task.Aside.Why;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches what came with a request. It runs after the task is in the journal, from the journal: a
 * crash in between loses nothing, and the agent waits for the outcome before it plans.
 */
final class Gathering {
  /** More files than these are left out. */
  static final int FILES = 5;

  private final Journal journal;
  private final Surroundings surroundings;
  private final Files files;
  private final Redactor redactor;

  Gathering(Journal journal, Surroundings surroundings, Files files, Redactor redactor) {
    this.journal = journal;
    this.surroundings = surroundings;
    this.files = files;
    this.redactor = redactor;
  }

  /** Fetches it all and writes down what came of it, once. */
  void of(Task task) throws Away {
    Request request = task.request();
    List<Aside.LeftOut> leftOut = new ArrayList<>();
    List<Request.Attachment> taken = new ArrayList<>();
    String said = "";
    try {
      if (request.source().isPresent()) {
        Surroundings.Found found = found(task, request.source().get());
        said = found.said();
        for (File file : found.files()) {
          take(task, file, taken).ifPresent(why -> leftOut.add(left(file, why)));
        }
      }
    } catch (Refused e) {
      leftOut.addAll(lacking(request, Why.NO_ACCESS));
    }
    write(task, new Aside.Gathered(said, taken, leftOut));
  }

  /** Slack has not answered for long: it goes on without. */
  void giveUp(Task task) {
    write(task, new Aside.Gathered("", List.of(), lacking(task.request(), Why.NO_ANSWER)));
  }

  private Surroundings.Found found(Task task, Request.Source source) throws Refused, Away {
    Optional<String> thread =
        task.request().thread().filter(ts -> source.channel().equals(task.request().channel()));
    return surroundings.around(source, thread, task.askedAt());
  }

  private Optional<Why> take(Task task, File file, List<Request.Attachment> taken) throws Away {
    if (taken.size() == FILES) {
      return Optional.of(Why.TOO_MANY);
    }
    Files.Read read = files.read(file);
    if (read.text().isPresent()) {
      String text = redactor.clean(read.text().get());
      String blob = task.id() + "/file-" + (taken.size() + 1);
      journal.blobs().put(task.id(), blob, text.getBytes(StandardCharsets.UTF_8));
      taken.add(new Request.Attachment(redactor.clean(Files.name(file)), blob, text.length()));
    }
    return read.why();
  }

  private Aside.LeftOut left(File file, Why why) {
    return new Aside.LeftOut(redactor.clean(Files.name(file)), why);
  }

  private static List<Aside.LeftOut> lacking(Request request, Why why) {
    return request.attachments().stream()
        .filter(Request.Attachment::awaited)
        .map(file -> new Aside.LeftOut(file.name(), why))
        .toList();
  }

  private void write(Task task, Aside.Gathered gathered) {
    journal.decide(
        task.id(),
        Optional.of("gathered:" + task.id()),
        now -> now.request().awaits() ? Optional.of(gathered) : Optional.empty());
  }
}
