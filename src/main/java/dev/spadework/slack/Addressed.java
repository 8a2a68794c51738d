package dev.spadework.slack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message, seen as something that may have been said to us.
 *
 * @param text without our name, and with links as they were typed
 * @param ours whether our name stands where one calls somebody: first, after a greeting, or last
 */
record Addressed(String text, boolean ours) {
  private static final Pattern ANYBODY = Pattern.compile("<@([UW][A-Z0-9]{1,30})(?:\\|[^>]*)?>");
  private static final String GREETING = "(?i)(?:(?:hi|hey|hello|ok|okay|please|dear)[,!]?)?";
  private static final Pattern LINK =
      Pattern.compile("<((?:https?://|mailto:)[^|>]*)(?:\\|([^>]*))?>");
  private static final Pattern ROOM = Pattern.compile("<#[CG][A-Z0-9]+\\|([^>]*)>");

  /**
   * Reads it.
   *
   * @param self our user id; without it the first name in the text is taken for ours
   */
  static Addressed of(String said, Optional<String> self) {
    Matcher names = ANYBODY.matcher(said);
    while (names.find()) {
      if (self.isEmpty() || self.get().equals(names.group(1))) {
        String before = said.substring(0, names.start()).strip();
        String after = said.substring(names.end()).strip();
        if (before.matches(GREETING)) {
          return new Addressed(plain(after.replaceFirst("^[,:]\\s*", "")), true);
        }
        boolean last = after.matches("[.,]?");
        return new Addressed(plain(last ? before : said), last);
      }
    }
    return new Addressed(plain(said), false);
  }

  /** Whether our name is in it; without our id, whether anybody's is. */
  static boolean names(String said, Optional<String> self) {
    Matcher names = ANYBODY.matcher(said);
    while (names.find()) {
      if (self.isEmpty() || self.get().equals(names.group(1))) {
        return true;
      }
    }
    return false;
  }

  /** Slack writes addresses and channels in brackets of its own. */
  static String plain(String said) {
    String rooms = ROOM.matcher(said).replaceAll("#$1");
    return LINK.matcher(rooms)
        .replaceAll(
            link -> Matcher.quoteReplacement(link.group(2) == null ? link.group(1) : link.group(2)))
        .strip();
  }
}
