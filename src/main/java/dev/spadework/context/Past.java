package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;

/**
 * A commit of the past. Authors say there what a file is about, in the words that tasks are asked
 * in.
 *
 * @param paths of the files that it touched, relative to the tree, with {@code /}
 */
public record Past(String message, List<String> paths) {
  /** The part of a message that is read: what follows is seldom about the change. */
  private static final int LONGEST = 2_000;

  /** The words of the message; those of its first line count twice. */
  List<String> words() {
    String text = message.strip();
    text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    List<String> words = new ArrayList<>(Terms.asked(text));
    words.addAll(Terms.asked(text.lines().findFirst().orElse("")));
    return words;
  }
}
