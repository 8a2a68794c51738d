package dev.spadework.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The command that is being read, and the here-documents that it awaits. */
final class ShellFrame {
  private final Deque<HereDocument> awaited = new ArrayDeque<>();
  private final StringBuilder word = new StringBuilder();
  private List<String> words = new ArrayList<>();
  private boolean inWord;
  private boolean redirected;

  boolean inWord() {
    return inWord;
  }

  int length() {
    return word.length();
  }

  void cut(int length) {
    word.setLength(length);
  }

  void add(String more) {
    word.append(more);
    inWord = true;
  }

  /** A number before a redirection is the descriptor's, and no word. */
  void dropDescriptor() {
    if (inWord && word.chars().allMatch(Character::isDigit)) {
      word.setLength(0);
      inWord = false;
    }
  }

  /** The next word is a file's name. */
  void redirected() {
    redirected = true;
  }

  void endWord() {
    if (inWord && !redirected) {
      words.add(Globs.kept(word.toString()));
    }
    redirected = redirected && !inWord;
    word.setLength(0);
    inWord = false;
  }

  void endCommand(List<List<String>> commands) {
    endWord();
    redirected = false;
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }

  void await(HereDocument document) {
    awaited.add(document);
  }

  boolean awaits() {
    return !awaited.isEmpty();
  }

  HereDocument next() {
    return awaited.remove();
  }

  void noneAwaited() throws ShellWords.NotUnderstood {
    if (awaits()) {
      throw new ShellWords.NotUnderstood("a here-document does not end");
    }
  }
}
