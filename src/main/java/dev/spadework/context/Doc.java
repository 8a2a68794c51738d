package dev.spadework.context;

import java.util.ArrayList;
import java.util.List;

/**
 * One file of a corpus: its text, and its words as numbers of the corpus' vocabulary.
 *
 * @param passages the file in pieces, in order
 */
record Doc(String path, Kind kind, int[] pathTerms, Body body, List<Passage> passages) {

  /**
   * Lines {@code from} (included) to {@code to} (excluded), from 0, and their words: where they are
   * in the file's {@code terms}, and where the names that they declare are in its {@code declared}.
   */
  record Passage(
      Doc doc, int from, int to, int firstTerm, int lastTerm, int firstName, int lastName) {
    int chars() {
      return doc.starts(to) - doc.starts(from);
    }
  }

  /**
   * Lines {@code from} (included) to {@code to} (excluded), from 0, of one passage: as little as is
   * chosen for itself.
   *
   * @param terms where its words are in the file's
   */
  record Part(Doc doc, int from, int to, Bm25.Stretch terms, Look look) {
    int chars() {
      return doc.starts(to) - doc.starts(from);
    }
  }

  /** The passages in parts, in order. */
  List<Part> parts() {
    int[] at = body.parts();
    List<Part> parts = new ArrayList<>(at.length / Body.PART);
    for (int i = 0; i < at.length; i += Body.PART) {
      Bm25.Stretch stretch = new Bm25.Stretch(body.terms(), at[i + 2], at[i + 3]);
      parts.add(new Part(this, at[i], at[i + 1], stretch, Look.of(at[i + 4])));
    }
    return parts;
  }

  static Doc of(String path, Kind kind, int[] pathTerms, Body body) {
    int[] at = body.pieces();
    List<Passage> passages = new ArrayList<>(at.length / Body.PIECE);
    Doc doc = new Doc(path, kind, pathTerms, body, passages);
    for (int i = 0; i < at.length; i += Body.PIECE) {
      passages.add(new Passage(doc, at[i], at[i + 1], at[i + 2], at[i + 3], at[i + 4], at[i + 5]));
    }
    return doc;
  }

  /** Its words in order. */
  int[] terms() {
    return body.terms();
  }

  /** The words of the names that it declares. */
  int[] declared() {
    return body.declared();
  }

  /** Verbatim; looked up each time, so not for what is asked of many files. */
  String text() {
    return body.text().get();
  }

  /** Where a line starts; for the line after the last one, where the text ends. */
  int starts(int line) {
    return line < body.starts().length ? body.starts()[line] : body.chars();
  }

  /** Lines {@code from} (included) to {@code to} (excluded), from 0, without the last line end. */
  String lines(int from, int to) {
    String text = text();
    int end = Math.min(text.length(), starts(to));
    int start = Math.min(end, starts(from));
    boolean ended = end > start && text.charAt(end - 1) == '\n';
    return text.substring(start, ended ? end - 1 : end);
  }
}
