package dev.spadework.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the checks of the playbook have found.
 *
 * @param proofs oldest first
 * @param failures checks that did not hold, since the last hint of a person
 * @param running the kind whose check is under way
 */
public record Proving(List<Proof> proofs, int failures, Optional<Kind> running) {
  /** Begin of the subjects of gates about a proof that is missing. */
  public static final String SUBJECT = "proof-";

  static final Proving NONE = new Proving(List.of(), 0, Optional.empty());

  private static final int FAILURES_AT_MOST = 2;

  Proving started(Kind kind) {
    return new Proving(proofs, failures, Optional.of(kind));
  }

  Proving stopped() {
    return new Proving(proofs, failures, Optional.empty());
  }

  Proving proved(Proof proof) {
    List<Proof> more = new ArrayList<>(proofs);
    more.add(proof);
    return new Proving(List.copyOf(more), failures + (proof.held() ? 0 : 1), Optional.empty());
  }

  Proving helped() {
    return new Proving(proofs, 0, running);
  }

  /** The last check of this tree under this playbook. */
  public Optional<Proof> on(String tree, Kind kind) {
    return proofs.stream()
        .filter(proof -> proof.tree().equals(tree) && proof.kind() == kind)
        .reduce((a, b) -> b);
  }

  /** The last check. */
  public Optional<Proof> last() {
    return proofs.isEmpty() ? Optional.empty() : Optional.of(proofs.get(proofs.size() - 1));
  }

  /** Whether a person has to say how to go on: it went back to the model once. */
  boolean stuck() {
    return failures >= FAILURES_AT_MOST;
  }
}
