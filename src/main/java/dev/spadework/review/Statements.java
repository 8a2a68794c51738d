package dev.spadework.review;

import dev.spadework.review.TestCase.Statement;
import java.util.ArrayList;
import java.util.List;

/** Cuts a body into statements: at line ends, semicolons and braces outside of parentheses. */
final class Statements {
  private final Masked source;
  private final boolean indented;
  private final List<Statement> statements = new ArrayList<>();
  private int depth;

  private Statements(Masked source, boolean indented) {
    this.source = source;
    this.indented = indented;
  }

  static List<Statement> of(Masked source, int from, int to, Language language) {
    Statements cut = new Statements(source, language == Language.PYTHON);
    cut.cut(from, Math.min(to, source.bare().length()));
    return cut.statements;
  }

  private void cut(int from, int to) {
    String bare = source.bare();
    int start = from;
    int parentheses = 0;
    for (int i = from; i < to; i++) {
      char c = bare.charAt(i);
      if (c == '(' || c == '[' || indented && c == '{') {
        parentheses++;
      } else if (c == ')' || c == ']' || indented && c == '}') {
        parentheses = Math.max(0, parentheses - 1);
      } else if (c == '{' && (parentheses == 0 || opensCode(i))) {
        // A function as an argument: its statements are statements of the test too.
        add(start, i);
        depth++;
        i = inner(i, to);
        start = i;
        depth--;
      } else if (parentheses == 0 && (c == ';' || c == '\n' && !continues(i, to))) {
        add(start, i);
        start = i + 1;
      }
    }
    add(start, to);
  }

  /** Cuts what stands in braces; where it went on after them. */
  private int inner(int open, int to) {
    int close = Math.min(source.close(open), to);
    cut(open + 1, close);
    return close;
  }

  /** Whether a brace within parentheses opens a body rather than a literal. */
  private boolean opensCode(int brace) {
    String before = source.bare().substring(Math.max(0, brace - 40), brace).stripTrailing();
    return before.endsWith("=>")
        || before.endsWith("->")
        || before.endsWith("|")
        || before.endsWith(")");
  }

  /** Whether the statement goes on in the next line: with a dot, or after an operator. */
  private boolean continues(int end, int to) {
    String bare = source.bare();
    int next = end;
    while (next < to && Character.isWhitespace(bare.charAt(next))) {
      next++;
    }
    if (next < to && (bare.charAt(next) == '.' || bare.startsWith("?.", next))) {
      return true;
    }
    int last = end - 1;
    while (last >= 0 && (bare.charAt(last) == ' ' || bare.charAt(last) == '\r')) {
      last--;
    }
    return last >= 0 && "=+,&|?.\\(<-".indexOf(bare.charAt(last)) >= 0;
  }

  private void add(int from, int to) {
    if (from >= to) {
      return;
    }
    String text = clean(source.code().substring(from, to));
    if (text.isEmpty()) {
      return;
    }
    int first = from;
    while (Character.isWhitespace(source.code().charAt(first)) || trims(first, to)) {
      first++;
    }
    statements.add(
        new Statement(
            source.line(first),
            text,
            clean(source.bare().substring(from, to)),
            indented ? indent(first) : depth));
  }

  private boolean trims(int at, int to) {
    return at + 1 < to && "})];,".indexOf(source.code().charAt(at)) >= 0;
  }

  private static String clean(String text) {
    return text.strip().replaceAll("\\s+", " ").replaceAll("^[})\\];, ]+|[;, ]+$", "");
  }

  private int indent(int at) {
    int line = source.code().lastIndexOf('\n', at) + 1;
    return at - line;
  }
}
