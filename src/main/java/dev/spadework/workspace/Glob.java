package dev.spadework.workspace;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * A pattern of {@code .gitignore}, matched as git's wildmatch.c does with WM_PATHNAME, on raw
 * names.
 *
 * <p>Runs as a set of states, in time pattern times text: patterns come from strangers, and a
 * backtracking matcher can be made to run for years.
 */
final class Glob {
  private enum Kind {
    ONE,
    /** Any run without a slash. */
    STAR,
    /** Any run. */
    REST,
    /** Start of an optional run of whole directories. */
    SKIP,
    /** Inside that run. */
    DIRECTORIES
  }

  private record Token(Kind kind, BitSet bytes) {
    Token(Kind kind) {
      this(kind, new BitSet());
    }
  }

  private static final Map<String, IntPredicate> CLASSES =
      Map.ofEntries(
          Map.entry("alnum", c -> letter(c) || digit(c)),
          Map.entry("alpha", Glob::letter),
          Map.entry("blank", c -> c == ' ' || c == '\t'),
          Map.entry("cntrl", c -> c < 32 || c == 127),
          Map.entry("digit", Glob::digit),
          Map.entry("graph", c -> c > 32 && c < 127),
          Map.entry("lower", c -> c >= 'a' && c <= 'z'),
          Map.entry("print", c -> c >= 32 && c < 127),
          Map.entry("punct", c -> c > 32 && c < 127 && !letter(c) && !digit(c)),
          Map.entry("space", c -> c == ' ' || c >= 9 && c <= 13),
          Map.entry("upper", c -> c >= 'A' && c <= 'Z'),
          Map.entry("xdigit", c -> digit(c) || (c | 32) >= 'a' && (c | 32) <= 'f'));

  private final String pattern;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Glob(String pattern) {
    this.pattern = pattern;
  }

  /** The pattern, or nothing for one that can never match, such as an open bracket. */
  static Optional<Glob> of(String pattern) {
    Glob glob = new Glob(pattern);
    while (glob.at < pattern.length()) {
      if (!glob.token()) {
        return Optional.empty();
      }
    }
    return Optional.of(glob);
  }

  boolean matches(String text) {
    BitSet now = new BitSet();
    add(now, 0);
    for (int i = 0; i < text.length() && !now.isEmpty(); i++) {
      BitSet next = new BitSet();
      for (int state = now.nextSetBit(0); state >= 0; state = now.nextSetBit(state + 1)) {
        if (state < tokens.size()) {
          step(state, text.charAt(i), next);
        }
      }
      now = next;
    }
    return now.get(tokens.size());
  }

  private void step(int state, char c, BitSet next) {
    Token token = tokens.get(state);
    switch (token.kind) {
      case ONE -> {
        if (token.bytes.get(c)) {
          add(next, state + 1);
        }
      }
      case STAR -> {
        if (c != '/') {
          add(next, state);
        }
      }
      case REST -> add(next, state);
      case DIRECTORIES -> {
        next.set(state);
        if (c == '/') {
          add(next, state + 1);
        }
      }
      case SKIP -> throw new IllegalStateException("a skip consumes nothing");
    }
  }

  private void add(BitSet states, int state) {
    if (states.get(state)) {
      return;
    }
    Kind kind = state < tokens.size() ? tokens.get(state).kind : Kind.ONE;
    if (kind == Kind.SKIP) {
      states.set(state + 1);
      add(states, state + 2);
      return;
    }
    states.set(state);
    if (kind == Kind.STAR || kind == Kind.REST) {
      add(states, state + 1);
    }
  }

  private boolean token() {
    char c = pattern.charAt(at++);
    switch (c) {
      case '*' -> stars();
      case '?' -> {
        BitSet all = new BitSet();
        all.set(0, 256);
        all.clear('/');
        tokens.add(new Token(Kind.ONE, all));
      }
      case '[' -> {
        return bracket();
      }
      case '\\' -> {
        if (at == pattern.length()) {
          return false;
        }
        literal(pattern.charAt(at++));
      }
      default -> literal(c);
    }
    return true;
  }

  private void stars() {
    int first = at - 1;
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    boolean open = first == 0 || pattern.charAt(first - 1) == '/';
    boolean end = at == pattern.length();
    if (at - first == 1 || !open || !end && pattern.charAt(at) != '/') {
      tokens.add(new Token(Kind.STAR));
    } else if (end) {
      tokens.add(new Token(Kind.REST));
    } else {
      at++;
      tokens.add(new Token(Kind.SKIP));
      tokens.add(new Token(Kind.DIRECTORIES));
    }
  }

  private void literal(char c) {
    BitSet one = new BitSet();
    one.set(c);
    tokens.add(new Token(Kind.ONE, one));
  }

  private boolean bracket() {
    BitSet set = new BitSet();
    boolean negated = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
    at += negated ? 1 : 0;
    int previous = 0;
    boolean first = true;
    while (true) {
      if (at >= pattern.length()) {
        return false;
      }
      char c = pattern.charAt(at++);
      if (c == ']' && !first) {
        break;
      }
      first = false;
      int close = c == '[' && pattern.startsWith(":", at) ? pattern.indexOf(']', at + 1) : -1;
      if (c == '\\') {
        if (at >= pattern.length()) {
          return false;
        }
        previous = pattern.charAt(at++);
        set.set(previous);
      } else if (c == '-' && previous != 0 && at < pattern.length() && pattern.charAt(at) != ']') {
        char last = pattern.charAt(at++);
        if (last == '\\') {
          if (at >= pattern.length()) {
            return false;
          }
          last = pattern.charAt(at++);
        }
        if (previous <= last) {
          set.set(previous, last + 1);
        }
        previous = 0;
      } else if (close > at + 1 && pattern.charAt(close - 1) == ':') {
        IntPredicate named = CLASSES.get(pattern.substring(at + 1, close - 1));
        if (named == null) {
          return false;
        }
        for (int b = 0; b < 256; b++) {
          set.set(b, set.get(b) || named.test(b));
        }
        at = close + 1;
        previous = 0;
      } else {
        set.set(c);
        previous = c;
      }
    }
    if (negated) {
      set.flip(0, 256);
    }
    set.clear('/');
    tokens.add(new Token(Kind.ONE, set));
    return true;
  }

  private static boolean letter(int c) {
    return c < 128 && Character.isLetter(c);
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }
}
