package dev.spadework.review;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Looks at a change the way a wary reviewer would, before anybody else does. */
public final class Review {
  private final UnaryOperator<String> shown;

  /**
   * A review.
   *
   * @param shown the text with what is not seen in it made visible
   */
  public Review(UnaryOperator<String> shown) {
    this.shown = shown;
  }

  /** In which ways the tests that were there prove less than they did, the gravest first. */
  public static List<Finding> weakened(Change change) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(Tests.weakened(change));
    findings.addAll(TestConfig.excluding(change));
    findings.addAll(Counted.fewer(change));
    return findings.stream().distinct().toList();
  }

  /** Whether this path is a test's, or what tests are fed with or expect. */
  public static boolean isTest(String path) {
    return TestFiles.isTest(path) || TestFiles.isRecorded(path);
  }

  /** What a person has to look at, the gravest first; empty if nobody needs to. */
  public List<Finding> of(Change change) {
    List<Finding> findings = new ArrayList<>();
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
