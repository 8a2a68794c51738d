package dev.spadework.review;

import dev.spadework.review.TestCase.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which test before is which test after: the same, moved to another file, or renamed. */
final class Pairs {
  /** As much of the statements must be shared for a test of another name to be the same one. */
  private static final double ALIKE = 0.5;

  private static final double MOVED = 0.25;

  /** Comparing every test with every other is for changes of a size that people make. */
  private static final int MOST = 300;

  private final Map<TestCase, TestCase> pairs = new LinkedHashMap<>();
  private final List<TestCase> gone;
  private final List<TestCase> fresh;

  private Pairs(List<TestCase> before, List<TestCase> after) {
    gone = new ArrayList<>(before);
    fresh = new ArrayList<>(after);
  }

  /**
   * Pairs them.
   *
   * @param names the new path of each file that was there before
   */
  static Pairs of(List<TestCase> before, List<TestCase> after, Map<String, String> names) {
    Pairs made = new Pairs(before, after);
    made.match((b, a) -> a.file().equals(names.get(b.file())) && a.name().equals(b.name()), 0);
    made.match(
        (b, a) -> a.file().equals(names.get(b.file())) && a.simpleName().equals(b.simpleName()), 0);
    if (made.gone.size() <= MOST && made.fresh.size() <= MOST) {
      made.match((b, a) -> a.simpleName().equals(b.simpleName()), MOVED);
      made.match((b, a) -> true, ALIKE);
    }
    return made;
  }

  private interface Same {
    boolean maybe(TestCase before, TestCase after);
  }

  private void match(Same same, double least) {
    Map<String, List<TestCase>> byName = new HashMap<>();
    fresh.forEach(a -> byName.computeIfAbsent(a.simpleName(), any -> new ArrayList<>()).add(a));
    Set<TestCase> taken = new HashSet<>();
    for (TestCase b : List.copyOf(gone)) {
      TestCase best = null;
      double most = least - 1e-9;
      List<TestCase> near = least >= ALIKE ? fresh : byName.getOrDefault(b.simpleName(), List.of());
      for (TestCase a : near) {
        if (!taken.contains(a) && same.maybe(b, a)) {
          double alike = alike(b, a);
          if (alike > most) {
            most = alike;
            best = a;
          }
        }
      }
      if (best != null) {
        taken.add(best);
        pairs.put(b, best);
        gone.remove(b);
      }
    }
    fresh.removeAll(taken);
  }

  private static double alike(TestCase b, TestCase a) {
    Set<String> one = texts(b);
    Set<String> two = texts(a);
    if (one.isEmpty() || two.isEmpty()) {
      return one.isEmpty() && two.isEmpty() ? 1 : 0;
    }
    long shared = one.stream().filter(two::contains).count();
    return (double) shared / Math.max(one.size(), two.size());
  }

  private static Set<String> texts(TestCase test) {
    return test.statements().stream().map(Statement::text).collect(Collectors.toSet());
  }

  Map<TestCase, TestCase> pairs() {
    return pairs;
  }

  List<TestCase> gone() {
    return gone;
  }

  List<TestCase> fresh() {
    return fresh;
  }
}
