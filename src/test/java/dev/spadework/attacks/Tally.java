package dev.spadework.attacks;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** How the attacks of one run went. */
public final class Tally {
  private static final String UNTRIED = "it was not tried";

  private final Map<String, Optional<String>> harms = new ConcurrentHashMap<>();
  private final Predicate<String> wanted;

  private Tally(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** Of all attacks. */
  static Tally ofAll() {
    return new Tally(attack -> true);
  }

  /** Of one; a scene may leave out what the others need. */
  static Tally of(String attack) {
    return new Tally(attack::equals);
  }

  /** Whether anybody asks about it. */
  public boolean wants(String attack) {
    return wanted.test(attack);
  }

  /** The attack came to nothing, as it must. */
  public void held(String attack) {
    harms.putIfAbsent(attack, Optional.empty());
  }

  /** The attack did harm: in one line, what was reached. The first word about it stands. */
  public void broke(String attack, String harm) {
    harms.merge(attack, Optional.of(harm), (old, now) -> old.isPresent() ? old : now);
  }

  /** {@link #held} where this is so, else {@link #broke}. */
  public void judge(String attack, boolean held, String harm) {
    if (held) {
      held(attack);
    } else {
      broke(attack, harm);
    }
  }

  /** What the attack reached; empty when it held. */
  public Optional<String> harm(String attack) {
    return harms.getOrDefault(attack, Optional.of(UNTRIED));
  }

  /** Whether it was tried and did harm: a test that fails before the attack shows nothing. */
  boolean red(String attack) {
    return harms.getOrDefault(attack, Optional.empty()).isPresent();
  }
}
