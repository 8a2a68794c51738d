package dev.spadework.context;

import java.util.function.Supplier;

/**
 * A text in memory: its words as numbers of one {@link Words}, its pieces, and a way to the text
 * itself. Immutable, shared by all files that have this text.
 *
 * @param starts where each line starts in the text
 * @param chars its length in characters
 * @param terms its words in order
 * @param declared the words of the names that it declares
 * @param pieces of each of its passages six numbers: the first line and the one after the last one,
 *     from 0, the same for its {@code terms}, and for its {@code declared}
 * @param parts of each part of a passage five numbers: its first line and the one after the last
 *     one, the same for its {@code terms}, and its {@link Look}
 * @param text looks the text up; empty if it was lost
 */
record Body(
    int[] starts,
    int chars,
    int[] terms,
    int[] declared,
    int[] pieces,
    int[] parts,
    Supplier<String> text) {
  static final int PIECE = 6;
  static final int PART = 5;

  static Body of(Prepared prepared, Words words, Supplier<String> text) {
    int[] numbers = new int[prepared.words().length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = words.number(prepared.words()[i]);
    }
    return new Body(
        prepared.starts(),
        prepared.chars(),
        mapped(prepared.terms(), numbers),
        mapped(prepared.declared(), numbers),
        pieces(prepared),
        parts(prepared),
        text);
  }

  /** What it takes of memory, in bytes, roughly. */
  long bytes() {
    return 200
        + 4L * (starts.length + terms.length + declared.length + pieces.length + parts.length);
  }

  private static int[] mapped(int[] places, int[] numbers) {
    int[] mapped = new int[places.length];
    for (int i = 0; i < mapped.length; i++) {
      mapped[i] = numbers[places[i]];
    }
    return mapped;
  }

  private static int[] pieces(Prepared prepared) {
    int[] pieces = new int[prepared.ends().length * PIECE];
    int from = 0;
    int term = 0;
    int name = 0;
    for (int i = 0; i < prepared.ends().length; i++) {
      int to = prepared.ends()[i];
      int at = i * PIECE;
      pieces[at] = from;
      pieces[at + 1] = to;
      pieces[at + 2] = term;
      term = until(prepared.termLines(), term, to);
      pieces[at + 3] = term;
      pieces[at + 4] = name;
      name = until(prepared.declaredLines(), name, to);
      pieces[at + 5] = name;
      from = to;
    }
    return pieces;
  }

  private static int[] parts(Prepared prepared) {
    int[] parts = new int[prepared.parts().length * PART];
    int from = 0;
    int term = 0;
    for (int i = 0; i < prepared.parts().length; i++) {
      int at = i * PART;
      parts[at] = from;
      from = prepared.parts()[i];
      parts[at + 1] = from;
      parts[at + 2] = term;
      term = until(prepared.termLines(), term, from);
      parts[at + 3] = term;
      parts[at + 4] = prepared.looks()[i];
    }
    return parts;
  }

  private static int until(int[] lines, int from, int line) {
    int at = from;
    while (at < lines.length && lines[at] < line) {
      at++;
    }
    return at;
  }
}
