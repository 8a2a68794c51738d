package dev.spadework.agent;

import java.time.Duration;

/**
 * Limits of the playbooks' checks.
 *
 * @param mutants places of the code that are broken on purpose, at most
 * @param killed share of them that new tests must notice; 0 to 1
 * @param time for breaking and testing; what is not reached by then is not counted
 */
public record ProofSettings(int mutants, double killed, Duration time) {
  /** 20 mutants, half of them to be noticed, within 10 minutes. */
  public static final ProofSettings USUAL = new ProofSettings(20, 0.5, Duration.ofMinutes(10));
}
