package dev.spadework.desk;

import java.util.ArrayList;
import java.util.List;

/** A unified diff as tables, one for each file; signs stay, so colour says nothing alone. */
final class DiffView {
  private final StringBuilder html = new StringBuilder();
  private final List<String> file = new ArrayList<>();
  private int oldLine;
  private int newLine;

  private DiffView() {}

  static String html(String diff) {
    if (diff.isBlank()) {
      return "<p>Nothing is changed.</p>\n";
    }
    DiffView view = new DiffView();
    for (String line : diff.split("\n", -1)) {
      if (line.startsWith("diff --git ")) {
        view.flush();
      }
      view.file.add(line);
    }
    view.flush();
    return view.html.toString();
  }

  private void flush() {
    if (file.stream().allMatch(String::isBlank)) {
      file.clear();
      return;
    }
    int body = 0;
    while (body < file.size() && !file.get(body).startsWith("@@")) {
      body++;
    }
    long added = file.stream().skip(body).filter(l -> l.startsWith("+")).count();
    long removed = file.stream().skip(body).filter(l -> l.startsWith("-")).count();
    html.append("<details open class=\"file\"><summary><code>")
        .append(Html.text(name()))
        .append("</code> <span class=\"count\">+")
        .append(added)
        .append(" −")
        .append(removed)
        .append(Html.text(kind(body)))
        .append(
            "</span></summary>\n<div class=\"diff\" tabindex=\"0\" role=\"region\" aria-label=\"")
        .append(Html.text(name()))
        .append("\"><table>\n");
    file.stream().skip(body).forEach(this::line);
    html.append("</table></div></details>\n");
    file.clear();
  }

  private void line(String line) {
    if (line.startsWith("@@")) {
      String[] parts = line.split(" ");
      oldLine = start(parts.length > 1 ? parts[1] : "");
      newLine = start(parts.length > 2 ? parts[2] : "");
      row("hunk", "", "", line);
    } else if (line.startsWith("+")) {
      row("added", "", "" + newLine++, line);
    } else if (line.startsWith("-")) {
      row("removed", "" + oldLine++, "", line);
    } else if (line.startsWith(" ")) {
      row("", "" + oldLine++, "" + newLine++, line);
    } else if (!line.isEmpty()) {
      row("hunk", "", "", line);
    }
  }

  private void row(String kind, String old, String now, String line) {
    html.append("<tr class=\"")
        .append(kind)
        .append("\"><td class=\"no\">")
        .append(old)
        .append("</td><td class=\"no\">")
        .append(now)
        .append("</td><td class=\"code\">")
        .append(Html.text(line))
        .append("</td></tr>\n");
  }

  private static int start(String range) {
    String digits = range.replaceFirst("^[-+]", "").replaceFirst(",.*$", "");
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 1;
  }

  private String name() {
    String name = file.get(0);
    for (String line : file) {
      if (line.startsWith("+++ b/") || line.startsWith("--- a/") && name.startsWith("diff")) {
        name = line.substring(6);
      }
    }
    return name.replaceFirst("^diff --git a/.* b/", "");
  }

  private String kind(int body) {
    for (String line : file.subList(0, body)) {
      if (line.startsWith("new file")) {
        return ", new file";
      }
      if (line.startsWith("deleted file")) {
        return ", deleted";
      }
      if (line.startsWith("Binary") || line.startsWith("GIT binary")) {
        return ", binary";
      }
    }
    return "";
  }
}
