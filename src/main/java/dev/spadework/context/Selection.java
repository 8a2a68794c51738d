package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which files a search is about: all, or those that a glob names. */
final class Selection {
  private static final int MOST_ALTERNATIVES = 64;
  private static final int LONGEST = 300;

  private final List<String> globs;
  private final boolean negated;

  private Selection(List<String> globs, boolean negated) {
    this.globs = globs;
    this.negated = negated;
  }

  static Selection of(Optional<String> glob) throws BadPattern {
    String text = glob.orElse("").strip();
    if (text.length() > LONGEST) {
      throw new BadPattern("The glob is longer than " + LONGEST + " characters; shorten it.");
    }
    boolean negated = text.startsWith("!");
    String kept = negated ? text.substring(1) : text;
    kept = kept.startsWith("./") ? kept.substring(2) : kept;
    if (kept.isEmpty() || kept.equals(".") || kept.equals("/")) {
      return new Selection(List.of(), false);
    }
    List<String> globs = new ArrayList<>();
    expand(kept, globs);
    return new Selection(List.copyOf(globs), negated);
  }

  boolean takes(String path) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> names(glob, path)) != negated;
  }

  /** Whether the glob names the file or a directory above it. */
  private static boolean names(String glob, String path) {
    Ignores rules = Ignores.of(glob);
    for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
      if (rules.ignores(path.substring(0, slash), true).orElse(false)) {
        return true;
      }
    }
    return rules.ignores(path, false).orElse(false);
  }

  private static void expand(String glob, List<String> out) throws BadPattern {
    int open = glob.indexOf('{');
    int close = glob.indexOf('}', open + 1);
    if (open < 0 || close < 0) {
      out.add(glob);
    } else {
      for (String choice : glob.substring(open + 1, close).split(",", -1)) {
        expand(glob.substring(0, open) + choice + glob.substring(close + 1), out);
      }
    }
    if (out.size() > MOST_ALTERNATIVES) {
      throw new BadPattern("The glob has more than " + MOST_ALTERNATIVES + " alternatives.");
    }
  }
}
