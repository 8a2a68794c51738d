package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Looks at a change the way a wary reviewer would, before anybody else does. */
public final class Review {
  private final Predicate<String> secret;
  private final UnaryOperator<String> shown;

  /**
   * A review.
   *
   * @param secret whether a line holds a secret
   * @param shown the text with what is not seen in it made visible
   */
  public Review(Predicate<String> secret, UnaryOperator<String> shown) {
    this.secret = secret;
    this.shown = shown;
  }

  /** What a person has to look at, the gravest first; empty if nobody needs to. */
  public List<Finding> of(Change change) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Content.secrets(change, secret));
    findings.addAll(Content.unseen(change, shown));
    findings.addAll(Tests.weakened(change));
    findings.addAll(TestConfig.excluding(change));
    findings.addAll(Counted.fewer(change));
    findings.addAll(Reach.special(change));
    findings.addAll(Content.modes(change));
    findings.addAll(Content.binary(change));
    findings.addAll(Reach.unplanned(change));
    findings.addAll(Reach.size(change));
    return findings.stream().distinct().toList();
  }
}
