package dev.spadework.context;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The kinds of lines that were met, as many as there is room for. Events whose exceptions differ in
 * class or place are of different kinds, however alike their lines are.
 */
final class LogKinds {
  private static final int MOST = 2_000;
  private static final int MOST_WORDS = 40;

  /** So many kinds that differ in one word only are one. */
  private static final int ALIKE = 4;

  private static final int MERGES = 3;

  /** Stands between a template and what tells its exceptions apart; no line has it. */
  private static final char MARK = '\u0000';

  private static final Comparator<LogClusters.Cluster> ORDER =
      Comparator.comparingInt(LogClusters.Cluster::rank)
          .thenComparing(Comparator.comparingLong(LogClusters.Cluster::count).reversed())
          .thenComparingLong(LogClusters.Cluster::first);

  private final Map<String, LogClusters.Cluster> kinds = new LinkedHashMap<>();
  private long others;

  /** One more event; {@code mark} tells its exception from others, empty if there is none. */
  void add(LogClusters.Cluster event, String mark) {
    String key = mark.isEmpty() ? event.template() : event.template() + MARK + mark;
    LogClusters.Cluster known = kinds.get(key);
    if (known == null) {
      kinds.put(key, event);
      if (kinds.size() > MOST) {
        merge();
        makeRoom();
      }
    } else {
      kinds.put(key, known.and(event, known.template()));
    }
  }

  long others() {
    return others;
  }

  List<LogClusters.Cluster> all() {
    return kinds.values().stream().sorted(ORDER).toList();
  }

  void clean(UnaryOperator<String> clean) {
    kinds.replaceAll((key, kind) -> kind.cleaned(clean));
  }

  /** Makes one of the kinds that differ in one word, if there are several of them. */
  void merge() {
    for (int pass = 0; pass < MERGES; pass++) {
      Map<String, Set<String>> alike = new HashMap<>();
      for (String key : kinds.keySet()) {
        String[] words = template(key).split(" ", MOST_WORDS + 1);
        for (int i = 0; i < words.length && words.length > 3 && words.length <= MOST_WORDS; i++) {
          alike
              .computeIfAbsent(without(words, i) + mark(key), shared -> new LinkedHashSet<>())
              .add(key);
        }
      }
      List<Map.Entry<String, Set<String>>> largest =
          alike.entrySet().stream()
              .filter(e -> e.getValue().size() >= (e.getValue().contains(e.getKey()) ? 2 : ALIKE))
              .sorted(
                  Comparator.comparingInt(
                          (Map.Entry<String, Set<String>> entry) -> -entry.getValue().size())
                      .thenComparing(Map.Entry::getKey))
              .toList();
      if (largest.isEmpty()) {
        return;
      }
      largest.forEach(entry -> merge(entry.getKey(), entry.getValue()));
    }
  }

  private void makeRoom() {
    List<Map.Entry<String, LogClusters.Cluster>> keep =
        kinds.entrySet().stream().sorted(Map.Entry.comparingByValue(ORDER)).toList();
    List<String> dropped = new ArrayList<>();
    for (var rare : keep.subList(Math.min(keep.size(), MOST * 3 / 4), keep.size())) {
      others += rare.getValue().count();
      dropped.add(rare.getKey());
    }
    dropped.forEach(kinds::remove);
  }

  private void merge(String shared, Collection<String> keys) {
    List<String> there = keys.stream().filter(kinds::containsKey).toList();
    if (there.size() < 2) {
      return;
    }
    LogClusters.Cluster sum = kinds.get(there.get(0));
    for (String key : there.subList(1, there.size())) {
      sum = sum.and(kinds.get(key), template(shared));
    }
    there.forEach(kinds::remove);
    kinds.merge(shared, sum, (a, b) -> a.and(b, template(shared)));
  }

  private static String template(String key) {
    int mark = key.indexOf(MARK);
    return mark < 0 ? key : key.substring(0, mark);
  }

  private static String mark(String key) {
    int mark = key.indexOf(MARK);
    return mark < 0 ? "" : key.substring(mark);
  }

  private static String without(String[] words, int at) {
    String word = words[at];
    words[at] = LogTemplate.MASK;
    String text = String.join(" ", words);
    words[at] = word;
    return text;
  }
}
