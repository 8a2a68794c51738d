package dev.spadework.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For whom a message in a thread is meant. */
enum Listening {
  /** For us: the requester writes, or somebody calls us. */
  OURS,
  /** Perhaps for us: it answers a question that is open, if they may decide it. */
  PERHAPS,
  /** For somebody else, who is called first. */
  OTHERS;

  private static final Pattern CALLED_FIRST =
      Pattern.compile("\\s*<(?:@([A-Z0-9]+)|![a-z]+)(?:[|^][^>]*)?>.*", Pattern.DOTALL);

  /**
   * Judges a message.
   *
   * @param text as Slack sends it
   * @param bot our own user id; empty if it is not known
   * @param requests whether the task is the writer's own
   */
  static Listening to(String text, Optional<String> bot, boolean requests) {
    Matcher first = CALLED_FIRST.matcher(text);
    if (first.matches() && !bot.equals(Optional.ofNullable(first.group(1)))) {
      return OTHERS;
    }
    return requests || mentions(text, bot) ? OURS : PERHAPS;
  }

  /** Whether the text calls us. */
  static boolean mentions(String text, Optional<String> bot) {
    return bot.filter(id -> text.matches("(?s).*<@" + Pattern.quote(id) + "(?:\\|[^>]*)?>.*"))
        .isPresent();
  }

  /** The text without our name. */
  static String without(String text, Optional<String> bot) {
    return bot.map(id -> text.replaceAll("<@" + Pattern.quote(id) + "(?:\\|[^>]*)?>[:,]?", " "))
        .orElse(text)
        .replaceAll("[ \\t]{2,}", " ")
        .strip();
  }
}
