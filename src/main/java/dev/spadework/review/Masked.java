package dev.spadework.review;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Source code in which what is no code is blank, at the same places and in the same lines. */
final class Masked {
  private final String code;
  private final String bare;
  private final int[] ends;

  private Masked(String code, String bare) {
    this.code = code;
    this.bare = bare;
    this.ends = IntStream.range(0, code.length()).filter(i -> code.charAt(i) == '\n').toArray();
  }

  static Masked of(String text, Language language) {
    return new Reader(text, language).read();
  }

  /** Without comments. */
  String code() {
    return code;
  }

  /** Without comments and without what stands in strings. */
  String bare() {
    return bare;
  }

  /** The line of a place, from 1. */
  int line(int at) {
    int found = Arrays.binarySearch(ends, at);
    return (found < 0 ? -found - 1 : found) + 1;
  }

  /** Where the bracket that opens here is closed: its index, or the end of the text. */
  int close(int open) {
    int depth = 0;
    for (int i = open; i < bare.length(); i++) {
      char c = bare.charAt(i);
      if (c == '(' || c == '[' || c == '{') {
        depth++;
      } else if ((c == ')' || c == ']' || c == '}') && --depth == 0) {
        return i;
      }
    }
    return bare.length();
  }

  private static final class Reader {
    private final String text;
    private final Language language;
    private final StringBuilder code;
    private final StringBuilder bare;
    private int at;

    Reader(String text, Language language) {
      this.text = text;
      this.language = language;
      this.code = new StringBuilder(text);
      this.bare = new StringBuilder(text);
    }

    Masked read() {
      boolean hash = language == Language.PYTHON;
      while (at < text.length()) {
        char c = text.charAt(at);
        if (hash ? c == '#' : text.startsWith("//", at)) {
          int end = text.indexOf('\n', at);
          blank(at, end < 0 ? text.length() : end, true);
        } else if (!hash && text.startsWith("/*", at)) {
          blank(at, comment(), true);
        } else if (c == '"' || c == '\'' || c == '`') {
          quote(c);
        } else if (c == '/' && language == Language.JAVASCRIPT && regexMayStart()) {
          blank(at + 1, regex(), false);
          at++;
        } else {
          at++;
        }
      }
      return new Masked(code.toString(), bare.toString());
    }

    private void quote(char c) {
      String triple = String.valueOf(c).repeat(3);
      boolean block =
          language == Language.JAVA || language == Language.KOTLIN
              ? c == '"'
              : language == Language.PYTHON && c != '`';
      if (block && text.startsWith(triple, at)) {
        boolean raw = language == Language.KOTLIN;
        string(at + 3, triple, !raw, true);
      } else if (c == '`' && language == Language.JAVASCRIPT) {
        string(at + 1, "`", true, true);
      } else if (c == '`' && language == Language.GO) {
        string(at + 1, "`", false, true);
      } else if (c == '`') {
        at++;
      } else if (c == '\'' && language == Language.RUST && !rustChar()) {
        at++;
      } else if (c == '"' && language == Language.RUST) {
        rustString();
      } else {
        string(at + 1, String.valueOf(c), true, false);
      }
    }

    /** A quote that is followed by a character and a quote; else it is a lifetime. */
    private boolean rustChar() {
      return text.startsWith("\\", at + 1) || text.startsWith("'", at + 2);
    }

    private void rustString() {
      int hashes = 0;
      while (at - hashes > 0 && text.charAt(at - hashes - 1) == '#') {
        hashes++;
      }
      boolean raw = at - hashes > 0 && text.charAt(at - hashes - 1) == 'r';
      string(at + 1, "\"" + "#".repeat(raw ? hashes : 0), !raw, true);
    }

    private void string(int from, String close, boolean escapes, boolean lines) {
      int i = from;
      while (i < text.length() && !text.startsWith(close, i)) {
        if (!lines && text.charAt(i) == '\n') {
          break;
        }
        i += escapes && text.charAt(i) == '\\' ? 2 : 1;
      }
      int end = Math.min(i, text.length());
      blank(from, end, false);
      at = Math.min(text.length(), end + (text.startsWith(close, end) ? close.length() : 0));
    }

    private int comment() {
      int depth = 0;
      int i = at;
      while (i < text.length()) {
        if (text.startsWith("/*", i)) {
          depth = language.nests() ? depth + 1 : 1;
          i += 2;
        } else if (text.startsWith("*/", i)) {
          i += 2;
          if (--depth == 0) {
            return i;
          }
        } else {
          i++;
        }
      }
      return text.length();
    }

    private boolean regexMayStart() {
      int i = at - 1;
      while (i >= 0 && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
        i--;
      }
      if (i < 0) {
        return true;
      }
      return "(,=:[!&|?{};\n+".indexOf(bare.charAt(i)) >= 0
          || text.substring(Math.max(0, i - 5), i + 1).endsWith("return");
    }

    private int regex() {
      boolean set = false;
      for (int i = at + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
        char c = text.charAt(i);
        if (c == '\\') {
          i++;
        } else if (c == '[') {
          set = true;
        } else if (c == ']') {
          set = false;
        } else if (c == '/' && !set) {
          return i;
        }
      }
      return at + 1;
    }

    private void blank(int from, int to, boolean comment) {
      for (int i = from; i < to; i++) {
        if (text.charAt(i) != '\n') {
          bare.setCharAt(i, ' ');
          if (comment) {
            code.setCharAt(i, ' ');
          }
        }
      }
      at = Math.max(at, to);
    }
  }
}
