package dev.spadework.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Small changes on a sheet: {@code === name}, {@code @@@ path} or {@code @@@ old => new}, the text
 * before, {@code --->}, the text after, and {@code ==> rule} with the rules that must fire, {@code
 * -} for none. A text {@code (none)} is a file that is not there.
 */
record Sheet(String name, List<Edit> edits, List<String> rules) {
  static List<Sheet> read(String file) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    String all = Files.readString(Path.of("src/test/resources/review", file));
    for (String part : all.split("(?m)^=== ")) {
      if (part.contains("==> ")) {
        sheets.add(one(part));
      }
    }
    return sheets;
  }

  private static Sheet one(String part) {
    String name = part.substring(0, part.indexOf('\n')).strip();
    int end = part.indexOf("\n==> ");
    String rules = part.substring(end + 5).strip();
    List<Edit> edits = new ArrayList<>();
    for (String file : part.substring(0, end + 1).split("(?m)^@@@ ")) {
      if (file.contains("\n--->")) {
        String[] paths = file.substring(0, file.indexOf('\n')).strip().split(" => ");
        String texts = file.substring(file.indexOf('\n') + 1);
        int arrow = texts.indexOf("--->\n");
        edits.add(
            edit(
                paths[0],
                paths[paths.length - 1],
                texts.substring(0, arrow),
                texts.substring(arrow + 5)));
      }
    }
    return new Sheet(
        name, edits, rules.equals("-") ? List.of() : Arrays.asList(rules.split("\\s+")));
  }

  static Edit edit(String from, String to, String before, String after) {
    Optional<Edit.Side> old = side(before);
    Optional<Edit.Side> now = side(after);
    return new Edit(
        to,
        from.equals(to) ? Optional.empty() : Optional.of(from),
        old,
        now,
        false,
        lines(old.map(Edit.Side::text).orElse(""), now.map(Edit.Side::text).orElse("")));
  }

  private static Optional<Edit.Side> side(String text) {
    return text.strip().equals("(none)")
        ? Optional.empty()
        : Optional.of(new Edit.Side(Edit.Type.FILE, text));
  }

  /** What lies between the lines that are the same at both ends. */
  private static List<Edit.Line> lines(String before, String after) {
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int top = 0;
    while (top < old.size() && top < now.size() && old.get(top).equals(now.get(top))) {
      top++;
    }
    int end = 0;
    while (end < old.size() - top
        && end < now.size() - top
        && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    List<Edit.Line> lines = new ArrayList<>();
    for (int i = top; i < old.size() - end; i++) {
      lines.add(new Edit.Line(false, i + 1, old.get(i)));
    }
    for (int i = top; i < now.size() - end; i++) {
      lines.add(new Edit.Line(true, i + 1, now.get(i)));
    }
    return lines;
  }

  /** The same change in a plan that names every file of it. */
  Change change() {
    Set<String> paths = new java.util.TreeSet<>();
    edits.forEach(edit -> paths.add(edit.path()));
    edits.forEach(edit -> paths.add(edit.from()));
    return new Change(
        edits, paths, true, "", "make test", List.of(), Optional.empty(), Optional.empty());
  }

  /** What is found in it, by rule, with what is said of it. */
  Map<String, List<Finding>> found() {
    Map<String, List<Finding>> found = new LinkedHashMap<>();
    for (Finding finding : new Review(text -> text).of(change())) {
      found.computeIfAbsent(finding.rule(), any -> new ArrayList<>()).add(finding);
    }
    return found;
  }
}
