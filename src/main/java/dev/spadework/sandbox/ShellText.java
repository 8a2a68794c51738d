package dev.spadework.sandbox;

/** Where things end in a shell's text. */
final class ShellText {
  private static final int DEEPEST = 32;

  private ShellText() {}

  /** The index of the bracket that closes the one at {@code open}; quoted brackets do not count. */
  static int balanced(String text, int open) throws ShellWords.NotUnderstood {
    return balanced(text, open, 0);
  }

  private static int balanced(String text, int open, int depth) throws ShellWords.NotUnderstood {
    if (depth > DEEPEST) {
      throw new ShellWords.NotUnderstood("it is nested too deeply");
    }
    char opening = text.charAt(open);
    char closing = opening == '(' ? ')' : '}';
    int level = 0;
    int at = open;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        at = text.indexOf('\'', at + 1);
      } else if (c == '"') {
        at = endOfDoubleQuote(text, at + 1, depth);
      } else if (c == opening) {
        level++;
      } else if (c == closing && --level == 0) {
        return at;
      }
      if (at < 0) {
        break;
      }
      at++;
    }
    throw new ShellWords.NotUnderstood("a bracket does not close");
  }

  private static int endOfDoubleQuote(String text, int from, int depth)
      throws ShellWords.NotUnderstood {
    int at = from;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (text.startsWith("$(", at)) {
        at = balanced(text, at + 1, depth + 1);
      }
      at++;
    }
    return at < text.length() ? at : -1;
  }

  /** The index of the quote that ends {@code $'...'}. */
  static int endOfAnsiQuote(String text, int from) throws ShellWords.NotUnderstood {
    int at = from;
    while (at < text.length() && text.charAt(at) != '\'') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new ShellWords.NotUnderstood("a quote does not end");
    }
    return at;
  }

  /** Whether a character can be part of a variable's name after a dollar. */
  static boolean isName(char c) {
    return c == '_' || Character.isLetterOrDigit(c) || "@*?#!-".indexOf(c) >= 0;
  }
}
