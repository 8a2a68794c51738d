package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Part;
import dev.spadework.context.Doc.Passage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What the names say of the parts of one file: those that the passage of a part declares, and those
 * that are declared where a part is in, less indented and before it.
 */
final class Scopes {
  private final double[][] names;
  private final int[] outers;

  Scopes(List<Part> parts, List<Passage> passages, Fits fits) {
    names = new double[parts.size()][];
    double[] declared = {};
    int passage = -1;
    for (int i = 0; i < names.length; i++) {
      while (passage < 0 || passages.get(passage).to() <= parts.get(i).from()) {
        Passage next = passages.get(++passage);
        declared = fits.had(new Stretch(next.doc().declared(), next.firstName(), next.lastName()));
      }
      names[i] = declared;
    }
    outers = outers(parts);
  }

  /** The last part before each that declares something and is less indented; -1 for none. */
  private static int[] outers(List<Part> parts) {
    int[] outers = new int[parts.size()];
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < outers.length; i++) {
      int indent = parts.get(i).look().indent();
      outers[i] = -1;
      for (int outer : open) {
        if (parts.get(outer).look().indent() < indent) {
          outers[i] = outer;
          break;
        }
      }
      if (parts.get(i).look().declarations() > 0) {
        while (!open.isEmpty() && parts.get(open.peek()).look().indent() >= indent) {
          open.pop();
        }
        open.push(i);
      }
    }
    return outers;
  }

  /**
   * The shares, by weight, of all words of the question, of its whole identifiers and of its first
   * line that are in the names of the passage, and the same for what the part is in.
   */
  double[] of(int part) {
    double[] own = names[part];
    double[] within = outers[part] < 0 ? new double[own.length] : names[outers[part]];
    return new double[] {own[0], own[2], own[3], within[0], within[2], within[3]};
  }
}
