package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Orders;
import dev.spadework.task.LogEvent;
import dev.spadework.task.LogScan;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report about a log in its thread, its buttons, and the nightly look of the settings. */
class LogReportTest {
  @TempDir Path folder;
  private SlackTown town;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private static LogEvent.LogsRead read() {
    List<LogScan.Cluster> kinds =
        List.of(kind("# ERROR order # was not booked", 312), kind("# WARN stock runs low", 7));
    LogScan.Source source =
        new LogScan.Source(
            "/var/log/shop.log",
            LogScan.Origin.CONFIGURED,
            4_000,
            52_000,
            "02:00:01",
            "02:59:59",
            List.of(LogScan.Note.ROTATED));
    return new LogEvent.LogsRead(
        List.of(source), 4_000, 2, kinds, List.of(1, 2), List.of(), 0, List.of(), "", List.of());
  }

  private static LogScan.Cluster kind(String template, int count) {
    return new LogScan.Cluster(
        template, "", 0, count, 1, count, "02:00:01", "02:59:59", "", List.of("a line"), "");
  }

  private Claim reported() {
    town.slack.command(ANN, CHANNEL, "kind:logs what is wrong?");
    Claim claim = town.journal.claim("w1", Duration.ofSeconds(60)).orElseThrow();
    town.journal.fact(claim, read());
    town.journal.fact(
        claim,
        new LogEvent.LogsReported(
            List.of(
                new LogScan.Proposal(1, "Book orders without credit", "orders are lost", true),
                new LogScan.Proposal(2, "Order more stock", "", false)),
            List.of("kind 2: it says 900")));
    return claim;
  }

  private Message outcome(Claim claim, Predicate<Message> fits) throws Exception {
    return town.await(town.named(claim, "outcome").and(fits));
  }

  private void press(String user, Message message, String label) {
    Message.Button button =
        message.buttons().stream().filter(b -> b.label().equals(label)).findFirst().orElseThrow();
    assertThat(town.slack.press(user, message, button).acknowledged()).isTrue();
  }

  @Test
  void eachProposalHasButtonsAndTheFirstPressCounts() throws Exception {
    town.open();
    Claim claim = reported();
    Message message = outcome(claim, m -> true);
    assertThat(message.words())
        .contains("Read 4,000 lines of log: 2 kinds", "`/var/log/shop.log` (from the settings)")
        .contains("[1] 312 × `# ERROR order # was not booked`, first 02:00:01, last 02:59:59")
        .contains("Proposal 1 (kind 1): Book orders without credit — orders are lost")
        .contains("left out: kind 2: it says 900");
    assertThat(message.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Why", "Start 1", "Dismiss 1", "Start 2", "Dismiss 2");
    press(BOB, message, "Start 1");
    press(ANN, message, "Start 1");
    press(ANN, message, "Dismiss 1");
    press(ANN, message, "Dismiss 2");
    town.privately(BOB, "Proposal 1 becomes a task");
    town.privately(ANN, "already settled: Proposal 1 was started by @bob");
    LogScan scan = town.now(claim).logs();
    assertThat(scan.started()).containsExactly(java.util.Map.entry(1, BOB));
    assertThat(scan.dismissed()).containsExactly(java.util.Map.entry(2, ANN));
    Message settled = outcome(claim, m -> m.says("Proposal 2 was dismissed by @ann"));
    assertThat(settled.buttons()).extracting(Message.Button::label).containsExactly("Why");
    assertThat(settled.ts()).isEqualTo(message.ts());
  }

  @Test
  void whoMayNotAskStartsNothing() throws Exception {
    town.requesters(ANN).open();
    Claim claim = reported();
    press(BOB, outcome(claim, m -> true), "Start 1");
    town.privately(BOB, "can be given only by @ann");
    assertThat(town.now(claim).logs().open(1)).isTrue();
  }

  @Test
  void aReportWhoseMessageWasCutOffIsPostedOnceAfterARestart() throws Exception {
    town.open();
    Claim claim = reported();
    town.stop();
    town.open();
    Message message = outcome(claim, m -> true);
    town.restart();
    press(BOB, message, "Start 2");
    outcome(claim, m -> m.says("Proposal 2 was started by @bob"));
    assertThat(town.count("outcome")).isEqualTo(1);
  }

  @Test
  void theSettingsLookAtTheLogsOnceADayUntilSomebodyStopsThat() throws Exception {
    LocalTime time =
        LocalTime.ofInstant(town.clock.instant(), ZoneOffset.UTC)
            .plusHours(1)
            .truncatedTo(ChronoUnit.MINUTES);
    town.logsAt(Optional.of(time)).open();
    Predicate<Message> asked = m -> m.says("the settings asked");
    standing("s1");
    town.slack.command(ANN, CHANNEL, "every");
    town.privately(ANN, "every day " + time);
    town.clock.forward(Duration.ofMinutes(61));
    town.await(asked);
    Task first = town.journal.tasks().recent(5).get(0);
    assertThat(first.request().kind()).isEqualTo("logs");
    assertThat(first.request().repo()).isEqualTo("acme/shop");
    assertThat(first.request().by()).isEqualTo(Request.SETTINGS);
    town.journal.add(first.id(), Optional.empty(), new TaskEvent.Cancelled(ANN));
    town.restart();
    town.clock.forward(Duration.ofDays(1));
    town.slack.awaitMessage(
        m -> asked.test(m) && town.journal.tasks().recent(5).size() == 2, SlackTown.SOON);

    town.slack.command(ANN, CHANNEL, "every stop s1");
    town.privately(ANN, "s1 is ended");
    standing();
    town.logsAt(Optional.of(time.plusHours(1))).restart();
    standing("s2");
    town.logsAt(Optional.of(time)).restart();
    standing();
    town.logsAt(Optional.of(time.plusHours(1))).restart();
    standing("s2");
  }

  /** Waits until these orders stand. */
  private void standing(String... names) throws Exception {
    for (int i = 0; i < 300 && !names().equals(List.of(names)); i++) {
      try {
        town.slack.awaitMessage(m -> false, Duration.ofMillis(50));
      } catch (IllegalStateException e) {
        // Not yet.
      }
    }
    assertThat(names()).containsExactly(names);
  }

  private List<String> names() {
    return town.journal.tasks().orders().standing().stream().map(Orders.Order::name).toList();
  }
}
