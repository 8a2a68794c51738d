package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;

/**
 * One glob as {@code .gitignore} has them: {@code *} and {@code ?} stay within a name, {@code **}
 * crosses directories, {@code [a-z]} is a class. Matched by keeping all positions at once, so that
 * no glob of an untrusted file makes it slow.
 */
final class Glob {
  private enum Kind {
    CHAR,
    ANY,
    STAR,
    /** Start of {@code **}{@code /}: into the directories, or past them. */
    DOWN,
    /** Inside {@code **}{@code /}: any characters up to a slash. */
    INSIDE,
    REST,
    CLASS
  }

  private record Part(Kind kind, String text) {}

  private final List<Part> parts;

  private Glob(List<Part> parts) {
    this.parts = parts;
  }

  static Glob of(String glob) {
    List<Part> parts = new ArrayList<>();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      boolean atName = i == 0 || glob.charAt(i - 1) == '/';
      if (atName && glob.startsWith("**/", i)) {
        parts.add(new Part(Kind.DOWN, ""));
        parts.add(new Part(Kind.INSIDE, ""));
        i += 3;
      } else if (atName && glob.startsWith("**", i) && i + 2 == glob.length()) {
        parts.add(new Part(Kind.REST, ""));
        i += 2;
      } else if (c == '*') {
        parts.add(new Part(Kind.STAR, ""));
        i++;
      } else if (c == '?') {
        parts.add(new Part(Kind.ANY, ""));
        i++;
      } else if (c == '[' && classEnd(glob, i) > 0) {
        int end = classEnd(glob, i);
        parts.add(new Part(Kind.CLASS, glob.substring(i + 1, end)));
        i = end + 1;
      } else {
        boolean escaped = c == '\\' && i + 1 < glob.length();
        parts.add(new Part(Kind.CHAR, String.valueOf(escaped ? glob.charAt(i + 1) : c)));
        i += escaped ? 2 : 1;
      }
    }
    return new Glob(List.copyOf(parts));
  }

  boolean matches(String path) {
    boolean[] at = new boolean[parts.size() + 1];
    enter(at, 0);
    for (int i = 0; i < path.length(); i++) {
      boolean[] next = new boolean[parts.size() + 1];
      for (int p = 0; p < parts.size(); p++) {
        if (at[p]) {
          step(next, p, path.charAt(i));
        }
      }
      at = next;
    }
    return at[parts.size()];
  }

  private void step(boolean[] next, int p, char c) {
    Part part = parts.get(p);
    switch (part.kind) {
      case CHAR -> enterIf(next, p + 1, part.text.charAt(0) == c);
      case ANY -> enterIf(next, p + 1, c != '/');
      case CLASS -> enterIf(next, p + 1, c != '/' && inClass(part.text, c));
      case STAR -> enterIf(next, p, c != '/');
      case INSIDE -> {
        next[p] = true;
        enterIf(next, p + 1, c == '/');
      }
      case REST -> enter(next, p);
      case DOWN -> {}
    }
  }

  private void enterIf(boolean[] at, int p, boolean condition) {
    if (condition) {
      enter(at, p);
    }
  }

  private void enter(boolean[] at, int p) {
    at[p] = true;
    if (p < parts.size()) {
      switch (parts.get(p).kind) {
        case STAR, REST -> enter(at, p + 1);
        case DOWN -> {
          at[p + 1] = true;
          enter(at, p + 2);
        }
        default -> {}
      }
    }
  }

  private static int classEnd(String glob, int start) {
    int first = start + 1;
    if (first < glob.length() && (glob.charAt(first) == '!' || glob.charAt(first) == '^')) {
      first++;
    }
    // A bracket in the first place stands for itself.
    return glob.indexOf(']', first + 1);
  }

  private static boolean inClass(String spec, char c) {
    boolean not = spec.startsWith("!") || spec.startsWith("^");
    String set = not ? spec.substring(1) : spec;
    boolean found = false;
    for (int i = 0; i < set.length(); i++) {
      if (i + 2 < set.length() && set.charAt(i + 1) == '-') {
        found |= set.charAt(i) <= c && c <= set.charAt(i + 2);
        i += 2;
      } else {
        found |= set.charAt(i) == c;
      }
    }
    return found != not;
  }
}
