package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.slack.api.model.File;
import dev.spadework.task.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What came with a message and is fetched later, by name; an empty name: the conversation. */
final class Enclosure {
  private static final int NAMED = 5;

  private Enclosure() {}

  /**
   * The names of what has to be fetched.
   *
   * @param inThread whether more was said around the message
   */
  static List<String> of(@Nullable List<File> files, boolean inThread) {
    List<String> names = new ArrayList<>();
    if (files != null) {
      files.stream().limit(NAMED).map(Files::name).forEach(names::add);
    }
    if (inThread) {
      names.add("");
    }
    return names;
  }

  /** The same on a request. */
  static List<Request.Attachment> awaited(List<String> names) {
    return names.stream().map(Request.Attachment::promised).toList();
  }

  /** The names, for people. */
  static String words(List<String> names) {
    return names.stream()
        .map(name -> name.isEmpty() ? say("form.thread") : name)
        .collect(Collectors.joining(", "));
  }
}
