package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.Task;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One person's page: what needs them, what is under way for them, and what it costs. Of what others
 * asked for it tells the number only.
 *
 * @param needs what this person may decide
 * @param running their own tasks that are being worked on or wait for somebody, one line each;
 *     untrusted text in them
 * @param queued the same for tasks that wait for a worker, with their place in line
 * @param others how many tasks of other people are under way
 * @param pulls their own, the newest first
 * @param money what was spent today: theirs, and by all
 */
public record Home(
    List<Need> needs,
    List<String> running,
    List<String> queued,
    int others,
    List<PullLine> pulls,
    List<String> money) {
  private static final int TEXT = 80;

  /**
   * What was spent today and may be, in millionths of a US dollar.
   *
   * @param mine by tasks of this person
   * @param all by everybody's
   */
  public record Purse(long mine, long mineAtMost, long all, long allAtMost) {}

  /**
   * The page.
   *
   * @param stories all tasks that are not over, and the person's own that are
   * @param mayDecide which of them this person may see and decide
   * @param places how many tasks come before one that waits for a worker, by its id
   */
  public static Home of(
      List<Story> stories,
      String person,
      Predicate<Task> mayDecide,
      Map<String, Integer> places,
      Purse purse,
      Instant now,
      ZoneId zone,
      Names names) {
    List<Story> mine =
        stories.stream().filter(story -> story.task().request().by().equals(person)).toList();
    List<Need> needs =
        Need.of(
            stories.stream().filter(story -> mayDecide.test(story.task())).toList(),
            now,
            zone,
            names);
    Stream<Task> queued =
        mine.stream()
            .map(Story::task)
            .filter(task -> places.containsKey(task.id()) && !task.claimed())
            .sorted(Comparator.comparing(task -> places.get(task.id())));
    return new Home(
        needs,
        mine.stream()
            .map(Story::task)
            .filter(task -> task.ending().isEmpty())
            .filter(task -> task.claimed() || !places.containsKey(task.id()))
            .map(task -> line(task, Status.state(task, now)))
            .toList(),
        queued.map(task -> line(task, place(places.get(task.id())))).toList(),
        (int)
            stories.stream()
                .map(Story::task)
                .filter(task -> task.ending().isEmpty())
                .filter(task -> !task.request().by().equals(person))
                .count(),
        pulls(mine, now),
        List.of(
            money("home.money.mine", purse.mine(), purse.mineAtMost()),
            money("home.money.all", purse.all(), purse.allAtMost())));
  }

  private static List<PullLine> pulls(List<Story> mine, Instant now) {
    List<Story> delivered =
        new ArrayList<>(
            mine.stream()
                .filter(
                    story ->
                        story
                            .task()
                            .delivery()
                            .pullRequest()
                            .filter(opened -> opened.number() > 0)
                            .isPresent())
                .toList());
    delivered.sort(Comparator.comparing((Story story) -> story.openedAt().orElse(now)).reversed());
    return delivered.stream().map(story -> PullLine.own(story, now)).toList();
  }

  private static String place(int ahead) {
    return ahead == 0 ? say("queue.next") : say("queue.ahead", "ahead", ahead);
  }

  private static String line(Task task, String state) {
    return say(
        "home.task",
        "task",
        Code.of(task.id()),
        "repo",
        task.request().repo(),
        "text",
        Code.shortened(TestWords.oneLine(task.request().text()), TEXT),
        "state",
        state,
        "money",
        Money.usd(task.spend().micros()),
        "budget",
        Money.round(task.budgetMicros()));
  }

  private static String money(String key, long spent, long most) {
    return say(key, "spent", Money.usd(spent), "budget", Money.round(most));
  }
}
