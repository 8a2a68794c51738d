package dev.spadework.memory;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbered things as a prompt shows them: a line each, so that one can be taken out again. */
final class PromptLines {
  private final String prefix;
  private final Pattern line;

  /**
   * Lines of one sort.
   *
   * @param prefix before the number: {@code note n}
   */
  PromptLines(String prefix) {
    this.prefix = "- " + prefix;
    this.line = Pattern.compile("(?m)^- " + prefix + "(\\d{1,9}): .*\\R?");
  }

  String line(int id, String text) {
    return prefix + id + ": " + text;
  }

  /** The numbers that a prompt shows. */
  Set<Integer> named(String prompt) {
    Set<Integer> ids = new HashSet<>();
    Matcher matcher = line.matcher(prompt);
    while (matcher.find()) {
      ids.add(Integer.valueOf(matcher.group(1)));
    }
    return ids;
  }

  /** The prompt without the lines of these numbers. */
  String without(String prompt, Collection<Integer> gone) {
    return line.matcher(prompt)
        .replaceAll(
            found ->
                gone.contains(Integer.valueOf(found.group(1)))
                    ? ""
                    : Matcher.quoteReplacement(found.group()));
  }
}
