package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.redact.Redactor;
import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Move;
import dev.spadework.store.Store;
import dev.spadework.task.Request;
import dev.spadework.task.TaskEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What ended tasks left is put away, and found as before. */
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ArchiveTest {
  private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration AGE = Duration.ofDays(30);
  private static final byte[] OUTPUT =
      "[INFO] Tests run: 3\n".repeat(2000).getBytes(StandardCharsets.UTF_8);

  @Parameter DatabaseKind database;
  @TempDir Path folder;
  private Store store;
  private int asked;

  @BeforeEach
  void open() {
    store = Store.open(database.url(folder));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Journal at(Store store, Duration later) {
    return new Journal(
        store, Clock.fixed(START.plus(later), ZoneOffset.UTC), Redactor.of(List.of()));
  }

  private static Archive archive(Store store, Duration later) {
    return new Archive(store, at(store, later), Clock.fixed(START.plus(later), ZoneOffset.UTC));
  }

  private Journal at(Duration later) {
    return at(store, later);
  }

  private String task(Journal journal) {
    String id =
        journal
            .open("k" + asked, Request.of("do " + asked++, "acme/a", 1, "U1", "C0").make())
            .task();
    journal.blobs().put(id, id + "/output-1", OUTPUT);
    return id;
  }

  private String ended(Journal journal) {
    String id = task(journal);
    journal.add(id, Optional.empty(), new TaskEvent.Cancelled("U1"));
    return id;
  }

  private List<String> in(String table) {
    return store.read(
        tx -> tx.list("select name from " + table + " order by name", row -> row.text("name")));
  }

  private static Verification.Report verified(Store store) {
    return new Verification(store, at(store, AGE)).look();
  }

  @Test
  void whatATaskLeftThatEndedLongAgoIsPackedAndFoundAsBefore() throws Exception {
    String old = ended(at(Duration.ZERO));
    byte[] pack = new byte[5000];
    new Random(1).nextBytes(pack);
    at(Duration.ZERO).blobs().put(old, old + "/tree-1", pack);
    String waits = task(at(Duration.ZERO));
    String young = ended(at(Duration.ofDays(1)));
    Journal later = at(AGE);
    Archive.Round round = archive(store, AGE).round(AGE);
    assertThat(round.tasks()).isEqualTo(1);
    assertThat(round.blobs()).isEqualTo(2);
    assertThat(round.before()).isEqualTo(OUTPUT.length + pack.length);
    assertThat(round.after()).isLessThan(pack.length + OUTPUT.length / 20);
    assertThat(in("archive")).containsExactly(old + "/output-1", old + "/tree-1");
    assertThat(in("blobs")).containsExactlyInAnyOrder(waits + "/output-1", young + "/output-1");
    assertThat(later.blobs().get(old + "/output-1")).hasValue(OUTPUT);
    assertThat(later.blobs().get(old + "/tree-1")).hasValue(pack);
    assertThat(later.task(old).orElseThrow().ending()).isPresent();
    assertThat(verified(store).problems()).isEmpty();
    assertThat(verified(store).blobs()).isEqualTo(4);
    assertThat(archive(store, AGE).round(AGE)).isEqualTo(Archive.Round.NOTHING);
  }

  @Test
  void itIsDoneOnceADayByWhoeverIsFirst() throws Exception {
    ended(at(Duration.ZERO));
    try (Store other = Store.open(database.url(folder))) {
      assertThat(archive(store, AGE).daily(AGE, "a")).isPresent();
      assertThat(archive(other, AGE).daily(AGE, "b")).isEmpty();
      Duration tomorrow = AGE.plusDays(1);
      assertThat(archive(other, tomorrow).daily(AGE, "b")).isPresent();
      assertThat(archive(store, tomorrow).daily(AGE, "a")).isEmpty();
    }
  }

  @Test
  void aRoundThatIsCutOffLosesNothingAndIsGoneOnWith() throws Exception {
    String one = ended(at(Duration.ZERO));
    String two = ended(at(Duration.ZERO));
    Archive archive = archive(store, AGE);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> archive.daily(AGE, "a")).isInstanceOf(InterruptedException.class);
    for (String id : List.of(one, two)) {
      assertThat(at(AGE).blobs().get(id + "/output-1")).hasValue(OUTPUT);
    }
    assertThat(archive(store, AGE).daily(AGE, "b").orElseThrow().blobs()).isEqualTo(2);
    // One that died at it, and could not give it back.
    Duration next = AGE.plusDays(1);
    String day = START.plus(next).toString().substring(0, 10);
    at(next).schedules().claim("archive", day, "dead", Duration.ofMinutes(5));
    assertThat(archive(store, next).daily(AGE, "b")).isEmpty();
    assertThat(archive(store, next.plusMinutes(6)).daily(AGE, "b")).isPresent();
  }

  @Test
  void whatIsDroppedIsGoneFromTheArchiveToo() throws Exception {
    String id = ended(at(Duration.ZERO));
    Journal later = at(AGE);
    archive(store, AGE).round(AGE);
    later.blobs().drop(id + "/output-1");
    assertThat(later.blobs().get(id + "/output-1")).isEmpty();
  }

  @Test
  void aDamagedOneIsNamedByTheVerification() throws Exception {
    String id = ended(at(Duration.ZERO));
    archive(store, AGE).round(AGE);
    store.write(
        tx -> tx.update("update archive set bytes = ?", new byte[] {0x1f, (byte) 0x8b, 8, 0}));
    assertThat(verified(store).problems())
        .singleElement()
        .asString()
        .startsWith(id + "/output-1: damaged in the archive");
  }

  @Test
  void aMoveTakesTheArchiveAlong() throws Exception {
    String id = ended(at(Duration.ZERO));
    archive(store, AGE).round(AGE);
    try (Store to = Store.open(DatabaseKind.SQLITE.url(folder, "target"))) {
      Move.copy(store, to);
      assertThat(at(to, AGE).blobs().get(id + "/output-1")).hasValue(OUTPUT);
      assertThat(verified(to).problems()).isEmpty();
    }
  }
}
