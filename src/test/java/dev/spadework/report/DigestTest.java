package dev.spadework.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.Choice;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Gate;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DigestTest {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final long DAILY = 20_000_000;

  static Digest.Span span(String since, String at) {
    return new Digest.Span(Instant.parse(since), Instant.parse(at), ZONE);
  }

  private static Digest digest(List<Story> stories, Digest.Span span, long spent) {
    return Digest.of(stories, span, spent, DAILY, Names.IDS);
  }

  @Test
  void aBusyDaySaysWhatNeedsPeopleFirst() {
    Digest digest =
        digest(
            Week.busy().stories(), span("2026-11-25T08:00:00Z", "2026-11-26T08:30:00Z"), 1_840_000);
    assertThat(String.join("\n", digest.lines()))
        .isEqualTo(
            """
            Thursday 26 November — 3 need you, 3 pull requests open, 1 merged, 1 closed, 1 stopped · $1.84 of $20 yesterday, $0.22 a merged pull request this week
            Needs you
            • `t-7k2m9x4p` acme/billing: Which columns should the export have? · waiting 15 h
            • `t-91xq0c2d` acme/shop: tests red twice, 1 failing · waiting 11 h
            Parked
            • `t-0ld00000` acme/shop: The next call could pass this task's $1.00 · waiting 5 d
            Open pull requests
            • acme/billing#418 (2 d, no review)
            • acme/shop#77 (1 h, no review, checks running)
            • acme/shop#75 (3 d, changes requested by dee, checks passed)
            Merged
            • acme/billing#411 Bump jackson 2.21 → 2.22, 3 rounds, $0.22
            Closed
            • acme/shop#70 New logo, closed by eve, $0.05
            Stopped
            • `t-55ab0000` acme/shop: the sandbox ran out of memory (2 GB); raise `sandbox.memory` or split the task""");
  }

  @Test
  void aQuietDayIsOneLine() {
    Week week =
        new Week()
            .with(
                Week.task("t-1", "acme/shop", "x", "2026-11-20T06:00:00Z")
                    .opens("2026-11-20T08:00:00Z", 1, "One"))
            .with(
                Week.task("t-2", "acme/shop", "y", "2026-11-20T06:00:00Z")
                    .opens("2026-11-20T08:00:00Z", 2, "Two"));
    Digest digest = digest(week.stories(), span("2026-11-26T08:00:00Z", "2026-11-27T08:00:00Z"), 0);
    assertThat(digest.lines())
        .containsExactly(
            "Friday 27 November — nothing needs you. 2 pull requests open, $0.00 yesterday.");
  }

  @Test
  void aMondayCoversTheWeekendAndTheWeekBefore() {
    Week week =
        new Week()
            .with(
                Week.task("t-1", "acme/shop", "x", "2026-11-26T06:00:00Z")
                    .spends("2026-11-26T06:30:00Z", 400_000)
                    .opens("2026-11-26T08:00:00Z", 80, "Paging")
                    .seen("2026-11-28T11:00:00Z", PullState.MERGED, "", "", "dee"))
            .with(
                Week.task("t-2", "acme/shop", "y", "2026-11-25T06:00:00Z")
                    .spends("2026-11-25T06:30:00Z", 200_000)
                    .opens("2026-11-25T08:00:00Z", 81, "Told on Thursday")
                    .seen("2026-11-26T07:00:00Z", PullState.MERGED, "", "", "dee"));
    Digest digest =
        digest(week.stories(), span("2026-11-27T08:00:00Z", "2026-11-30T08:00:00Z"), 3_100_000);
    assertThat(digest.lines())
        .containsExactly(
            "Monday 30 November — nothing needs you, 1 merged · $3.10 of $60 since Friday,"
                + " $0.30 a merged pull request last week",
            "Merged",
            "• acme/shop#80 Paging, 1 round, $0.40");
  }

  @Test
  void whatIsDecidedAfterwardsIsShownAsDecidedAndNothingElseChanges() {
    Week.Row row =
        Week.task("t-1", "acme/shop", "x", "2026-11-25T06:00:00Z")
            .asks("2026-11-25T07:00:00Z", Gate.Kind.PLAN, "This is my plan.");
    Digest.Span span = span("2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z");
    Need before = digest(List.of(row.story()), span, 0).needs().get(0);
    assertThat(before.choices()).containsExactly(Choice.APPROVE, Choice.REJECT);
    row.decides("2026-11-26T09:42:00Z", Choice.APPROVE)
        .opens("2026-11-26T10:00:00Z", 9, "Later than the digest");
    Digest after = digest(List.of(row.story()), span, 0);
    assertThat(after.needs().get(0).settled()).contains("Approved by U0BOB, 10:42.");
    assertThat(after.needs().get(0).choices()).isEmpty();
    assertThat(after.open()).isEmpty();
    assertThat(after.summary()).startsWith("nothing needs you");
  }

  private static final Set<Gate.Kind> LOOKED_AT =
      Set.of(Gate.Kind.TESTS, Gate.Kind.COMMAND, Gate.Kind.DIFF, Gate.Kind.REVIEW, Gate.Kind.SIZE);

  @Test
  void onlyWhatALineSaysInFullCanBeDecidedFromIt() {
    for (Gate.Kind kind : Gate.Kind.values()) {
      Week.Row row =
          Week.task("t-1", "acme/shop", "x", "2026-11-25T06:00:00Z")
              .asks("2026-11-25T07:00:00Z", kind, "question");
      List<Choice> choices =
          digest(List.of(row.story()), span("2026-11-25T08:00:00Z", "2026-11-26T08:00:00Z"), 0)
              .needs()
              .get(0)
              .choices();
      assertThat(choices).as(kind.name()).noneMatch(Choice::needsText);
      assertThat(choices.isEmpty()).as(kind.name()).isEqualTo(LOOKED_AT.contains(kind));
    }
  }
}
