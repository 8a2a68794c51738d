package dev.spadework.attacks;

import java.nio.file.Path;
import java.util.List;

/**
 * Attacks that share one preparation and go through one entry of the product: a task with a hostile
 * model, an opened sandbox, a checkout. A line in {@link Scenes} adds it to the suite.
 */
public interface Scene {
  /** Under which heading its attacks stand, such as {@code Hostile model}. */
  String group();

  /** What is tried. */
  List<Attack> attacks();

  /**
   * Tries each attack once that the tally wants and tells it about it; one that is not told of
   * counts as a success of the attacker.
   *
   * @param dir empty, of this run's own
   */
  void play(Path dir, Tally tally) throws Exception;
}
