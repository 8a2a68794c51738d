package dev.spadework.crash;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Keeps the deaths that a test wants out of what it prints: whoever reads it looks for others. */
final class Deaths extends TurboFilter {
  private static final Deaths ONCE = installed();

  private Deaths() {}

  /** From now on none is printed. */
  static void quietly() {
    ONCE.start();
  }

  private static Deaths installed() {
    Deaths deaths = new Deaths();
    ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(deaths);
    Optional<Thread.UncaughtExceptionHandler> others =
        Optional.ofNullable(Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          if (!ofDeath(thrown)) {
            others.ifPresentOrElse(
                other -> other.uncaughtException(thread, thrown), thrown::printStackTrace);
          }
        });
    return deaths;
  }

  private static boolean ofDeath(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof Fate.Dead) {
        return true;
      }
    }
    return false;
  }

  @Override
  public FilterReply decide(
      Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable t) {
    return t != null && ofDeath(t) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
