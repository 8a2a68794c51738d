package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.journal.Queue.Place;
import dev.spadework.journal.Queue.Reason;
import dev.spadework.journal.Quotas.Quota;
import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import dev.spadework.task.Choice;
import dev.spadework.task.Gate;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class QuotasTest {
  private static final Duration LEASE = Duration.ofHours(2);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String ANN = "U0ANN";
  private static final String BOB = "U0BOB";
  private static final String BILLING = "acme/billing";
  private static final String SHOP = "acme/shop";

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store store;
  private Instant now = NOON;
  private int asked;

  private final Clock clock =
      new Clock() {
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
          return now;
        }
      };

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Journal with(Quotas quotas) {
    return new Journal(store, clock, Redactor.of(List.of()), quotas);
  }

  private static Quotas person(int atOnce, int hourly) {
    return new Quotas(new Quota(atOnce, hourly), Map.of());
  }

  private static Quotas repo(String name, int atOnce, int hourly) {
    return new Quotas(Quota.NONE, Map.of(name, new Quota(atOnce, hourly)));
  }

  private String asks(Journal journal, String person, String repo) {
    now = now.plusSeconds(1);
    String key = "k" + ++asked;
    return journal.open(key, Request.of("task " + key, repo, 1, person, "C0ENG").make()).task();
  }

  private static Optional<String> next(Journal journal) {
    return journal.claim("w", LEASE).map(Claim::task);
  }

  private static void ends(Journal journal, String task) {
    journal.add(task, Optional.empty(), new TaskEvent.Cancelled(ANN));
  }

  private static Place place(Journal journal, String task) {
    return journal.queue().place(task).orElseThrow();
  }

  @Test
  void aPersonsThirdTaskIsPassedOverUntilOneEnds() {
    Journal journal = with(person(2, 0));
    String first = asks(journal, ANN, BILLING);
    String second = asks(journal, ANN, SHOP);
    String third = asks(journal, ANN, SHOP);
    String bobs = asks(journal, BOB, SHOP);
    assertThat(next(journal)).contains(first);
    assertThat(next(journal)).contains(second);
    assertThat(next(journal)).contains(bobs);
    assertThat(next(journal)).isEmpty();
    assertThat(place(journal, third).waits())
        .contains(new Queue.Wait(Reason.PERSON_BUSY, ANN, 2, now));
    ends(journal, first);
    assertThat(place(journal, third).waits()).isEmpty();
    assertThat(next(journal)).contains(third);
  }

  @Test
  void aTaskThatWaitsForAPersonTakesNoRoom() {
    Journal journal = with(person(1, 0));
    String asking = asks(journal, ANN, BILLING);
    String other = asks(journal, ANN, BILLING);
    Claim claim = journal.claim("w", LEASE).orElseThrow();
    assertThat(next(journal)).isEmpty();
    Gate gate = Gate.of("g1", Gate.Kind.UNCERTAIN, "plan-1", "Which?", List.of());
    journal.fact(claim, new TaskEvent.GateOpened(gate));
    assertThat(next(journal)).contains(other);
    TaskEvent decided = new TaskEvent.Decided("g1", Choice.APPROVE, ANN, "");
    journal.decide(asking, task -> Optional.of(decided));
    assertThat(next(journal)).isEmpty();
    assertThat(place(journal, asking).waits().orElseThrow().reason()).isEqualTo(Reason.PERSON_BUSY);
    ends(journal, other);
    assertThat(next(journal)).contains(asking);
  }

  @Test
  void aRepositoryHasItsOwnQuota() {
    Journal journal = with(repo(BILLING, 1, 0));
    String first = asks(journal, ANN, BILLING);
    String second = asks(journal, BOB, BILLING);
    String elsewhere = asks(journal, BOB, SHOP);
    assertThat(next(journal)).contains(first);
    assertThat(next(journal)).contains(elsewhere);
    assertThat(next(journal)).isEmpty();
    assertThat(place(journal, second).waits())
        .contains(new Queue.Wait(Reason.REPO_BUSY, BILLING, 1, now));
  }

  @Test
  void aLeaseThatRanOutTakesNoRoom() {
    Journal journal = with(person(1, 0));
    String first = asks(journal, ANN, BILLING);
    asks(journal, ANN, BILLING);
    assertThat(next(journal)).contains(first);
    now = now.plus(LEASE).plusSeconds(1);
    assertThat(next(journal)).contains(first);
    assertThat(next(journal)).isEmpty();
  }

  @Test
  void tasksAnHourAreCountedFromTheirBeginningAndGoingOnIsNone() {
    Journal journal = with(person(0, 2));
    String first = asks(journal, ANN, BILLING);
    assertThat(next(journal)).contains(first);
    Instant begun = now;
    now = now.plus(Duration.ofMinutes(5));
    String second = asks(journal, ANN, BILLING);
    assertThat(next(journal)).contains(second);
    String third = asks(journal, ANN, BILLING);
    String fourth = asks(journal, ANN, BILLING);
    String fifth = asks(journal, ANN, BILLING);
    assertThat(next(journal)).isEmpty();
    assertThat(place(journal, third).waits())
        .contains(new Queue.Wait(Reason.PERSON_RATE, ANN, 2, begun.plus(Load.HOUR)));
    Instant secondBegun = begun.plus(Duration.ofMinutes(5)).plusSeconds(1);
    assertThat(place(journal, fourth).waits().orElseThrow().until())
        .isEqualTo(secondBegun.plus(Load.HOUR));
    assertThat(place(journal, fifth).waits().orElseThrow().until())
        .isEqualTo(begun.plus(Load.HOUR).plus(Load.HOUR));
    journal.releaseAll("w");
    assertThat(next(journal)).as("going on").contains(first);
    now = begun.plus(Load.HOUR);
    assertThat(next(journal)).contains(second);
    assertThat(next(journal)).contains(third);
    assertThat(next(journal)).isEmpty();
  }

  @Test
  void placesSayWhatReallyComesBefore() {
    Journal journal = with(person(1, 0));
    String running = asks(journal, ANN, BILLING);
    assertThat(next(journal)).contains(running);
    String ann2 = asks(journal, ANN, BILLING);
    String ann3 = asks(journal, ANN, BILLING);
    String bob1 = asks(journal, BOB, BILLING);
    String bob2 = asks(journal, BOB, BILLING);
    assertThat(place(journal, running).held()).isTrue();
    assertThat(place(journal, bob1).ahead()).as("bob has nothing before him").isZero();
    assertThat(place(journal, bob1).waits()).isEmpty();
    assertThat(place(journal, ann2).ahead()).isEqualTo(1);
    assertThat(place(journal, bob2).ahead()).isEqualTo(2);
    assertThat(place(journal, bob2).waits()).as("nothing of bob's runs yet").isEmpty();
    assertThat(place(journal, ann3).ahead()).isEqualTo(3);
  }

  @Test
  void theQuotasHoldAfterTheQueueWasRebuilt() {
    Journal journal = with(person(1, 1));
    asks(journal, ANN, BILLING);
    String second = asks(journal, ANN, SHOP);
    String running = next(journal).orElseThrow();
    List<Place> before = journal.queue().places();
    store.write(tx -> tx.update("delete from starts"));
    store.write(tx -> tx.update("update queue set person = '', repo = '', begun = 0"));
    journal.rebuildQueue();
    assertThat(journal.queue().places()).isEqualTo(before);
    ends(journal, running);
    assertThat(next(journal)).isEmpty();
    assertThat(place(journal, second).waits().orElseThrow().reason()).isEqualTo(Reason.PERSON_RATE);
  }

  @Test
  void aWorkerThatIsHereForOneTaskTakesIt() {
    Journal journal = with(person(1, 1));
    asks(journal, ANN, BILLING);
    String second = asks(journal, ANN, BILLING);
    assertThat(next(journal)).isPresent();
    assertThat(journal.claim("run", LEASE, Optional.of(second)).map(Claim::task)).contains(second);
  }
}
