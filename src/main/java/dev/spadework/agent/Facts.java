package dev.spadework.agent;

import dev.spadework.task.Proof.Fact;
import dev.spadework.task.Proof.Says;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The facts of a proof while it is being made. */
final class Facts {
  private static final int NAMED = 5;
  private static final int LONGEST = 200;

  private final List<Fact> facts = new ArrayList<>();

  void holds(String rule, Object... pairs) {
    facts.add(new Fact(rule, Says.HOLDS, values(pairs)));
  }

  void lacks(String rule, Object... pairs) {
    facts.add(new Fact(rule, Says.LACKS, values(pairs)));
  }

  void note(String rule, Object... pairs) {
    facts.add(new Fact(rule, Says.NOTE, values(pairs)));
  }

  /** As many of these as are worth naming, a line each. */
  static String some(Collection<String> names) {
    String first =
        names.stream()
            .limit(NAMED)
            .map(name -> name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name)
            .map(name -> name.replace('\n', ' '))
            .collect(Collectors.joining("\n"));
    int more = names.size() - NAMED;
    return more > 0 ? first + "\n+" + more : first;
  }

  boolean lacksAny() {
    return facts.stream().anyMatch(fact -> fact.says() == Says.LACKS);
  }

  List<Fact> all() {
    return List.copyOf(facts);
  }

  private static Map<String, String> values(Object[] pairs) {
    Map<String, String> values = new TreeMap<>();
    for (int i = 0; i + 1 < pairs.length; i += 2) {
      values.put(String.valueOf(pairs[i]), String.valueOf(pairs[i + 1]));
    }
    return values;
  }
}
