package dev.spadework.task;

import java.util.List;
import java.util.Map;

/**
 * What a playbook's check found on one git tree. Code decides it; no word of a model is in it.
 *
 * @param tree the tree that is to be delivered, 40 hex digits
 * @param facts in the order in which they are told
 * @param millis how long the check took
 */
public record Proof(Kind kind, String tree, List<Fact> facts, long millis) {
  public Proof {
    facts = List.copyOf(facts);
  }

  /** What a fact means for the verdict. */
  public enum Says {
    /** Part of the proof, and there. */
    HOLDS,
    /** Part of the proof, and missing. */
    LACKS,
    /** For people to know. */
    NOTE
  }

  /**
   * One thing that was found.
   *
   * @param rule by which its words are found, such as {@code bug.red}
   * @param values what the words need, by name; untrusted
   */
  public record Fact(String rule, Says says, Map<String, String> values) {
    public Fact {
      values = Map.copyOf(values);
    }
  }

  /** Whether the proof is there: something holds and nothing is missing. */
  public boolean held() {
    return facts.stream().anyMatch(fact -> fact.says() == Says.HOLDS) && lacks().isEmpty();
  }

  /** What is missing. */
  public List<Fact> lacks() {
    return facts.stream().filter(fact -> fact.says() == Says.LACKS).toList();
  }
}
