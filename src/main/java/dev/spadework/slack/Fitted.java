package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of mrkdwn in sections that a message takes. What does not fit is said in words, because the
 * buttons that belong to a text have to stay below it.
 *
 * @param texts of the sections, in their order
 */
record Fitted(List<String> texts) {
  /** A section takes 3,000 characters (docs.slack.dev, "section block"). */
  private static final int SECTION = 2_900;

  /** All blocks together take some 13,200, though no page says so; buttons and names need some. */
  private static final int MESSAGE = 9_500;

  private static final int SECTIONS = 40;

  Fitted {
    texts = List.copyOf(texts);
  }

  /** The lines in as few sections as hold them. */
  static Fitted together(List<String> lines) {
    return of(lines, true);
  }

  /** Each line in a section of its own. */
  static Fitted apart(List<String> lines) {
    return of(lines, false);
  }

  private static Fitted of(List<String> lines, boolean together) {
    List<String> texts = new ArrayList<>();
    int left = MESSAGE;
    int dropped = 0;
    for (String line : lines) {
      boolean first = true;
      for (String piece : line.isBlank() ? List.<String>of() : Split.of(line, SECTION)) {
        if (dropped > 0 || piece.length() + 1 > left || texts.size() >= SECTIONS) {
          dropped += (int) piece.lines().count();
          continue;
        }
        left -= piece.length() + 1;
        int last = texts.size() - 1;
        if (together
            && first
            && last >= 0
            && texts.get(last).length() + 1 + piece.length() <= SECTION) {
          texts.set(last, texts.get(last) + "\n" + piece);
        } else {
          texts.add(piece);
        }
        first = false;
      }
    }
    if (dropped > 0) {
      texts.add(dropped == 1 ? say("text.rest.one") : say("text.rest", "lines", dropped));
    }
    return new Fitted(texts);
  }

  /** All of it, for the fallback. */
  String text() {
    return String.join("\n", texts);
  }

  List<ObjectNode> sections() {
    List<ObjectNode> sections = new ArrayList<>();
    texts.forEach(text -> sections.add(Blocks.section(text)));
    return sections;
  }
}
