package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Kind;
import dev.spadework.task.Proof;
import dev.spadework.task.Proof.Fact;
import dev.spadework.task.Proof.Says;
import dev.spadework.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a playbook's check found, in words: the same in the thread, the pull request and the page.
 */
public final class ProofWords {
  private static final int LONGEST = 160;

  private ProofWords() {}

  /** The verdict in one line; empty for a task whose kind owes no proof. */
  public static Optional<String> verdict(Task task) {
    Kind kind = task.request().playbook();
    if (!kind.proves()) {
      return Optional.empty();
    }
    String label = say("proof.kind." + kind.label());
    Optional<Proof> proof = of(task);
    if (proof.isEmpty()) {
      return Optional.of(say("proof.unchecked", "kind", label));
    }
    return Optional.of(
        proof.get().held()
            ? say("proof.held", "kind", label)
            : say("proof.lacking", "kind", label, "count", proof.get().lacks().size()));
  }

  /** The check of the tree that is delivered. */
  static Optional<Proof> of(Task task) {
    Kind kind = task.request().playbook();
    return task.delivery()
        .commit()
        .map(DeliveryEvent.Committed::tree)
        .or(() -> task.delivery().finished().map(DeliveryEvent.Finished::tree))
        .flatMap(tree -> task.proving().on(tree, kind));
  }

  /** Every fact, a line each. */
  public static List<String> lines(Proof proof) {
    List<String> lines = new ArrayList<>();
    for (Fact fact : proof.facts()) {
      lines.add(
          fact.says() == Says.LACKS ? say("proof.missing", "what", words(fact)) : words(fact));
    }
    return lines;
  }

  /** What is missing, a line each. */
  public static List<String> missing(Proof proof) {
    return proof.lacks().stream().map(ProofWords::words).toList();
  }

  private static String words(Fact fact) {
    List<Object> pairs = new ArrayList<>();
    fact.values()
        .forEach(
            (name, value) -> {
              pairs.add(name);
              pairs.add(value.matches("\\d{1,9}(?:/\\d{1,9})*") ? value : list(value));
            });
    return say("proof." + fact.rule(), pairs.toArray());
  }

  private static String list(String value) {
    List<String> items = new ArrayList<>();
    for (String item : value.split("\n")) {
      items.add(
          item.matches("\\+\\d{1,9}")
              ? say("proof.more", "more", item.substring(1))
              : Code.of(Code.shortened(TestWords.oneLine(item), LONGEST)));
    }
    return String.join(", ", items);
  }
}
