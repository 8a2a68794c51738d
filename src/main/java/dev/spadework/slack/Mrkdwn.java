package dev.spadework.slack;

import dev.spadework.redact.Redactor;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for Slack's mrkdwn: without secrets, and with nothing in it that mentions, links or formats
 * beyond code. Only what this class makes itself mentions anybody.
 */
final class Mrkdwn {
  private static final Pattern SHOUT = Pattern.compile("@(?=(?:here|channel|everyone|group)\\b)");
  private static final Pattern LONG_FENCE = Pattern.compile("(?m)^(`{4,})\n([\\s\\S]*?)\n\\1$");
  private static final Pattern CODE = Pattern.compile("```[\\s\\S]*?(?:```|\\z)|`[^`\n]+`");
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\p{L}\\p{N}\u200b])([*_~])(?=\\S[^\n]*?\\1)");
  private static final String FENCE = "```";
  private static final String BETWEEN = "\u200b";

  /** Slack recommends no more than 4,000 (docs.slack.dev, "chat.postMessage"). */
  private static final int FALLBACK = 3_000;

  private final Redactor redactor;

  Mrkdwn(Redactor redactor) {
    this.redactor = redactor;
  }

  /** Untrusted text, safe to show. Secrets go first: escaping could hide them from the redactor. */
  String of(String text) {
    String tame =
        redactor.clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return closed(calm(shortFences(SHOUT.matcher(tame).replaceAll("@" + BETWEEN))));
  }

  /** Untrusted text for places that show it as it is. */
  String plain(String text) {
    return SHOUT
        .matcher(redactor.clean(text))
        .replaceAll("@" + BETWEEN)
        .replaceAll("<(?=[!#@]|https?:)", "<" + BETWEEN)
        .replace("`", "");
  }

  /** Slack knows fences of three backquotes only. */
  private static String shortFences(String text) {
    return LONG_FENCE
        .matcher(text)
        .replaceAll(
            fenced ->
                Matcher.quoteReplacement(
                    FENCE
                        + "\n"
                        + fenced.group(2).replace(FENCE, "`" + BETWEEN + "`" + BETWEEN + "`")
                        + "\n"
                        + FENCE));
  }

  /** Outside of code nothing is bold, slanted or struck out, as if we had said it so. */
  private static String calm(String text) {
    StringBuilder calm = new StringBuilder();
    Matcher code = CODE.matcher(text);
    int from = 0;
    while (code.find()) {
      calm.append(EMPHASIS.matcher(text.substring(from, code.start())).replaceAll(BETWEEN + "$1"));
      calm.append(code.group());
      from = code.end();
    }
    return calm.append(EMPHASIS.matcher(text.substring(from)).replaceAll(BETWEEN + "$1"))
        .toString();
  }

  /** A fence that is left open would swallow what we say after it. */
  private static String closed(String text) {
    return (text.split(FENCE, -1).length - 1) % 2 == 0 ? text : text + "\n" + FENCE;
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
    return Split.first(text, FALLBACK);
  }
}
