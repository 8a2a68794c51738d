package dev.spadework.memory;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Notes as a prompt shows them: a line each, so that one can be taken out again. */
public final class NoteLines {
  private static final Pattern LINE = Pattern.compile("(?m)^- note n(\\d{1,9}): .*\\R?");

  private NoteLines() {}

  /** The lines. */
  public static String of(List<Note> notes) {
    return notes.stream().map(NoteLines::line).collect(Collectors.joining("\n"));
  }

  static String line(Note note) {
    return "- note " + note.name() + ": " + note.text();
  }

  static Set<Integer> named(String prompt) {
    Set<Integer> ids = new HashSet<>();
    Matcher matcher = LINE.matcher(prompt);
    while (matcher.find()) {
      ids.add(Integer.valueOf(matcher.group(1)));
    }
    return ids;
  }

  static String without(String prompt, Collection<Integer> gone) {
    return LINE.matcher(prompt)
        .replaceAll(
            line ->
                gone.contains(Integer.valueOf(line.group(1)))
                    ? ""
                    : Matcher.quoteReplacement(line.group()));
  }
}
