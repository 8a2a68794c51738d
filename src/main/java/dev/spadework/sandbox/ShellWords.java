package dev.spadework.sandbox;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Takes a shell's command line apart into the simple commands that it may run, those in
 * substitutions too. It reads more as commands than a shell would, never less; what it cannot
 * follow is refused.
 */
final class ShellWords {
  /** Stands for what is known only when the command runs: a variable, a substitution. */
  static final char UNKNOWN = '\0';

  private static final int DEEPEST = 8;

  /** The line does not end what it begins, or is nested too deeply. */
  static final class NotUnderstood extends Exception {
    NotUnderstood(String message) {
      super(message);
    }
  }

  private record HereDocument(String delimiter, boolean expands) {}

  private final String text;
  private final int depth;
  private final List<List<String>> commands;
  private final Deque<HereDocument> awaited = new ArrayDeque<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private boolean redirected;
  private int at;

  private ShellWords(String text, int depth, List<List<String>> commands) throws NotUnderstood {
    if (depth > DEEPEST) {
      throw new NotUnderstood("it is nested too deeply");
    }
    this.text = text;
    this.depth = depth;
    this.commands = commands;
  }

  /** The words of each simple command, in the order of the text. */
  static List<List<String>> commands(String line) throws NotUnderstood {
    List<List<String>> commands = new ArrayList<>();
    new ShellWords(line, 0, commands).read();
    return commands;
  }

  private void read() throws NotUnderstood {
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case ' ', '\t', '\r' -> {
          endWord();
          at++;
        }
        case '\n' -> {
          endCommand();
          at++;
          skipHereDocuments();
        }
        case ';', '|', ')', '(' -> {
          endCommand();
          at++;
        }
        case '&' -> ampersand();
        case '<', '>' -> redirection();
        case '#' -> {
          if (inWord) {
            literal(c);
          } else {
            at = end(text.indexOf('\n', at));
          }
        }
        default -> piece(false);
      }
    }
    endCommand();
    if (!awaited.isEmpty()) {
      throw new NotUnderstood("a here-document does not end");
    }
  }

  /** One piece of a word: a quoted part, an expansion or a character. */
  private void piece(boolean inDoubleQuotes) throws NotUnderstood {
    char c = text.charAt(at);
    if (c == '\\') {
      backslash(inDoubleQuotes);
    } else if (c == '`') {
      backticks();
    } else if (c == '$') {
      dollar(inDoubleQuotes);
    } else if (c == '\'' && !inDoubleQuotes) {
      int close = closing('\'', at + 1);
      add(text.substring(at + 1, close));
      at = close + 1;
    } else if (c == '"' && !inDoubleQuotes) {
      add("");
      at++;
      while (at < text.length() && text.charAt(at) != '"') {
        piece(true);
      }
      at = closing('"', at) + 1;
    } else {
      literal(c);
    }
  }

  private void backslash(boolean inDoubleQuotes) {
    if (at + 1 >= text.length()) {
      literal('\\');
      return;
    }
    char next = text.charAt(at + 1);
    if (next != '\n') {
      boolean kept = inDoubleQuotes && "$`\"\\".indexOf(next) < 0;
      add(kept ? "\\" + next : String.valueOf(next));
    }
    at += 2;
  }

  private void dollar(boolean inDoubleQuotes) throws NotUnderstood {
    add(String.valueOf(UNKNOWN));
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    if (next == '(') {
      int close = ShellText.balanced(text, at + 1);
      String inner = text.substring(at + 2, close);
      if (inner.startsWith("(") && inner.endsWith(")")) {
        nestedIn(inner); // arithmetic
      } else {
        nested(inner);
      }
      at = close + 1;
    } else if (next == '{') {
      int close = ShellText.balanced(text, at + 1);
      nestedIn(text.substring(at + 2, close));
      at = close + 1;
    } else if (next == '\'' && !inDoubleQuotes) {
      at = ShellText.endOfAnsiQuote(text, at + 2) + 1;
    } else {
      at++;
      while (at < text.length() && ShellText.isName(text.charAt(at))) {
        at++;
      }
    }
  }

  private void backticks() throws NotUnderstood {
    add(String.valueOf(UNKNOWN));
    StringBuilder inner = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != '`') {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      inner.append(text.charAt(at++));
    }
    at = closing('`', at) + 1;
    nested(inner.toString());
  }

  private void ampersand() throws NotUnderstood {
    if (at + 1 < text.length() && text.charAt(at + 1) == '>') {
      at++;
      redirection();
    } else {
      endCommand();
      at++;
    }
  }

  private void redirection() throws NotUnderstood {
    if (at + 1 < text.length() && text.charAt(at + 1) == '(') {
      add(String.valueOf(UNKNOWN));
      int close = ShellText.balanced(text, at + 1);
      nested(text.substring(at + 2, close));
      at = close + 1;
      return;
    }
    if (inWord && word.chars().allMatch(Character::isDigit)) {
      word.setLength(0); // the number of a file descriptor
      inWord = false;
    }
    endWord();
    int start = at;
    while (at < text.length() && "<>&|".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (text.substring(start, at).equals("<<")) {
      hereDocument();
    } else {
      redirected = true;
    }
  }

  private void hereDocument() throws NotUnderstood {
    if (at < text.length() && text.charAt(at) == '-') {
      at++;
    }
    while (at < text.length() && " \t".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    int start = at;
    while (at < text.length() && " \t\n;|&<>()".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String written = text.substring(start, at);
    String delimiter = written.replaceAll("[\"'\\\\]", "");
    if (delimiter.isEmpty()) {
      throw new NotUnderstood("a here-document has no delimiter");
    }
    awaited.add(new HereDocument(delimiter, written.equals(delimiter)));
  }

  /** Here-documents are data, but for the substitutions in them. */
  private void skipHereDocuments() throws NotUnderstood {
    while (!awaited.isEmpty()) {
      HereDocument document = awaited.remove();
      StringBuilder body = new StringBuilder();
      boolean ended = false;
      while (at < text.length() && !ended) {
        int end = end(text.indexOf('\n', at));
        String line = text.substring(at, end);
        at = Math.min(end + 1, text.length());
        ended = line.replaceAll("^\t+", "").equals(document.delimiter);
        body.append(ended ? "" : line + "\n");
      }
      if (!ended) {
        throw new NotUnderstood("a here-document does not end");
      }
      if (document.expands) {
        nestedIn(body.toString());
      }
    }
  }

  private void nested(String inner) throws NotUnderstood {
    new ShellWords(inner, depth + 1, commands).read();
  }

  /** Reads text as if it stood in double quotes: only its substitutions are commands. */
  private void nestedIn(String inner) throws NotUnderstood {
    ShellWords quoted = new ShellWords(inner, depth + 1, commands);
    while (quoted.at < inner.length()) {
      quoted.piece(true);
    }
  }

  private void literal(char c) {
    add(String.valueOf(c));
    at++;
  }

  private void add(String more) {
    word.append(more);
    inWord = true;
  }

  private void endWord() {
    if (inWord && !redirected) {
      words.add(word.toString());
    }
    redirected = redirected && !inWord;
    word.setLength(0);
    inWord = false;
  }

  private void endCommand() {
    endWord();
    redirected = false;
    if (!words.isEmpty()) {
      commands.add(words);
      words = new ArrayList<>();
    }
  }

  private int closing(char quote, int from) throws NotUnderstood {
    int close = text.indexOf(quote, from);
    if (close < 0) {
      throw new NotUnderstood("a quote does not end");
    }
    return close;
  }

  private int end(int index) {
    return index < 0 ? text.length() : index;
  }
}
