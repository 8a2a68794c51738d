package dev.spadework.slack;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts mrkdwn to Slack's lengths. Each piece stands for itself: a fence or a code span that is open
 * at a cut is closed there and opened again, and no link, mention, escaped character or surrogate
 * pair is cut through.
 */
final class Split {
  private static final String FENCE = "```";
  private static final String OPEN = FENCE + "\n";
  private static final String CLOSE = "\n" + FENCE;

  /** Shorter pieces could not hold a fence and some words. */
  private static final int LEAST = 32;

  private final String text;
  private final int most;
  private int from;
  private Code code = Code.NONE;
  private int opened;

  private enum Code {
    NONE("", ""),
    SPAN("`", "`"),
    FENCED(OPEN, CLOSE);

    private final String open;
    private final String close;

    Code(String open, String close) {
      this.open = open;
      this.close = close;
    }
  }

  private Split(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /**
   * The text in pieces of at most so many characters, cut between lines where that is possible.
   *
   * @param most at least 32
   */
  static List<String> of(String mrkdwn, int most) {
    if (most < LEAST) {
      throw new IllegalArgumentException("pieces of " + most + " characters are too short");
    }
    if (mrkdwn.length() <= most) {
      return List.of(mrkdwn);
    }
    Split split = new Split(mrkdwn, most);
    List<String> pieces = new ArrayList<>();
    while (split.from < mrkdwn.length()) {
      String piece = split.next();
      if (!piece.isBlank()) {
        pieces.add(piece);
      }
    }
    return List.copyOf(pieces);
  }

  /** The beginning of the text, with an ellipsis where something is missing. */
  static String first(String mrkdwn, int most) {
    if (mrkdwn.length() <= most) {
      return mrkdwn;
    }
    String first = of(mrkdwn, most - 2).get(0);
    return first.endsWith(FENCE) ? first + "\n…" : first + "…";
  }

  private String next() {
    if (code == Code.FENCED && text.startsWith(FENCE, from)) {
      // Closed already, at the end of the piece before.
      code = Code.NONE;
      from += text.startsWith(FENCE + "\n", from) ? FENCE.length() + 1 : FENCE.length();
      return "";
    }
    String open = code.open;
    int room = most - open.length() - CLOSE.length();
    int cut = text.length() - from <= room ? text.length() : cut(from + room);
    Code before = code;
    Code after = scan(cut);
    if (after == Code.FENCED && opened > from && text.substring(opened + 3, cut).isBlank()) {
      // A fence with nothing in it yet belongs to the next piece.
      cut = opened;
      code = before;
      after = scan(cut);
    }
    String body = text.substring(from, cut);
    from = cut;
    code = after;
    return open + (body.endsWith("\n") ? body.substring(0, body.length() - 1) : body) + after.close;
  }

  /** What kind of code the text is in at this place. */
  private Code scan(int until) {
    Code now = code;
    opened = -1;
    int at = from;
    while (at < until) {
      if (now != Code.SPAN && text.startsWith(FENCE, at)) {
        opened = at;
        now = now == Code.FENCED ? Code.NONE : Code.FENCED;
        at += FENCE.length();
        continue;
      }
      char c = text.charAt(at);
      if (c == '`' && now != Code.FENCED) {
        now = now == Code.SPAN ? Code.NONE : Code.SPAN;
      } else if (c == '\n' && now == Code.SPAN) {
        now = Code.NONE;
      }
      at++;
    }
    return now;
  }

  /** The best place for a cut, at most here. */
  private int cut(int latest) {
    int line = text.lastIndexOf('\n', latest);
    if (line > from) {
      return line + 1;
    }
    int space = text.lastIndexOf(' ', latest - 1);
    int cut = space > from + (latest - from) * 3 / 4 ? space + 1 : latest;
    int link = text.lastIndexOf('<', cut - 1);
    if (link > from && text.indexOf('>', link) >= cut) {
      cut = link;
    }
    int escaped = text.lastIndexOf('&', cut - 1);
    if (escaped > from && cut - escaped < 5 && text.substring(escaped, cut).indexOf(';') < 0) {
      cut = escaped;
    }
    while (cut > from + 1 && text.charAt(cut - 1) == '`' && text.charAt(cut) == '`') {
      cut--;
    }
    return cut > from + 1 && Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
  }
}
