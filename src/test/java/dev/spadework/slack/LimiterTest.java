package dev.spadework.slack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LimiterTest {
  private static final String POST = "chat.postMessage";
  private static final String EDIT = "chat.update";
  private static final Instant NOW = Instant.parse("2026-11-26T09:00:00Z");

  private final Limiter limiter = new Limiter();

  private boolean taken(String method, String channel, int kept, Instant at) {
    return limiter.take(method, channel, kept, at).isZero();
  }

  @Test
  void whatIsUrgentIsNeverBehindWhatIsNot() {
    int cards = 0;
    while (taken(POST, "C1", Step.Urgency.CARD.kept(), NOW)) {
      cards++;
    }
    assertThat(cards).isEqualTo(2);
    assertThat(taken(POST, "C1", Step.Urgency.ROOT.kept(), NOW)).isTrue();
    assertThat(taken(POST, "C1", Step.Urgency.ROOT.kept(), NOW)).isFalse();
    assertThat(taken(POST, "C1", Step.Urgency.ANSWER.kept(), NOW)).isTrue();
    assertThat(taken(POST, "C1", Step.Urgency.ANSWER.kept(), NOW)).isFalse();
  }

  @Test
  void channelsHaveTheirOwnPostsAndAllShareTheEdits() {
    while (taken(POST, "C1", 0, NOW)) {
      assertThat(true).isTrue();
    }
    assertThat(taken(POST, "C2", 0, NOW)).isTrue();
    while (taken(EDIT, "C1", 0, NOW)) {
      assertThat(true).isTrue();
    }
    assertThat(taken(EDIT, "C2", 0, NOW)).isFalse();
    assertThat(taken("views.open", "", 0, NOW)).isTrue();
  }

  @Test
  void theWaitThatIsSaidIsLongEnough() {
    while (taken(POST, "C1", 0, NOW)) {
      assertThat(true).isTrue();
    }
    Duration wait = limiter.take(POST, "C1", 0, NOW);
    assertThat(wait).isBetween(Duration.ofMillis(1_000), Duration.ofMillis(1_100));
    assertThat(taken(POST, "C1", 0, NOW.plus(wait))).isTrue();
  }

  @Test
  void noMinuteHasMoreCallsThanItsTierAllows() {
    for (String method : new String[] {EDIT, "users.info", "usergroups.users.list"}) {
      int most = method.equals(EDIT) ? 50 : method.equals("users.info") ? 100 : 20;
      int calls = 0;
      for (int second = 0; second < 60; second++) {
        while (taken(method, "", 0, NOW.plusSeconds(second))) {
          calls++;
        }
      }
      assertThat(calls).as(method).isBetween(most * 8 / 10, most);
    }
  }

  @Test
  void aPauseHoldsForExactlyWhatWasLimited() {
    limiter.pause(POST, "C1", NOW, Duration.ofSeconds(7));
    assertThat(limiter.take(POST, "C1", 0, NOW)).isEqualTo(Duration.ofSeconds(7));
    assertThat(taken(POST, "C2", 0, NOW)).isTrue();
    assertThat(taken(EDIT, "C1", 0, NOW)).isTrue();
    assertThat(taken(POST, "C1", 0, NOW.plusSeconds(7))).isTrue();
    limiter.pause(EDIT, "C1", NOW, Duration.ofSeconds(7));
    assertThat(taken(EDIT, "C2", 0, NOW)).isFalse();
  }

  @Test
  void aShorterPauseDoesNotEndALongerOne() {
    limiter.pause(POST, "C1", NOW, Duration.ofSeconds(30));
    limiter.pause(POST, "C1", NOW, Duration.ofSeconds(1));
    assertThat(taken(POST, "C1", 0, NOW.plusSeconds(29))).isFalse();
  }
}
