package dev.spadework.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final Semaphore gone = new Semaphore(0);

  private boolean went() throws InterruptedException {
    return gone.tryAcquire(20, TimeUnit.SECONDS);
  }

  private Duration round() {
    gone.release();
    return LONG;
  }

  @Test
  void theFirstRoundIsGoneAtOnceAndTheNextWhenSomebodyCalls() throws InterruptedException {
    try (Rounds rounds = new Rounds("test", this::round)) {
      rounds.start();
      assertThat(went()).isTrue();
      rounds.wake();
      assertThat(went()).isTrue();
    }
  }

  @Test
  void whoCallsDuringARoundGetsAnother() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch called = new CountDownLatch(1);
    AtomicBoolean seen = new AtomicBoolean();
    Rounds[] own = new Rounds[1];
    try (Rounds rounds =
        new Rounds(
            "test",
            () -> {
              begun.countDown();
              called.await();
              seen.compareAndSet(false, own[0].awaited());
              return round();
            })) {
      own[0] = rounds;
      rounds.start();
      begun.await();
      rounds.wake();
      called.countDown();
      assertThat(went() && went()).isTrue();
      assertThat(seen).isTrue();
    }
  }

  @Test
  void nobodysCallShortensThePauseAfterAFailureAndClosingEndsIt() throws InterruptedException {
    AtomicInteger tries = new AtomicInteger();
    Rounds rounds =
        new Rounds(
            "test",
            () -> {
              tries.incrementAndGet();
              gone.release();
              throw new IllegalStateException("no");
            });
    rounds.start();
    assertThat(went()).isTrue();
    for (int i = 0; i < 1000; i++) {
      rounds.wake();
    }
    rounds.close();
    assertThat(rounds.closed()).isTrue();
    assertThat(tries).hasValueLessThan(3);
  }

  @Test
  void aRoundThatDoesNotEndIsInterrupted() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    Rounds rounds =
        new Rounds(
            "test",
            () -> {
              gone.release();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
              return LONG;
            });
    rounds.start();
    assertThat(went()).isTrue();
    rounds.close();
    assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
  }
}
