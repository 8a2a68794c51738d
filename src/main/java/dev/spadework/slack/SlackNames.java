package dev.spadework.slack;

import dev.spadework.redact.Redactor;
import dev.spadework.report.Names;
import java.time.Clock;
import java.time.Duration;

/**
 * What people are called in Slack, for texts that stand elsewhere. Where it cannot be known just
 * now the id stands in.
 */
public final class SlackNames implements Names, AutoCloseable {
  private static final Duration AT_MOST = Duration.ofSeconds(5);

  private final Web web;
  private final Audience audience;

  /**
   * Asks as the bot; nothing is asked yet.
   *
   * @param apiUrl base of the Web API; a slash at its end is added if missing
   */
  public SlackNames(String botToken, String apiUrl, Redactor redactor, Clock clock) {
    web =
        new Web(
            apiUrl.endsWith("/") ? apiUrl : apiUrl + "/",
            botToken,
            redactor,
            new Door(clock),
            AT_MOST);
    audience = new Audience(new Directory(web), clock);
  }

  @Override
  public String of(String user) {
    return Audience.isUser(user) ? audience.name(user) : Names.IDS.of(user);
  }

  @Override
  public void close() {
    audience.close();
    web.close();
  }
}
