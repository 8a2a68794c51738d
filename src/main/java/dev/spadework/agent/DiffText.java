package dev.spadework.agent;

import dev.spadework.redact.Redactor;
import dev.spadework.report.Phrases;
import dev.spadework.task.KeptDiff;
import java.nio.charset.StandardCharsets;

/** The diff as people see it: kept beside the record for whoever shows it. */
final class DiffText {
  /** Slack shows snippets of up to a megabyte; nobody reads a quarter of that. */
  static final int LONGEST = 200_000;

  private DiffText() {}

  /** Keeps it, once for each tree; an empty one is not kept. */
  static void keep(Notebook notebook, String tree, String unified, Redactor redactor) {
    if (!unified.isBlank()) {
      byte[] bytes = shown(redactor.clean(unified)).getBytes(StandardCharsets.UTF_8);
      notebook.keep(KeptDiff.name(notebook.task().id(), tree), bytes);
    }
  }

  private static String shown(String diff) {
    if (diff.length() <= LONGEST) {
      return diff;
    }
    int cut = diff.lastIndexOf('\n', LONGEST) + 1;
    int end = cut > 0 ? cut : LONGEST;
    long more = diff.substring(end).lines().count();
    return diff.substring(0, end) + Phrases.say("diff.rest", "lines", more) + "\n";
  }
}
