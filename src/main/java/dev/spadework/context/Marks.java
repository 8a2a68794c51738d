package dev.spadework.context;

import java.nio.file.Path;
import java.util.Map;

/**
 * The test reports that lay in a tree before a run. Those that are the same afterwards say nothing
 * about it, whatever time their files claim.
 */
public final class Marks {
  /** Of a tree without any. */
  public static final Marks NONE = new Marks(Map.of());

  private final Map<Path, String> reports;

  private Marks(Map<Path, String> reports) {
    this.reports = Map.copyOf(reports);
  }

  /** What lies there now. */
  public static Marks of(Path tree) {
    return new Marks(JUnitXml.files(tree));
  }

  boolean knows(Path report, String written) {
    return written.equals(reports.get(report));
  }
}
