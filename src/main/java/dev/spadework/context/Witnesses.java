package dev.spadework.context;

import dev.spadework.context.Bm25.Stretch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What tests say of the files that they test: tests that fit a question point to what they are
 * called after, and to what they mention.
 */
final class Witnesses {
  /** Tests that are listened to. */
  private static final int LIKELY = 12;

  private static final double TINY = 1e-9;
  private static final Pattern MARKS =
      Pattern.compile("^test[_-]?|[._-]?(?:tests?|testcase|spec|it|test-d)$");

  private final List<Doc> tests;
  private final double[] scores;
  private final int[] top;
  private final Map<String, Double> called = new HashMap<>();

  /** Asks the tests. */
  Witnesses(List<Doc> tests, Query query) {
    this.tests = tests;
    double[] texts = scores(tests.stream().map(d -> Stretch.of(d.terms())).toList(), query);
    double[] paths = scores(tests.stream().map(d -> Stretch.of(d.pathTerms())).toList(), query);
    scores = new double[tests.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (texts[i] + paths[i]) / 2;
      if (scores[i] > 0) {
        called.merge(bare(tests.get(i).path()), scores[i], Math::max);
      }
    }
    top = Arrays.copyOf(Kin.order(scores), Math.min(LIKELY, scores.length));
  }

  private static double[] scores(List<Stretch> stretches, Query query) {
    double[] scores = new Bm25(stretches, query, 0).scores();
    double most = Math.max(TINY, Arrays.stream(scores).max().orElse(0));
    return Arrays.stream(scores).map(score -> score / most).toArray();
  }

  /** How well the test fits that is called after a file; 0 where there is none. */
  double called(Doc doc) {
    return called.getOrDefault(bare(doc.path()), 0.0);
  }

  /**
   * How much the tests that fit best mention each name.
   *
   * @param names the numbers of names as words, -1 for none
   */
  double[] mentioned(int[] names) {
    Map<Integer, Double> weights = new HashMap<>();
    Map<Integer, Integer> times = new HashMap<>();
    for (int name : names) {
      weights.put(name, 0.0);
      times.put(name, 0);
    }
    for (int test : top) {
      int[] terms = tests.get(test).terms();
      Arrays.stream(terms)
          .distinct()
          .filter(weights::containsKey)
          .forEach(
              name -> {
                weights.merge(name, scores[test], Double::sum);
                times.merge(name, 1, Integer::sum);
              });
    }
    return Arrays.stream(names)
        .mapToDouble(name -> name < 0 ? 0 : weights.get(name) / (times.get(name) + 2))
        .toArray();
  }

  private static String bare(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return MARKS.matcher(dot > 0 ? name.substring(0, dot) : name).replaceAll("");
  }
}
