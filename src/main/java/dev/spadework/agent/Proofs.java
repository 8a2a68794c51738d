package dev.spadework.agent;

import dev.spadework.report.ProofWords;
import dev.spadework.task.Kind;
import dev.spadework.task.Proof;
import dev.spadework.task.ProofEvent;
import dev.spadework.workspace.WorkspaceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The proof that a playbook owes before its change counts as finished. What is missing is told to
 * the model once; the second time a person is asked.
 */
final class Proofs {
  private Proofs() {}

  /** What the model is told where the proof of this tree is missing; empty if it is there. */
  static Optional<Tool.Said> lacking(Bench bench, String tree)
      throws Trouble, WorkspaceException, InterruptedException {
    Kind kind = bench.task().request().playbook();
    Playbook playbook = Playbook.of(kind).orElse(null);
    if (playbook == null || bench.task().testing().waived()) {
      return Optional.empty();
    }
    Proof known = bench.task().proving().on(tree, kind).orElse(null);
    if (known != null && known.held()) {
      return Optional.empty();
    }
    Proof proof = known == null ? made(playbook, bench, tree) : known;
    bench.notebook().write(new ProofEvent.Proved(proof));
    return proof.held()
        ? Optional.empty()
        : Optional.of(
            Tool.Said.error(
                Prompts.fill(
                    "proof-missing.md",
                    Map.of(
                        "kind", kind.label(),
                        "missing", String.join("\n", ProofWords.missing(proof))))));
  }

  private static Proof made(Playbook playbook, Bench bench, String tree)
      throws Trouble, WorkspaceException, InterruptedException {
    Instant start = bench.notebook().now();
    bench.notebook().write(new ProofEvent.ProofStarted(playbook.kind(), tree));
    Facts facts = new Facts();
    playbook.check(Scene.of(bench, tree), facts);
    long millis = Duration.between(start, bench.notebook().now()).toMillis();
    return new Proof(playbook.kind(), tree, facts.all(), millis);
  }
}
