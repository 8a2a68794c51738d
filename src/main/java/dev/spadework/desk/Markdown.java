package dev.spadework.desk;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of GitHub's Markdown that pull requests here use: headings, paragraphs, lists with
 * boxes, tables, fences, quotes, code, bold, italic, links. HTML in it is shown as text, but for
 * {@code details}, {@code summary} and comments.
 */
final class Markdown {
  private static final Pattern INLINE =
      Pattern.compile(
          "`([^`]+)`|\\*\\*(.+?)\\*\\*|(?<![\\w*])[*_]([^*_]+)[*_](?!\\w)"
              + "|\\[([^\\]]*)\\]\\(([^)\\s]+)\\)|(https?://[^\\s)>]+)");
  private static final Pattern ITEM = Pattern.compile("( *)(?:[-*•]|(\\d+)[.)]) +(.*)");
  private static final Pattern HEADING = Pattern.compile("(#{1,6}) +(.*?) *#*");
  private static final Pattern RULE = Pattern.compile("\\|?[ :]*-{2,}[-|: ]*");

  private final List<String> lines;
  private final StringBuilder html = new StringBuilder();
  private int at;

  private Markdown(String text) {
    lines = text.replaceAll("(?s)<!--.*?-->", "").lines().toList();
  }

  static String html(String markdown) {
    return new Markdown(markdown).all();
  }

  private String all() {
    while (at < lines.size()) {
      block(lines.get(at));
    }
    return html.toString();
  }

  private void block(String line) {
    Matcher heading = HEADING.matcher(line);
    String bare = line.strip();
    if (bare.isEmpty()) {
      at++;
    } else if (bare.startsWith("```")) {
      fence();
    } else if (heading.matches()) {
      int level = Math.min(6, heading.group(1).length() + 1);
      html.append("<h%d>%s</h%d>\n".formatted(level, inline(heading.group(2)), level));
      at++;
    } else if (bare.matches("</?details>")) {
      html.append(bare).append('\n');
      at++;
    } else if (bare.matches("<summary>.*</summary>")) {
      String inside = bare.substring("<summary>".length(), bare.length() - "</summary>".length());
      html.append("<summary>").append(inline(inside)).append("</summary>\n");
      at++;
    } else if (bare.contains("|") && at + 1 < lines.size() && rule(lines.get(at + 1))) {
      table();
    } else if (ITEM.matcher(line).matches()) {
      list();
    } else if (bare.startsWith(">")) {
      quote();
    } else if (bare.matches("(-{3,}|\\*{3,})")) {
      html.append("<hr>\n");
      at++;
    } else {
      paragraph();
    }
  }

  private void fence() {
    html.append("<pre tabindex=\"0\"><code>");
    for (at++; at < lines.size() && !lines.get(at).strip().startsWith("```"); at++) {
      html.append(Html.text(lines.get(at))).append('\n');
    }
    at++;
    html.append("</code></pre>\n");
  }

  private static boolean rule(String line) {
    return line.contains("-") && RULE.matcher(line.strip()).matches();
  }

  private void table() {
    html.append("<table class=\"md\"><thead>");
    row("th");
    at++;
    html.append("</thead><tbody>\n");
    while (at < lines.size() && lines.get(at).contains("|")) {
      row("td");
    }
    html.append("</tbody></table>\n");
  }

  private void row(String cell) {
    String bare = lines.get(at++).strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
    html.append("<tr>");
    for (String text : bare.split("(?<!\\\\)\\|", -1)) {
      html.append("<%s>%s</%s>".formatted(cell, inline(text.replace("\\|", "|").strip()), cell));
    }
    html.append("</tr>\n");
  }

  private void list() {
    Matcher first = ITEM.matcher(lines.get(at));
    String tag = first.matches() && first.group(2) != null ? "ol" : "ul";
    html.append('<').append(tag).append(">\n");
    while (at < lines.size()) {
      Matcher item = ITEM.matcher(lines.get(at));
      if (!item.matches()) {
        break;
      }
      at++;
      StringBuilder text = new StringBuilder(item.group(3));
      while (at < lines.size()
          && lines.get(at).startsWith("  ")
          && !ITEM.matcher(lines.get(at)).matches()) {
        text.append(' ').append(lines.get(at++).strip());
      }
      html.append(item.group(1).isEmpty() ? "<li>" : "<li class=\"deeper\">")
          .append(boxed(text.toString()))
          .append("</li>\n");
    }
    html.append("</").append(tag).append(">\n");
  }

  private static String boxed(String item) {
    if (item.startsWith("[x] ") || item.startsWith("[X] ")) {
      return "<span class=\"box\">done</span> " + inline(item.substring(4));
    }
    return item.startsWith("[ ] ")
        ? "<span class=\"box\">open</span> " + inline(item.substring(4))
        : inline(item);
  }

  private void quote() {
    html.append("<blockquote>");
    while (at < lines.size() && lines.get(at).strip().startsWith(">")) {
      html.append(inline(lines.get(at++).strip().substring(1).strip())).append("<br>");
    }
    html.append("</blockquote>\n");
  }

  private void paragraph() {
    html.append("<p>").append(inline(lines.get(at++)));
    while (at < lines.size() && plain(lines.get(at))) {
      html.append("<br>").append(inline(lines.get(at++)));
    }
    html.append("</p>\n");
  }

  private static boolean plain(String line) {
    return !line.isBlank()
        && !line.strip().matches("(?s)(```|#|>|</?details|<summary|\\|).*")
        && !ITEM.matcher(line).matches();
  }

  static String inline(String text) {
    StringBuilder out = new StringBuilder();
    Matcher found = INLINE.matcher(text);
    int last = 0;
    while (found.find()) {
      out.append(Html.text(text.substring(last, found.start())));
      last = found.end();
      if (found.group(1) != null) {
        out.append("<code>").append(Html.text(found.group(1))).append("</code>");
      } else if (found.group(2) != null) {
        out.append("<strong>").append(inline(found.group(2))).append("</strong>");
      } else if (found.group(3) != null) {
        out.append("<em>").append(inline(found.group(3))).append("</em>");
      } else if (found.group(6) != null) {
        out.append(link(found.group(6), Html.text(found.group(6))));
      } else {
        out.append(link(found.group(5), inline(found.group(4))));
      }
    }
    return out.append(Html.text(text.substring(last))).toString();
  }

  /** Addresses other than the web's and this site's are shown, not linked. */
  private static String link(String address, String label) {
    if (!address.matches("(https?://|/(?!/)|#).*")) {
      return label + " (" + Html.text(address) + ")";
    }
    return "<a href=\"" + Html.text(address) + "\" rel=\"noreferrer\">" + label + "</a>";
  }
}
