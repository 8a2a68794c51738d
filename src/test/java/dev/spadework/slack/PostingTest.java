package dev.spadework.slack;

import static dev.spadework.slack.SlackTown.ANN;
import static dev.spadework.slack.SlackTown.BOB;
import static dev.spadework.slack.SlackTown.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.desk.Fault;
import dev.spadework.desk.Message;
import dev.spadework.journal.Claim;
import dev.spadework.journal.Journal;
import dev.spadework.memory.Memory;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostingTest {
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);
  private static final Predicate<Message> DIGEST =
      m ->
          m.metadata()
              .filter(d -> d.path("event_payload").path("task").asText().equals("digest"))
              .isPresent();

  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();
  private SlackTown town;

  @BeforeEach
  void prepare() throws Exception {
    town = new SlackTown(folder);
  }

  @AfterEach
  void close() throws Exception {
    town.close();
  }

  /** The bot with a digest in an hour. */
  private void inAnHour() throws Exception {
    LocalTime time = LocalTime.ofInstant(town.clock.instant(), ZoneOffset.UTC).plusHours(1);
    town.digest(time.withSecond(0).withNano(0), ALL, asked::incrementAndGet).open();
  }

  /** The bot without a clock of its own for digests. */
  private void onDemand() throws Exception {
    town.openClosed();
  }

  private long posted() {
    return town.slack.messages(CHANNEL).stream().filter(DIGEST).count();
  }

  private Claim waiting() {
    Claim claim = town.task();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    return claim;
  }

  private LocalDate today() {
    return LocalDate.ofInstant(town.clock.instant(), ZoneOffset.UTC);
  }

  @Test
  void itComesAtItsTimeAndItsButtonsDecide() throws Exception {
    inAnHour();
    Claim claim = waiting();
    town.message(claim, "gate-g1");
    assertThat(posted()).isZero();
    town.clock.forward(Duration.ofMinutes(61));
    Message digest = town.await(DIGEST);
    assertThat(digest.words()).contains("1 needs you").contains(claim.task());
    assertThat(digest.buttons())
        .extracting(Message.Button::label)
        .containsExactly("Approve", "Reject", "Open thread");
    assertThat(asked.get()).isEqualTo(1);

    town.slack.press(BOB, CHANNEL, digest.ts(), "Approve");
    assertThat(town.now(claim).gates().settled()).hasSize(1);
    town.await(m -> m.ts().equals(digest.ts()) && m.says("Approved by @bob"));
    assertThat(town.slack.message(CHANNEL, digest.ts()).buttons()).isEmpty();
    town.await(
        m ->
            town.named(claim, "gate-g1").test(m)
                && m.says("Approved by @bob")
                && m.buttons().stream().noneMatch(b -> b.label().equals("Approve")));
    assertThat(posted()).isEqualTo(1);
  }

  @Test
  void whatIsDecidedInTheThreadDiesInTheDigest() throws Exception {
    inAnHour();
    Claim claim = waiting();
    town.clock.forward(Duration.ofMinutes(61));
    Message digest = town.await(DIGEST);
    Message.Button approve = digest.buttons().get(0);
    Message gate = town.message(claim, "gate-g1");
    town.slack.press(ANN, CHANNEL, gate.ts(), "Reject");
    town.await(m -> m.ts().equals(digest.ts()) && m.says("Rejected by @ann"));
    town.slack.press(BOB, digest, approve);
    town.privately(BOB, "That was already decided: Reject, by @ann");
  }

  @Test
  void theNextDayHasItsOwnAndTheButtonsMoveThere() throws Exception {
    inAnHour();
    waiting();
    town.clock.forward(Duration.ofMinutes(61));
    Message first = town.await(DIGEST);
    town.clock.forward(Duration.ofDays(1));
    Message second = town.await(DIGEST.and(m -> !m.ts().equals(first.ts())));
    assertThat(second.buttons()).extracting(Message.Button::label).contains("Approve");
    town.await(m -> m.ts().equals(first.ts()) && m.says("in the newer digest"));
    assertThat(town.slack.message(CHANNEL, first.ts()).buttons())
        .extracting(Message.Button::label)
        .containsExactly("Open thread");
    assertThat(posted()).isEqualTo(2);
  }

  @Test
  void severalDaysOfDowntimeMakeOneDigest() throws Exception {
    inAnHour();
    waiting();
    town.stop();
    town.clock.forward(Duration.ofDays(3).plusMinutes(90));
    town.open();
    town.await(DIGEST);
    town.restart();
    Claim later = town.task();
    town.message(later, "card");
    assertThat(posted()).isEqualTo(1);
  }

  @Test
  void twoProcessesOnOneDatabasePostItOnce() throws Exception {
    onDemand();
    waiting();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try (Store store = Store.open("jdbc:sqlite:" + folder.resolve("spadework.db"));
        SlackRoom other = room(new Journal(store, town.clock, town.redactor))) {
      Future<List<String>> ours = pool.submit(() -> town.room.postDigest());
      Future<List<String>> theirs = pool.submit(other::postDigest);
      assertThat(ours.get().size() + theirs.get().size()).isEqualTo(1);
      assertThat(posted()).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void anAnswerThatIsCutOffLeavesOneDigest() throws Exception {
    onDemand();
    waiting();
    town.slack.fail("chat.postMessage", new Fault.CutAfter(), 1);
    assertThat(town.room.postDigest()).isEmpty();
    town.clock.forward(Duration.ofMinutes(1));
    assertThat(town.room.postDigest()).hasSize(1);
    assertThat(posted()).isEqualTo(1);
  }

  @Test
  void oneThatWasPostedJustBeforeADeathIsFoundAndItsButtonsStillDie() throws Exception {
    onDemand();
    Claim claim = waiting();
    // As if a process had died between Slack's answer and the record.
    town.journal
        .schedules()
        .claim("digest #eng-agents", today().toString(), "dead", Duration.ZERO)
        .orElseThrow();
    Face face = new Face("early words", Blocks.of(List.of(Blocks.section("early words"))));
    Web.Place place;
    try (Web web = new Web(town.settings(), town.redactor, new Door(town.clock), SlackTown.SOON)) {
      place = web.post(CHANNEL, Optional.empty(), "digest", today().toString(), face, Door.AT_ONCE);
    }
    assertThat(town.room.postDigest()).hasSize(1);
    assertThat(posted()).isEqualTo(1);
    town.restart();
    town.await(m -> m.ts().equals(place.ts()) && m.says(claim.task()));
    town.journal.decide(
        claim.task(), now -> Optional.of(new TaskEvent.Decided("g1", Choice.APPROVE, ANN, "")));
    town.await(m -> m.ts().equals(place.ts()) && m.says("Approved by @ann"));
  }

  @Test
  void whatIsAskedInPrivateIsNotToldInTheChannel() throws Exception {
    onDemand();
    String id =
        town.journal
            .open("k", Request.of("a secret plan", "acme/billing", 1, ANN, "D0ANN").make())
            .task();
    Claim claim = town.journal.claim("w", Duration.ofMinutes(1)).orElseThrow();
    town.gate(claim, Gate.Kind.UNCERTAIN);
    town.room.postDigest();
    Message digest = town.slack.messages(CHANNEL).stream().filter(DIGEST).findFirst().get();
    assertThat(digest.words()).doesNotContain(id).contains("nothing needs you");
  }

  private SlackRoom room(Journal journal) {
    Bulletin bulletin =
        new Bulletin(LocalTime.of(9, 0), Set.of(), 1, 1, () -> {}, Bulletin.FRESHNESS);
    return new SlackRoom(
        town.settings(),
        bulletin,
        journal,
        Memory.at(folder.resolve("memory"), town.redactor, UnaryOperator.identity()),
        town.redactor,
        town.clock,
        "posting");
  }
}
