package dev.spadework.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
 * @param parting what becomes of a plan that is too large
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
    List<Aside.FellBack> fellBack,
    Parting parting) {
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
          List.of(),
          Parting.NONE);

  Asides reasoned(Aside.Reasoned reason) {
    Map<String, Aside.Reasoned> more = new HashMap<>(reasons);
    more.put(reason.gate(), reason);
    return with(copy -> copy.reasons = Map.copyOf(more));
  }

  Asides reminded(Aside.Reminded gate) {
    return with(copy -> copy.reminded = plus(reminded, gate.gate()));
  }

  Asides parked(Aside.Parked gate) {
    return with(copy -> copy.parked = plus(parked, gate.gate()));
  }

  Asides edited(Aside.RequestEdited request) {
    return with(copy -> copy.edit = Optional.of(request));
  }

  Asides settled() {
    return with(copy -> copy.edit = Optional.empty());
  }

  Asides without(List<Aside.LeftOut> what) {
    return with(copy -> copy.leftOut = List.copyOf(what));
  }

  Asides withheld(Aside.Withheld files) {
    return with(copy -> copy.withheld = Optional.of(files));
  }

  Asides heard(Optional<TaskEvent.Said> said) {
    return with(copy -> copy.heard = said);
  }

  Asides learned(Learning now) {
    return with(copy -> copy.learning = now);
  }

  Asides fellBack(Aside.FellBack model) {
    List<Aside.FellBack> more = new ArrayList<>(fellBack);
    more.add(model);
    return with(copy -> copy.fellBack = List.copyOf(more));
  }

  Asides parting(Parting next) {
    return with(copy -> copy.parting = next);
  }

  private static Set<String> plus(Set<String> gates, String gate) {
    Set<String> more = new HashSet<>(gates);
    more.add(gate);
    return Set.copyOf(more);
  }

  private Asides with(Consumer<Copy> change) {
    Copy copy = new Copy(this);
    change.accept(copy);
    return copy.made();
  }

  /** To be changed in one place, as {@link TaskCopy} is. */
  private static final class Copy {
    private Map<String, Aside.Reasoned> reasons;
    private Set<String> reminded;
    private Set<String> parked;
    private Optional<Aside.RequestEdited> edit;
    private List<Aside.LeftOut> leftOut;
    private Optional<Aside.Withheld> withheld;
    private Optional<TaskEvent.Said> heard;
    private Learning learning;
    private List<Aside.FellBack> fellBack;
    private Parting parting;

    private Copy(Asides from) {
      reasons = from.reasons;
      reminded = from.reminded;
      parked = from.parked;
      edit = from.edit;
      leftOut = from.leftOut;
      withheld = from.withheld;
      heard = from.heard;
      learning = from.learning;
      fellBack = from.fellBack;
      parting = from.parting;
    }

    private Asides made() {
      return new Asides(
          reasons, reminded, parked, edit, leftOut, withheld, heard, learning, fellBack, parting);
    }
  }
}
