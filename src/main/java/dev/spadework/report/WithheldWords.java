package dev.spadework.report;

import dev.spadework.task.Aside;
import dev.spadework.task.Task;
import java.util.Optional;

/** Which credentials of the repository the sandbox does not hold, in one line. */
final class WithheldWords {
  private static final int NAMED = 6;

  private WithheldWords() {}

  /** The line; empty if the repository holds none. */
  static Optional<String> of(Task task, String phrase) {
    return task.asides().withheld().map(files -> Phrases.say(phrase, "files", files(files)));
  }

  static String files(Aside.Withheld withheld) {
    int shown = Math.min(NAMED, withheld.paths().size());
    String names = Code.list(withheld.paths().subList(0, shown), NAMED);
    int more = withheld.all() - shown;
    return more > 0 ? Phrases.say("list.more", "shown", names, "more", more) : names;
  }
}
