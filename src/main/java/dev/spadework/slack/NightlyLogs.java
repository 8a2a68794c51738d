package dev.spadework.slack;

import static dev.spadework.report.Phrases.say;

import dev.spadework.journal.Journal;
import dev.spadework.journal.Orders;
import dev.spadework.task.Kind;
import dev.spadework.task.Request;
import dev.spadework.task.Rhythm;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes standing orders of the settings: where a repository has log files, they are looked at every
 * day. Done once in the life of a process; several processes make the same.
 */
final class NightlyLogs {
  private static final Logger LOG = LoggerFactory.getLogger(NightlyLogs.class);
  private static final String PREFIX = "settings:logs:";

  private final SlackSettings settings;
  private final Journal journal;
  private final PageCalls calls;
  private boolean kept;

  NightlyLogs(SlackSettings settings, Journal journal, PageCalls calls) {
    this.settings = settings;
    this.journal = journal;
    this.calls = calls;
  }

  /** Brings the orders in line with the settings, unless that is done. */
  void keep() {
    if (kept) {
      return;
    }
    Map<String, Orders.Fixed> wanted = new LinkedHashMap<>();
    try {
      for (SlackSettings.Repo repo : settings.repos()) {
        if (repo.logsAt().isPresent()) {
          order(repo, repo.logsAt().get(), wanted);
        }
      }
    } catch (Away e) {
      // Slack has to say which channel it is; the next round asks again.
      return;
    }
    journal.tasks().orders().fix(PREFIX, wanted);
    kept = true;
  }

  private void order(SlackSettings.Repo repo, LocalTime at, Map<String, Orders.Fixed> wanted)
      throws Away {
    String name = repo.channel().orElse(settings.defaultChannel());
    Optional<String> channel = name.isBlank() ? Optional.empty() : channel(name);
    if (channel.isEmpty()) {
      LOG.atWarn()
          .addKeyValue("repo", repo.name())
          .addKeyValue("channel", name)
          .log("logs_without_channel");
      return;
    }
    Request request =
        Request.of(
                say("order.text.logs"),
                repo.name(),
                Math.min(settings.budgetMicros(), settings.maxBudgetMicros()),
                Request.SETTINGS,
                channel.get())
            .kind(Kind.LOGS.label())
            .make();
    String key =
        PREFIX + String.join(":", repo.name(), at.toString(), settings.zone().getId(), name);
    wanted.put(
        key,
        new Orders.Fixed(new Rhythm(at, settings.zone(), EnumSet.allOf(DayOfWeek.class)), request));
  }

  private Optional<String> channel(String name) throws Away {
    try {
      return calls.channel(name);
    } catch (Refused e) {
      return Optional.empty();
    }
  }
}
