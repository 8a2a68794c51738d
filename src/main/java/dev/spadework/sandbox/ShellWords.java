package dev.spadework.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a shell's command line apart into the simple commands that it may run, those in
 * substitutions too. It reads more as commands than a shell would, never less; what it cannot
 * follow, and what bash and dash read differently, is refused. Grammar: POSIX.1-2017, Shell Command
 * Language, and what bash adds.
 */
final class ShellWords {
  /** Stands for one value that is known only when the command runs. */
  static final char UNKNOWN = '\0';

  /** Stands for any number of words that are known only when the command runs. */
  static final char MANY = '\1';

  /** Stands before a character that makes the shell look for file names, or make several words. */
  static final char GLOB = '\2';

  private static final int DEEPEST = 8;
  private static final Pattern ARITHMETIC = Pattern.compile("\\$\\(\\([^()'\"`;\\\\#{}\n]*\\)\\)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]");

  /** The line does not end what it begins, or is nested too deeply. */
  static final class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message);
    }
  }

  private final String text;
  private final int depth;
  private final List<List<String>> commands;
  private ShellFrame frame = new ShellFrame();
  private int at;

  private ShellWords(String text, int depth, List<List<String>> commands) throws NotUnderstood {
    if (depth > DEEPEST) {
      throw new NotUnderstood("it is nested too deeply");
    }
    this.text = text;
    this.depth = depth;
    this.commands = commands;
  }

  /** The words of each simple command, the inner ones first. */
  static List<List<String>> commands(String line) throws NotUnderstood {
    if (line.codePoints().anyMatch(ShellWords::invisible)) {
      throw new NotUnderstood("it holds control or invisible characters");
    }
    List<List<String>> commands = new ArrayList<>();
    new ShellWords(line, 0, commands).list(false, 0);
    return commands;
  }

  private static boolean invisible(int c) {
    boolean control = Character.isISOControl(c) && c != '\n' && c != '\t';
    return control || Character.getType(c) == Character.FORMAT;
  }

  /** A list of commands, to the end or to the bracket that closes it. */
  private void list(boolean inner, int deep) throws NotUnderstood {
    int level = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case ' ', '\t' -> {
          frame.endWord();
          at++;
        }
        case '\n' -> {
          frame.endCommand(commands);
          at++;
          skipHereDocuments();
        }
        case '(' -> {
          frame.endCommand(commands);
          level++;
          at++;
        }
        case ')' -> {
          frame.endCommand(commands);
          at++;
          if (inner && level-- == 0) {
            frame.noneAwaited();
            return;
          }
        }
        case ';', '|' -> {
          frame.endCommand(commands);
          at++;
        }
        case '&' -> {
          // To dash, `a &> b c` is `a &` and then `c`, with its output to b.
          frame.endCommand(commands);
          at++;
        }
        case '<', '>' -> redirection(deep);
        case '#' -> comment();
        default -> piece(false, deep);
      }
    }
    if (inner) {
      throw new NotUnderstood("a bracket does not close");
    }
    frame.endCommand(commands);
    frame.noneAwaited();
  }

  private void comment() {
    if (frame.inWord()) {
      literal('#');
    } else {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    }
  }

  /** One piece of a word: a quoted part, an expansion or a character. */
  private void piece(boolean quoted, int deep) throws NotUnderstood {
    char c = text.charAt(at);
    if (c == '\\') {
      backslash(quoted);
    } else if (c == '`') {
      backticks(quoted);
    } else if (c == '$') {
      dollar(quoted, deep);
    } else if (c == '\'' && !quoted) {
      int close = Quotes.closing(text, '\'', at + 1);
      frame.add(text.substring(at + 1, close));
      at = close + 1;
    } else if (c == '"' && !quoted) {
      doubleQuotes(deep);
    } else {
      if (!quoted && "*?[{".indexOf(c) >= 0) {
        frame.add(String.valueOf(GLOB));
      }
      literal(c);
    }
  }

  private void doubleQuotes(int deep) throws NotUnderstood {
    frame.add("");
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      piece(true, deep);
    }
    at = Quotes.closing(text, '"', at) + 1;
  }

  private void backslash(boolean quoted) {
    if (at + 1 >= text.length()) {
      literal('\\');
      return;
    }
    char next = text.charAt(at + 1);
    if (next != '\n') {
      boolean kept = quoted && "$`\"\\".indexOf(next) < 0;
      frame.add(kept ? "\\" + next : String.valueOf(next));
    }
    at += 2;
  }

  private void dollar(boolean quoted, int deep) throws NotUnderstood {
    String unknown = String.valueOf(quoted ? UNKNOWN : MANY);
    char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    Matcher arithmetic = ARITHMETIC.matcher(text).region(at, text.length());
    Matcher name = NAME.matcher(text).region(at + 1 < text.length() ? at + 1 : at, text.length());
    if (next == '(' && arithmetic.lookingAt()) {
      frame.add(String.valueOf(UNKNOWN));
      at = arithmetic.end();
    } else if (next == '(') {
      frame.add(unknown);
      at += 2;
      nested(deep);
    } else if (next == '{') {
      parameter(quoted, deep);
    } else if (next == '\'' && !quoted) {
      ansiQuote();
    } else if (next == '"' && !quoted) {
      frame.add(unknown);
      at++;
    } else if (next == '[') {
      frame.add(unknown);
      at++;
    } else if (name.lookingAt()) {
      frame.add(name.group().equals("@") ? String.valueOf(MANY) : unknown);
      at = name.end();
    } else {
      literal('$');
    }
  }

  /** The commands of a substitution, up to the bracket that closes it. */
  private void nested(int deep) throws NotUnderstood {
    if (depth + deep > DEEPEST) {
      throw new NotUnderstood("it is nested too deeply");
    }
    ShellFrame outer = frame;
    frame = new ShellFrame();
    list(true, deep + 1);
    frame = outer;
  }

  /** {@code ${...}}: what is in there counts only for the substitutions in it. */
  private void parameter(boolean quoted, int deep) throws NotUnderstood {
    int start = at;
    int length = frame.length();
    at += 2;
    if (at < text.length() && " \t\n|(".indexOf(text.charAt(at)) >= 0) {
      throw new NotUnderstood("`${` is followed by a command");
    }
    if (deep > DEEPEST) {
      throw new NotUnderstood("it is nested too deeply");
    }
    while (at < text.length() && text.charAt(at) != '}') {
      char c = text.charAt(at);
      if (c == '\'' || text.startsWith("@P", at)) {
        throw new NotUnderstood("a variable is put together in a way that is hard to follow");
      }
      if (c == '"') {
        doubleQuotes(deep + 1);
      } else {
        piece(true, deep + 1);
      }
    }
    at = Quotes.closing(text, '}', at) + 1;
    frame.cut(length);
    boolean many = !quoted || text.substring(start, at).contains("@");
    frame.add(String.valueOf(many ? MANY : UNKNOWN));
  }

  private void ansiQuote() throws NotUnderstood {
    Quotes.Quoted quoted = Quotes.ansi(text, at + 2);
    frame.add(quoted.text());
    at = quoted.end();
  }

  private void backticks(boolean quoted) throws NotUnderstood {
    Quotes.Quoted inner = Quotes.backticks(text, at + 1, quoted);
    at = inner.end();
    new ShellWords(inner.text(), depth + 1, commands).list(false, 0);
    frame.add(String.valueOf(quoted ? UNKNOWN : MANY));
  }

  private void redirection(int deep) throws NotUnderstood {
    if (at + 1 < text.length() && text.charAt(at + 1) == '(') {
      frame.add(String.valueOf(UNKNOWN));
      at += 2;
      nested(deep);
      return;
    }
    frame.dropDescriptor();
    frame.endWord();
    String rest = text.substring(at, Math.min(text.length(), at + 3));
    if (rest.startsWith("<<") && !rest.equals("<<<")) {
      HereDocument document = HereDocument.begun(text, at + 2);
      frame.await(document);
      at = document.afterDelimiter();
    } else {
      at += rest.matches("<<<.*") ? 3 : rest.matches("(?:>>|[<>]&|<>|>\\|).*") ? 2 : 1;
      frame.redirected();
    }
  }

  /** Here-documents are data, but for the substitutions in them. */
  private void skipHereDocuments() throws NotUnderstood {
    while (frame.awaits()) {
      HereDocument document = frame.next();
      HereDocument.Body body = document.body(text, at);
      at = body.end();
      if (document.expands()) {
        ShellWords inner = new ShellWords(body.text(), depth + 1, commands);
        while (inner.at < inner.text.length()) {
          inner.piece(true, 0);
        }
      }
    }
  }

  private void literal(char c) {
    frame.add(String.valueOf(c));
    at++;
  }
}
