package dev.spadework.report;

import static dev.spadework.report.Phrases.say;

import dev.spadework.task.DeliveryEvent.PullRequestOpened;
import dev.spadework.task.DeliveryEvent.PullRequestSeen;
import dev.spadework.task.DeliveryEvent.PullState;
import dev.spadework.task.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pull request in a list.
 *
 * @param name such as {@code acme/billing#418}
 * @param url where it stands; may be a path
 * @param note what follows the name; untrusted text in it
 */
public record PullLine(String name, String url, String note) {
  private static final int TITLE = 80;

  /** Both in one line. */
  public String text() {
    return name + note;
  }

  /** {@code acme/billing#418 (2 d, no review, checks running)}. */
  static PullLine open(Story story, Instant now) {
    PullRequestOpened opened = opened(story);
    List<String> facts = new ArrayList<>();
    story.openedAt().map(at -> Durations.coarse(Duration.between(at, now))).ifPresent(facts::add);
    if (opened.draft()) {
      facts.add(say("digest.draft"));
    }
    story.task().delivery().pull().ifPresent(seen -> standing(seen, facts));
    return new PullLine(name(opened), opened.url(), " (" + String.join(", ", facts) + ")");
  }

  private static void standing(PullRequestSeen seen, List<String> facts) {
    String who = seen.by().isBlank() ? say("somebody") : TestWords.oneLine(seen.by());
    switch (seen.review()) {
      case "approved" -> facts.add(say("digest.review.approved", "who", who));
      case "changes requested" -> facts.add(say("digest.review.changes", "who", who));
      default -> facts.add(say("digest.review.none"));
    }
    switch (seen.checks()) {
      case "running" -> facts.add(say("digest.checks.running"));
      case "failed" -> facts.add(say("digest.checks.failed"));
      case "passed" -> facts.add(say("digest.checks.passed"));
      case "held" -> facts.add(say("digest.checks.held"));
      case "unseen" -> facts.add(say("digest.checks.unseen"));
      // Without checks there is nothing to say of them.
      default -> {}
    }
  }

  /** {@code acme/billing#411 Bump jackson, 3 rounds, $0.22}. */
  static PullLine merged(Story story) {
    return over(
        story,
        say(
            "digest.merged.line",
            "title",
            title(story),
            "rounds",
            Counted.of(story.rounds(), "round"),
            "money",
            Money.usd(story.task().spend().micros())));
  }

  /** {@code acme/billing#412 Bump jackson, closed by dee, $0.22}. */
  static PullLine closed(Story story) {
    String by = story.task().delivery().pull().map(PullRequestSeen::by).orElse("");
    return over(
        story,
        say(
            "digest.closed.line",
            "title",
            title(story),
            "who",
            by.isBlank() ? say("somebody") : TestWords.oneLine(by),
            "money",
            Money.usd(story.task().spend().micros())));
  }

  /** One of a person's own, whatever became of it. */
  static PullLine own(Story story, Instant now) {
    Optional<PullState> state = story.task().delivery().pull().map(PullRequestSeen::state);
    if (state.filter(s -> s == PullState.MERGED).isPresent()) {
      return over(story, say("home.pull.merged", "title", title(story)));
    }
    return state.filter(s -> s == PullState.CLOSED).isPresent()
        ? over(story, say("home.pull.closed", "title", title(story)))
        : open(story, now);
  }

  private static PullLine over(Story story, String note) {
    PullRequestOpened opened = opened(story);
    return new PullLine(name(opened), opened.url(), " " + note);
  }

  private static String name(PullRequestOpened opened) {
    return opened.repo() + "#" + opened.number();
  }

  private static String title(Story story) {
    return Code.shortened(TestWords.oneLine(opened(story).title()), TITLE);
  }

  private static PullRequestOpened opened(Story story) {
    Task task = story.task();
    return task.delivery().pullRequest().orElseThrow();
  }
}
