package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import dev.spadework.context.Doc.Part;
import dev.spadework.context.Doc.Passage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What speaks for each part of the likeliest files: how the file stands in five rankings of its
 * own, how the passage that holds the part stands in the file and among all, how well the part and
 * what is around it fit, and what it looks like. {@link Weights} says how much each counts.
 */
final class Clues {
  /** Files beyond this rank have no parts among the candidates. */
  static final int FILES = 60;

  /** The clues that {@link Weights} does not know, of a file and of a part. */
  static final List<String> FILE =
      List.of(
          "text-score",
          "path-score",
          "names-score",
          "passage-score",
          "past-score",
          "past-alike",
          "pool",
          "asked",
          "language",
          "recent",
          "past-called",
          "depth",
          "file-words",
          "file-whole",
          "file-title",
          "path-words",
          "path-title",
          "declared-words",
          "declared-title",
          "pairs",
          "test-called",
          "test-mentions");

  static final List<String> PART =
      List.of(
          "part-in-file",
          "wide-in-file",
          "wide-place",
          "before",
          "after",
          "distance",
          "words",
          "words-near",
          "rarest",
          "whole",
          "title-near",
          "title",
          "whole-near",
          "lines",
          "pairs-here",
          "pairs-near",
          "declares-words",
          "declares-whole",
          "declares-title",
          "within-words",
          "within-whole",
          "within-title");

  private static final int FITS = Fits.AROUND.length;
  private static final double TINY = 1e-9;

  /**
   * A part and its clues, in the order of {@link Weights#NAMES}, {@link #FILE} and {@link #PART}.
   *
   * @param passage the one that holds it
   */
  record Clue(Part part, Passage passage, int file, double[] values) {}

  private final Standing standing;
  private final Query query;
  private final Runs runs;

  Clues(Standing standing, Query query) {
    this.standing = standing;
    this.query = query;
    runs = new Runs(query, standing.rarity());
  }

  /** Files that share a word with the task, best first. */
  List<Ranked> ranked() {
    return Arrays.stream(standing.order())
        .mapToObj(f -> new Ranked(standing.file(f).path(), standing.fused(f)))
        .toList();
  }

  /** The candidates, those of the best file first. */
  List<Clue> candidates() {
    List<Clue> clues = new ArrayList<>();
    int[] order = standing.order();
    int files = Math.min(FILES, order.length);
    Witnesses witnesses = standing.witnesses();
    double[] mentioned =
        witnesses.mentioned(
            Arrays.stream(order).limit(files).map(f -> standing.name(standing.file(f))).toArray());
    for (int rank = 1; rank <= files; rank++) {
      Doc doc = standing.file(order[rank - 1]);
      double[] tests = {witnesses.called(doc), mentioned[rank - 1]};
      file(order[rank - 1], rank, tests, clues);
    }
    relate(clues, at("fit"), 3);
    relate(clues, at("part"), FITS);
    return clues;
  }

  /** The candidates after the second look, for {@link Trees}. */
  List<Clue> looked(Weights weights) {
    return Kin.look(standing, query, candidates(), weights);
  }

  private static int at(String name) {
    return Weights.NAMES.indexOf(name);
  }

  /** Makes the best of all candidates 1, for some clues from this one on. */
  private static void relate(List<Clue> clues, int from, int count) {
    double[] most = new double[count];
    Arrays.fill(most, TINY);
    for (Clue clue : clues) {
      for (int i = 0; i < count; i++) {
        most[i] = Math.max(most[i], clue.values[from + i]);
      }
    }
    for (Clue clue : clues) {
      for (int i = 0; i < count; i++) {
        clue.values[from + i] /= most[i];
      }
    }
  }

  private void file(int f, int rank, double[] tests, List<Clue> clues) {
    double[] file = standing.clues(f, rank);
    List<Part> parts = standing.file(f).parts();
    Fits fits = new Fits(parts, query, standing.rarity());
    Doc doc = standing.file(f);
    double[] path = fits.had(Stretch.of(doc.pathTerms()));
    double[] declared = fits.had(Stretch.of(doc.declared()));
    Runs.Found pairs = runs.in(parts);
    Scopes scopes = new Scopes(parts, doc.passages(), fits);
    double[] about =
        joined(
            standing.more(f),
            fits.file(),
            new double[] {path[0], path[3], declared[0], declared[3], pairs.all()},
            tests);
    int wide = FITS - 1;
    int[] widely = fits.places();
    int centre = 0;
    for (int i = 0; i < widely.length; i++) {
      centre = widely[i] == 1 ? i : centre;
    }
    int passage = standing.first(f);
    double[] holding = passage(f, passage);
    int[] places = places(f);
    int lines = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).to();
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      while (standing.passage(passage).to() <= part.from()) {
        holding = passage(f, ++passage);
      }
      Look look = part.look();
      double count = Math.max(1, look.lines());
      double[] own = {
        Math.log(places[passage - standing.first(f)]),
        fits.fit(0, i),
        fits.fit(1, i),
        fits.fit(2, i),
        Math.log(parts.size()),
        Math.log1p(part.chars() / 4.0),
        look.comments() / count,
        look.imports() / count,
        Math.min(2, look.declarations()),
        Math.log1p(look.indent()),
        i == 0 ? 1 : 0,
        i == parts.size() - 1 ? 1 : 0,
        part.from() / (double) lines
      };
      double[] more = {
        fits.fit(0, i) / fits.best(0),
        fits.fit(wide, i) / fits.best(wide),
        Math.log(widely[i]),
        fits.beside(i, -1) / fits.best(0),
        fits.beside(i, 1) / fits.best(0),
        Math.log1p(Math.abs(i - centre)),
      };
      double[] all =
          joined(
              file,
              holding,
              own,
              about,
              more,
              fits.had(i),
              new double[] {count, pairs.here(i), pairs.near(i)},
              scopes.of(i));
      clues.add(new Clue(part, standing.passage(passage), f, all));
    }
  }

  /** What speaks for a passage. */
  private double[] passage(int f, int p) {
    double before = p > standing.first(f) ? standing.text(p - 1) : 0;
    double after = p + 1 < standing.first(f + 1) ? standing.text(p + 1) : 0;
    return new double[] {
      standing.text(p),
      standing.name(p),
      Math.max(before, after),
      standing.text(p) / Math.max(TINY, standing.best(f)),
      coverage(standing.passage(p))
    };
  }

  /** The share of the question, by weight, that a passage has a word of. */
  private double coverage(Passage passage) {
    double all = 0;
    double covered = 0;
    boolean[] seen = new boolean[query.size()];
    for (int i = passage.firstTerm(); i < passage.lastTerm(); i++) {
      int slot = query.slot(passage.doc().terms()[i]);
      if (slot >= 0) {
        seen[slot] = true;
      }
    }
    for (int slot = 0; slot < seen.length; slot++) {
      all += query.weight(slot);
      covered += seen[slot] ? query.weight(slot) : 0;
    }
    return covered / Math.max(TINY, all);
  }

  /** The place of each passage among those of its file, from 1, best first. */
  private int[] places(int f) {
    int from = standing.first(f);
    int to = standing.first(f + 1);
    int[] places = new int[to - from];
    int place = 0;
    int[] sorted =
        IntStream.range(from, to)
            .boxed()
            .sorted(Comparator.comparingDouble(p -> -standing.text(p)))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int p : sorted) {
      places[p - from] = ++place;
    }
    return places;
  }

  static double[] joined(double[]... parts) {
    int size = 0;
    for (double[] part : parts) {
      size += part.length;
    }
    double[] all = new double[size];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
