package dev.spadework.context;

import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * Passages in parts of a few lines each, which are chosen one by one: a change is seldom larger,
 * and what stands around it costs as much as it does.
 *
 * @param ends the line (from 0) after the last one of each
 * @param looks what each looks like, see {@link Look#packed}
 */
record Parts(int[] ends, int[] looks) {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 14;

  /** A boundary after a blank line is better than any indent can make another one. */
  private static final int BLANK = 1_000;

  private static final int LONGEST_LINE = 300;
  private static final String[] COMMENTS = {"//", "/*", "*", "#", "\"\"\"", "'''", "--", "<!--"};
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?:import|package|using|require|use)\\b.*|from\\s+\\S+\\s+import\\b.*|#include.*"
              + "|(?:const|let|var)\\s.*\\brequire\\(.*|export\\s.*\\bfrom\\b.*|\\}\\s*from\\s.*");

  static Parts of(String text, int[] starts, int[] passages, BitSet declarations) {
    Reading reading = new Reading(text, starts, declarations);
    Ints ends = new Ints();
    Ints looks = new Ints();
    int from = 0;
    for (int passage : passages) {
      while (from < passage) {
        int to = reading.end(from, passage);
        ends.add(to);
        looks.add(reading.look(from, to).packed());
        from = to;
      }
    }
    return new Parts(ends.all(), looks.all());
  }

  /** One text that is being read, each line once. */
  private static final class Reading {
    private final int[] indents;
    private final boolean[] comments;
    private final boolean[] imports;
    private final BitSet declarations;

    Reading(String text, int[] starts, BitSet declarations) {
      indents = new int[starts.length];
      comments = new boolean[starts.length];
      imports = new boolean[starts.length];
      this.declarations = declarations;
      boolean list = false;
      for (int i = 0; i < starts.length; i++) {
        int end = i + 1 < starts.length ? starts[i + 1] : text.length();
        String line = text.substring(starts[i], Math.min(end, starts[i] + LONGEST_LINE));
        String bare = line.strip();
        indents[i] = bare.isEmpty() ? -1 : line.indexOf(bare.charAt(0));
        comments[i] = comment(bare);
        boolean begins = indents[i] == 0 && IMPORT.matcher(bare).matches();
        imports[i] = begins || list;
        if (list) {
          list = !bare.startsWith(")") && !bare.startsWith("}");
        } else {
          list = begins && (bare.endsWith("(") || bare.endsWith("{"));
        }
      }
    }

    private static boolean comment(String line) {
      for (String mark : COMMENTS) {
        if (line.startsWith(mark)) {
          return true;
        }
      }
      return false;
    }

    /** Where the part that begins here ends: before the least indented line, best after a blank. */
    int end(int from, int last) {
      int end = Math.min(last, from + LONGEST);
      if (end == last) {
        return end;
      }
      int least = Integer.MAX_VALUE;
      for (int line = from + SHORTEST; line <= from + LONGEST; line++) {
        int cost = indents[line] - (indents[line - 1] < 0 ? BLANK : 0);
        if (indents[line] >= 0 && cost <= least) {
          least = cost;
          end = line;
        }
      }
      return end;
    }

    Look look(int from, int to) {
      int indent = Integer.MAX_VALUE;
      int commented = 0;
      int imported = 0;
      int declared = 0;
      for (int i = from; i < to; i++) {
        indent = indents[i] < 0 ? indent : Math.min(indent, indents[i]);
        commented += comments[i] ? 1 : 0;
        imported += imports[i] ? 1 : 0;
        declared += declarations.get(i) && !comments[i] ? 1 : 0;
      }
      return new Look(
          to - from, commented, imported, declared, indent == Integer.MAX_VALUE ? 0 : indent);
    }
  }
}
