package dev.spadework.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.task.DeliveryEvent;
import dev.spadework.task.Entry;
import dev.spadework.task.Request;
import dev.spadework.task.Task;
import dev.spadework.task.TaskEvent;
import dev.spadework.task.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private static Task task(String repo, String kind, long cents, boolean done) {
    List<TaskEvent> events = new ArrayList<>();
    events.add(new TaskEvent.Asked(Request.of("t", repo, 1_000_000, "U", "C").kind(kind).make()));
    events.add(new TaskEvent.Claimed("w"));
    events.add(
        new TaskEvent.ModelReplied(
            TaskEvent.Purpose.WORK,
            "m",
            "",
            List.of(),
            Usage.NONE,
            cents * 10_000,
            "STOP",
            "{}",
            1));
    if (done) {
      events.add(new DeliveryEvent.PullRequestOpened(repo, 1, "u", "t", false));
    }
    List<Entry> entries = new ArrayList<>();
    for (TaskEvent event : events) {
      int version = entries.size() + 1;
      entries.add(new Entry("t-1", version, NOON.plusSeconds(60L * version), event));
    }
    return Task.of(entries);
  }

  private static String words(List<Task> before) {
    return Estimate.of(task("acme/a", "change", 0, false), before).words();
  }

  @Test
  void withoutHistoryItSaysThatThereIsNone() {
    assertThat(words(List.of())).contains("no estimate");
    assertThat(
            words(
                List.of(
                    task("acme/b", "change", 9, true),
                    task("acme/a", "docs", 9, true),
                    task("acme/a", "change", 9, false))))
        .as("others are not like it")
        .contains("no estimate");
  }

  @Test
  void aFewHaveAMiddleAndNoSpread() {
    List<Task> before =
        List.of(task("acme/a", "change", 30, true), task("acme/a", "change", 10, true));
    assertThat(words(before))
        .isEqualTo("2 finished tasks of this kind here cost $0.10 in the middle and took 2 min");
  }

  @Test
  void moreHaveTheMiddleHalf() {
    List<Task> before = new ArrayList<>();
    for (int cents : new int[] {12, 40, 8, 16, 20, 24, 900, 28}) {
      before.add(task("acme/a", "change", cents, true));
    }
    assertThat(words(before))
        .isEqualTo(
            "8 finished tasks of this kind here: half of them cost $0.12 to $0.28, $0.20 in the"
                + " middle, and took about 2 min");
  }
}
