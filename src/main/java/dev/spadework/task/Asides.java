package dev.spadework.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
 * @param leftOut what came with the request and could not be taken in
 * @param withheld what the sandbox does not hold of the repository
 * @param heard the last word from the thread, until a model is asked the next time
 * @param learning lessons that were used and the one that was learned
 * @param fellBack models that are not asked any more, with the one in their place, newest last
 */
public record Asides(
    Map<String, Aside.Reasoned> reasons,
    Set<String> reminded,
    Set<String> parked,
    Optional<Aside.RequestEdited> edit,
    List<Aside.LeftOut> leftOut,
    Optional<Aside.Withheld> withheld,
    Optional<TaskEvent.Said> heard,
    Learning learning,
    List<Aside.FellBack> fellBack) {
  static final Asides NONE =
      new Asides(
          Map.of(),
          Set.of(),
          Set.of(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Learning.NONE,
          List.of());

  Asides reasoned(Aside.Reasoned reason) {
    Map<String, Aside.Reasoned> more = new HashMap<>(reasons);
    more.put(reason.gate(), reason);
    return new Asides(
        Map.copyOf(more), reminded, parked, edit, leftOut, withheld, heard, learning, fellBack);
  }

  Asides reminded(Aside.Reminded gate) {
    return new Asides(
        reasons,
        plus(reminded, gate.gate()),
        parked,
        edit,
        leftOut,
        withheld,
        heard,
        learning,
        fellBack);
  }

  Asides parked(Aside.Parked gate) {
    return new Asides(
        reasons,
        reminded,
        plus(parked, gate.gate()),
        edit,
        leftOut,
        withheld,
        heard,
        learning,
        fellBack);
  }

  Asides edited(Aside.RequestEdited request) {
    return new Asides(
        reasons,
        reminded,
        parked,
        Optional.of(request),
        leftOut,
        withheld,
        heard,
        learning,
        fellBack);
  }

  Asides settled() {
    return new Asides(
        reasons, reminded, parked, Optional.empty(), leftOut, withheld, heard, learning, fellBack);
  }

  Asides without(List<Aside.LeftOut> what) {
    return new Asides(
        reasons, reminded, parked, edit, List.copyOf(what), withheld, heard, learning, fellBack);
  }

  Asides withheld(Aside.Withheld files) {
    return new Asides(
        reasons, reminded, parked, edit, leftOut, Optional.of(files), heard, learning, fellBack);
  }

  Asides heard(Optional<TaskEvent.Said> said) {
    return new Asides(reasons, reminded, parked, edit, leftOut, withheld, said, learning, fellBack);
  }

  Asides learned(Learning now) {
    return new Asides(reasons, reminded, parked, edit, leftOut, withheld, heard, now, fellBack);
  }

  Asides fellBack(Aside.FellBack model) {
    List<Aside.FellBack> more = new ArrayList<>(fellBack);
    more.add(model);
    return new Asides(
        reasons, reminded, parked, edit, leftOut, withheld, heard, learning, List.copyOf(more));
  }

  private static Set<String> plus(Set<String> gates, String gate) {
    Set<String> more = new HashSet<>(gates);
    more.add(gate);
    return Set.copyOf(more);
  }
}
