package dev.spadework;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.spadework.redact.Redactor;

/** Lines of the log without the secrets of this process; named in {@code logback.xml}. */
public final class CleanLayout extends PatternLayout {
  private final Redactor redactor = Redactor.of(new Environment(System.getenv()).secrets());

  @Override
  public String doLayout(ILoggingEvent event) {
    return redactor.clean(super.doLayout(event));
  }
}
