package dev.spadework.task;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was said beside the work.
 *
 * @param reasons the last reason given for a decision, by gate
 * @param reminded gates that people were reminded of
 * @param parked gates that wait silently
 * @param edit the new wording of the request, while nobody has said what is to come of it
 */
public record Asides(
    Map<String, Aside.Reasoned> reasons,
    Set<String> reminded,
    Set<String> parked,
    Optional<Aside.RequestEdited> edit) {
  static final Asides NONE = new Asides(Map.of(), Set.of(), Set.of(), Optional.empty());

  Asides reasoned(Aside.Reasoned reason) {
    Map<String, Aside.Reasoned> more = new HashMap<>(reasons);
    more.put(reason.gate(), reason);
    return new Asides(Map.copyOf(more), reminded, parked, edit);
  }

  Asides reminded(Aside.Reminded gate) {
    return new Asides(reasons, plus(reminded, gate.gate()), parked, edit);
  }

  Asides parked(Aside.Parked gate) {
    return new Asides(reasons, reminded, plus(parked, gate.gate()), edit);
  }

  Asides edited(Aside.RequestEdited request) {
    return new Asides(reasons, reminded, parked, Optional.of(request));
  }

  Asides settled() {
    return new Asides(reasons, reminded, parked, Optional.empty());
  }

  private static Set<String> plus(Set<String> gates, String gate) {
    Set<String> more = new HashSet<>(gates);
    more.add(gate);
    return Set.copyOf(more);
  }
}
