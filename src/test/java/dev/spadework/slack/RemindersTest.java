package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.task.Aside;
import dev.spadework.task.Entry;
import dev.spadework.task.Gate;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Thursday, ten o'clock; nobody answers. */
class RemindersTest {
  private static final Instant TEN = Instant.parse("2026-11-26T10:00:00Z");

  /** A clock that is set, and does not run. */
  private static final class Hands extends Clock {
    final AtomicReference<Instant> now = new AtomicReference<>(TEN);

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now.get();
    }
  }

  @TempDir Path folder;
  private final Hands hands = new Hands();
  private final Patience patience =
      new Patience(Duration.ofHours(4), Duration.ofDays(3), ZoneOffset.UTC);
  private SlackTown town;
  private Claim claim;
  private Message gate;

  @BeforeEach
  void open() throws Exception {
    town = new SlackTown(folder, hands).approvers(BOB, "S04TEAM").openClosed();
    claim = ask();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.room.start();
    gate = town.message(claim, "gate-g1");
  }

  private Claim ask() {
    var request =
        dev.spadework.task.Request.of("add CSV export", "acme/billing", 1_000_000, ANN, CHANNEL);
    town.journal.open("k1", request.make());
    return town.journal.claim("w1", Duration.ofMinutes(5)).orElseThrow();
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  private void look(String at) {
    hands.now.set(Instant.parse(at));
    new Reminders(town.journal, patience, hands).look();
  }

  private <T extends Aside> long count(Class<T> shape) {
    return town.journal.entries(claim.task()).stream()
        .map(Entry::event)
        .filter(shape::isInstance)
        .count();
  }

  @Test
  void oneReminderCallsThoseWhoAreNamedAndTheCardSaysSo() throws Exception {
    assertThat(gate.words()).contains("Waiting costs nothing; I'll remind once, today 14:00.");
    look("2026-11-26T13:59:00Z");
    assertThat(count(Aside.Reminded.class)).isZero();
    look("2026-11-26T14:00:00Z");
    look("2026-11-26T14:01:00Z");
    Message reminder = town.message(claim, "remind-g1");
    assertThat(reminder.text())
        .isEqualTo(
            "<@U0ANN> <@U0BOB> this still waits for a decision, for 4 h now: Which columns?");
    assertThat(reminder.threadTs()).isEqualTo(gate.threadTs());
    assertThat(count(Aside.Reminded.class)).isEqualTo(1);
    town.await(m -> m.ts().equals(gate.ts()) && m.says("I have reminded once."));
    town.restart();
    look("2026-11-27T11:00:00Z");
    assertThat(count(Aside.Reminded.class)).isEqualTo(1);
    assertThat(town.count("remind-g1")).isEqualTo(1);
  }

  @Test
  void parkedItKeepsItsButtonsAndADecisionIsStillTaken() throws Exception {
    look("2026-11-26T14:00:00Z");
    town.message(claim, "remind-g1");
    look("2026-11-29T09:59:00Z");
    assertThat(count(Aside.Parked.class)).isZero();
    look("2026-11-29T10:00:00Z");
    look("2026-11-30T10:00:00Z");
    assertThat(count(Aside.Parked.class)).isEqualTo(1);
    Message parked =
        town.await(m -> m.ts().equals(gate.ts()) && m.says("Parked since Sunday 29 Nov, 10:00"));
    assertThat(parked.words()).contains("nobody answered. It keeps waiting, and the digest lists");
    town.slack.press(BOB, CHANNEL, parked.ts(), "Approve");
    Message decided = town.await(m -> m.ts().equals(gate.ts()) && m.says("Approved by @bob"));
    assertThat(decided.words()).doesNotContain("Parked");
    assertThat(town.now(claim).gates().open()).isEmpty();
  }

  @Test
  void nobodyIsRemindedOfWhatIsDecided() throws Exception {
    town.slack.press(BOB, CHANNEL, gate.ts(), "Approve");
    look("2026-11-26T15:00:00Z");
    look("2026-11-30T15:00:00Z");
    assertThat(count(Aside.Reminded.class) + count(Aside.Parked.class)).isZero();
    town.await(m -> m.ts().equals(gate.ts()) && m.says("Approved by @bob"));
    assertThat(town.count("remind-g1")).isZero();
  }

  @Test
  void aReminderThatIsOvertakenByTheDecisionIsNotPosted() throws Exception {
    town.stop();
    town.openClosed();
    look("2026-11-26T15:00:00Z");
    assertThat(count(Aside.Reminded.class)).isEqualTo(1);
    town.slack.press(BOB, CHANNEL, gate.ts(), "Approve");
    town.room.start();
    town.await(m -> m.ts().equals(gate.ts()) && m.says("Approved by @bob"));
    assertThat(town.count("remind-g1")).isZero();
  }

  @Test
  void afterAStopItComesLateAndOnce() throws Exception {
    town.stop();
    hands.now.set(Instant.parse("2026-12-03T09:30:00Z"));
    town.open();
    Message reminder = town.message(claim, "remind-g1");
    assertThat(reminder.text()).contains("for 6 d 23 h now");
    new Reminders(town.journal, patience, hands).look();
    assertThat(count(Aside.Reminded.class)).isEqualTo(1);
    assertThat(count(Aside.Parked.class)).isZero();
    look("2026-12-03T13:30:00Z");
    assertThat(count(Aside.Parked.class)).isEqualTo(1);
  }
}
