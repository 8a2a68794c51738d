package dev.spadework.review;

import dev.spadework.review.Edit.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a change brings in: what cannot be read, what is not seen, what must not be there. */
final class Content {
  private static final int SHOWN = 80;

  /** A word with Latin letters and letters that look like them. */
  private static final Pattern MIXED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}_])(?=\\w*[a-zA-Z])[a-zA-Z0-9_]*"
              + "[\\p{IsCyrillic}\\p{IsGreek}&&[аеорсухіјѕԁһԛԝАВЕКМНОРСТХІЈЅοναιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]]"
              + "[\\p{L}0-9_]*");

  private static final Pattern LATIN = Pattern.compile("[a-zA-Z]");

  private Content() {}

  static List<Finding> binary(Change change) {
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      if (edit.binary()) {
        findings.add(Finding.of("binary", edit.path(), 0));
      }
    }
    return findings;
  }

  /** Executable bits, links, submodules. */
  static List<Finding> modes(Change change) {
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      if (edit.deleted()) {
        continue;
      }
      Type now = edit.after().orElseThrow().type();
      Type old = edit.before().map(Edit.Side::type).orElse(Type.FILE);
      boolean retargeted = now == Type.LINK && !edit.textBefore().equals(edit.textAfter());
      if (now == Type.LINK && (old != now || retargeted)) {
        String target = edit.textAfter();
        String shown = target.substring(0, Math.min(SHOWN, target.length()));
        findings.add(Finding.of("mode.link", edit.path(), 0, "target", shown));
      } else if (now == Type.SUBMODULE) {
        findings.add(Finding.of("mode.submodule", edit.path(), 0));
      } else if (now == Type.EXECUTABLE && old != now) {
        findings.add(Finding.of("mode.executable", edit.path(), 0));
      }
    }
    return findings;
  }

  /** Added lines, and names, that are not what they look like (CVE-2021-42574, -42694). */
  static List<Finding> unseen(Change change, UnaryOperator<String> shown) {
    List<Finding> findings = new ArrayList<>();
    for (Edit edit : change.edits()) {
      if (!shown.apply(edit.path()).equals(edit.path())) {
        findings.add(Finding.of("unseen.name", edit.path(), 0));
      }
      for (Edit.Line line : edit.added()) {
        String text = text(line);
        String seen = shown.apply(text);
        if (!seen.equals(text)) {
          findings.add(
              Finding.of("unseen", edit.path(), line.number(), "text", around(text, seen)));
        } else if (mixed(text)) {
          findings.add(Finding.of("lookalike", edit.path(), line.number()));
        }
      }
    }
    return findings;
  }

  private static boolean mixed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x36F) {
        return MIXED.matcher(text).results().anyMatch(r -> LATIN.matcher(r.group()).find());
      }
    }
    return false;
  }

  /** Without what is ordinary: a line end of Windows, a mark at the beginning of a file. */
  private static String text(Edit.Line line) {
    String text = line.text().endsWith("\r") ? chopped(line.text()) : line.text();
    return line.number() == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String chopped(String text) {
    return text.substring(0, text.length() - 1);
  }

  private static String around(String text, String seen) {
    int same = 0;
    while (same < text.length() && same < seen.length() && text.charAt(same) == seen.charAt(same)) {
      same++;
    }
    int from = Math.max(0, same - SHOWN / 2);
    return seen.substring(from, Math.min(seen.length(), from + SHOWN)).strip();
  }
}
