package dev.spadework.slack;

import dev.spadework.redact.Redactor;
import java.util.regex.Pattern;

/**
 * Text for Slack's mrkdwn: without secrets, and with nothing in it that mentions, links or formats
 * beyond code. Only what this class makes itself mentions anybody.
 */
final class Mrkdwn {
  private static final Pattern SHOUT = Pattern.compile("@(?=(?:here|channel|everyone|group)\\b)");
  private static final int FALLBACK = 3_000;

  private final Redactor redactor;

  Mrkdwn(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Untrusted text, safe to show. Secrets go first: escaping could hide them from the redactor. */
  String of(String text) {
    String tame =
        redactor.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return SHOUT.matcher(tame).replaceAll("@\u200b");
  }

  /** Untrusted text for places that show it as it is. */
  String plain(String text) {
    return SHOUT.matcher(redactor.clean(text)).replaceAll("@\u200b").replace("`", "");
  }

  /** Calls a person. */
  static String mention(String user) {
    return user.matches("[UW][A-Z0-9]{1,30}") ? "<@" + user + ">" : "@" + user;
  }

  /** What Slack sent, as it was typed: it escapes three characters. */
  static String typed(String text) {
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /** The same words as the blocks, at a length that Slack takes. */
  static String fallback(String text) {
    return dev.spadework.report.Code.shortened(text, FALLBACK);
  }
}
