package dev.spadework.forge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHCommitStatus;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestReview;
import org.kohsuke.github.GHPullRequestReviewState;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GHUser;
import org.kohsuke.github.GHWorkflowRun;

/** Reads how a pull request stands on GitHub. */
final class GitHubStanding {
  private GitHubStanding() {}

  static Standing of(GHRepository repository, int number) throws IOException {
    GHPullRequest pull = repository.getPullRequest(number);
    if (pull.getState() != GHIssueState.OPEN) {
      boolean merged = pull.getMergedAt() != null;
      return new Standing(
          merged ? Standing.State.MERGED : Standing.State.CLOSED,
          Standing.Review.NONE,
          Standing.Checks.NONE,
          merged ? login(pull.getMergedBy()) : closer(repository, number));
    }
    Map<String, GHPullRequestReviewState> said = reviews(pull);
    List<String> against = saying(said, GHPullRequestReviewState.CHANGES_REQUESTED);
    List<String> pro = saying(said, GHPullRequestReviewState.APPROVED);
    Standing.Review review = Standing.Review.NONE;
    if (!against.isEmpty()) {
      review = Standing.Review.CHANGES_REQUESTED;
    } else if (!pro.isEmpty()) {
      review = Standing.Review.APPROVED;
    }
    return new Standing(
        Standing.State.OPEN,
        review,
        checks(repository, pull.getHead().getSha()),
        String.join(", ", against.isEmpty() ? pro : against));
  }

  /** Each person's last word; a comment takes nothing back. */
  private static Map<String, GHPullRequestReviewState> reviews(GHPullRequest pull)
      throws IOException {
    Map<String, GHPullRequestReviewState> last = new LinkedHashMap<>();
    for (GHPullRequestReview review : pull.listReviews().toArray()) {
      GHPullRequestReviewState state = review.getState();
      if (state == GHPullRequestReviewState.APPROVED
          || state == GHPullRequestReviewState.CHANGES_REQUESTED
          || state == GHPullRequestReviewState.DISMISSED) {
        last.put(login(review.getUser()), state);
      }
    }
    return last;
  }

  private static List<String> saying(
      Map<String, GHPullRequestReviewState> said, GHPullRequestReviewState what) {
    return said.entrySet().stream()
        .filter(entry -> entry.getValue() == what)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Only the issue of the same number names who closed it. */
  private static String closer(GHRepository repository, int number) throws IOException {
    try {
      return login(repository.getIssue(number).getClosedBy());
    } catch (IOException e) {
      if (forbidden(e)) {
        return "";
      }
      throw e;
    }
  }

  private static Standing.Checks checks(GHRepository repository, String commit) throws IOException {
    try {
      List<Standing.Checks> all = new ArrayList<>();
      for (GHCheckRun run : repository.getCheckRuns(commit).toArray()) {
        all.add(of(run));
      }
      Map<String, GHCommitStatus> newest = new LinkedHashMap<>();
      for (GHCommitStatus status : repository.listCommitStatuses(commit).toArray()) {
        newest.putIfAbsent(status.getContext(), status);
      }
      newest.values().forEach(status -> all.add(of(status.getState())));
      if (all.isEmpty() && held(repository, commit)) {
        return Standing.Checks.HELD;
      }
      return worst(all);
    } catch (IOException e) {
      if (forbidden(e)) {
        return Standing.Checks.UNSEEN;
      }
      throw e;
    }
  }

  private static Standing.Checks of(GHCheckRun run) {
    if (run.getStatus() != GHCheckRun.Status.COMPLETED) {
      return Standing.Checks.RUNNING;
    }
    return switch (run.getConclusion()) {
      case SUCCESS, NEUTRAL, SKIPPED -> Standing.Checks.PASSED;
      case ACTION_REQUIRED -> Standing.Checks.HELD;
      default -> Standing.Checks.FAILED;
    };
  }

  private static Standing.Checks of(GHCommitState state) {
    return switch (state) {
      case SUCCESS -> Standing.Checks.PASSED;
      case PENDING -> Standing.Checks.RUNNING;
      default -> Standing.Checks.FAILED;
    };
  }

  /** Whether workflows wait for an approval: such a run has no check run yet. */
  private static boolean held(GHRepository repository, String commit) throws IOException {
    try {
      for (GHWorkflowRun run : repository.queryWorkflowRuns().headSha(commit).list().toArray()) {
        if (run.getConclusion() == GHWorkflowRun.Conclusion.ACTION_REQUIRED) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // A token may see checks and not workflows; then there are simply no checks to tell of.
      if (forbidden(e)) {
        return false;
      }
      throw e;
    }
  }

  private static Standing.Checks worst(List<Standing.Checks> all) {
    for (Standing.Checks bad :
        List.of(Standing.Checks.FAILED, Standing.Checks.HELD, Standing.Checks.RUNNING)) {
      if (all.contains(bad)) {
        return bad;
      }
    }
    return all.isEmpty() ? Standing.Checks.NONE : Standing.Checks.PASSED;
  }

  /** Refused for this resource alone, not because of a limit. */
  private static boolean forbidden(IOException e) {
    return Grievance.refused(e)
        .filter(refused -> refused.limit().isEmpty())
        .filter(refused -> refused.status() == 403 || refused.status() == 404)
        .isPresent();
  }

  private static String login(@Nullable GHUser user) {
    return user == null ? "" : user.getLogin();
  }
}
