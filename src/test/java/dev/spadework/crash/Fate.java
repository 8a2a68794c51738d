package dev.spadework.crash;

import dev.spadework.store.Spied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a process dies. Whatever it does outside itself and whatever it writes passes here, before
 * and after; once dead it does nothing more. Safe for many threads.
 */
final class Fate implements Spied.Hook {
  private final Optional<Point> fatal;
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Point> passed = new ArrayList<>();
  private boolean dead;

  enum Side {
    BEFORE,
    AFTER
  }

  /** The nth time, from 1, that this is about to be done or just was. */
  record Point(String what, int nth, Side side) {
    /** Reads what {@link #toString} writes. */
    static Point of(String text) {
      int number = text.lastIndexOf(" #");
      int side = text.indexOf(' ');
      return new Point(
          text.substring(side + 1, number),
          Integer.parseInt(text.substring(number + 2)),
          Side.valueOf(text.substring(0, side).toUpperCase(Locale.ROOT)));
    }

    @Override
    public String toString() {
      return side.name().toLowerCase(Locale.ROOT) + " " + what + " #" + nth;
    }
  }

  /** Thrown through everything where the process dies. */
  static final class Dead extends Error {
    private static final long serialVersionUID = 1L;

    Dead() {
      super("the process died", null, false, false);
    }
  }

  /**
   * A life.
   *
   * @param fatal where it ends; empty: never
   */
  Fate(Optional<Point> fatal) {
    this.fatal = fatal;
    Deaths.quietly();
  }

  @Override
  public synchronized void alive() {
    if (dead) {
      throw new Dead();
    }
  }

  @Override
  public void before(String what) {
    reach(what, Side.BEFORE);
  }

  @Override
  public void after(String what) {
    reach(what, Side.AFTER);
  }

  private synchronized void reach(String what, Side side) {
    alive();
    Point here = new Point(what, counts.merge(what + side, 1, Integer::sum), side);
    passed.add(here);
    dead = fatal.filter(here::equals).isPresent();
    alive();
  }

  synchronized boolean dead() {
    return dead;
  }

  /** All points so far, in their order. */
  synchronized List<Point> passed() {
    return List.copyOf(passed);
  }
}
