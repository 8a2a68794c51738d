package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.store.DatabaseKind;
import dev.spadework.store.Store;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadTest {
  private static final Duration LEASE = Duration.ofSeconds(20);

  @TempDir private Path dir;

  private final AtomicLong seconds = new AtomicLong(1000);

  private Lead lead(Store store, String holder) {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return Instant.ofEpochSecond(seconds.get());
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    return new Lead(store, clock, () -> seconds.get() * 1_000_000_000L, "slack", holder, LEASE);
  }

  @ParameterizedTest
  @EnumSource
  void oneLeadsUntilItIsSilentForALease(DatabaseKind kind) {
    try (Store store = Store.open(kind.url(dir))) {
      Lead one = lead(store, "one");
      Lead two = lead(store, "two");
      assertThat(one.term()).isEqualTo(1);
      assertThat(two.term()).isZero();
      seconds.addAndGet(10);
      assertThat(one.term()).as("renewed").isEqualTo(1);
      seconds.addAndGet(15);
      assertThat(two.term()).as("still held").isZero();
      seconds.addAndGet(4);
      assertThat(one.ours()).as("let go of before others may take it").isFalse();
      assertThat(two.term()).isZero();
      seconds.addAndGet(1);
      assertThat(two.term()).isEqualTo(1);
      assertThat(one.term()).as("it was another's meanwhile").isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoGoesLetsTheNextOneLeadAtOnce(DatabaseKind kind) {
    try (Store store = Store.open(kind.url(dir))) {
      Lead one = lead(store, "one");
      Lead two = lead(store, "two");
      assertThat(one.term()).isEqualTo(1);
      one.giveBack();
      assertThat(two.term()).isEqualTo(1);
      seconds.addAndGet(60);
      assertThat(one.term()).as("over").isZero();
    }
  }

  /** After {@code kill -9} nobody has to wait for the lease of a process that came back. */
  @ParameterizedTest
  @EnumSource
  void whoComesBackUnderItsNameLeadsAtOnceInAnotherTerm(DatabaseKind kind) {
    try (Store store = Store.open(kind.url(dir))) {
      assertThat(lead(store, "one").term()).isEqualTo(1);
      Lead again = lead(store, "one");
      assertThat(again.term()).isEqualTo(1);
      seconds.addAndGet(18);
      assertThat(again.ours()).isFalse();
      assertThat(again.term()).as("somebody else may have led").isEqualTo(2);
    }
  }
}
