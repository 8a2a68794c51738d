package dev.spadework.forge;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kohsuke.github.GHDirection;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHPermissionType;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHPullRequestQueryBuilder;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHub;
import org.kohsuke.github.GitHubBuilder;

/** Pull requests on GitHub. */
final class GitHubForge implements Forge {
  /** What GitHub lets people be called; it goes into a path. */
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9_-]{0,38})");

  private final String apiUrl;
  private final String token;
  private final Grievance grievance;
  private final Connector connector = new Connector();

  GitHubForge(URI apiUrl, CharSequence token, Redactor redactor) {
    this.apiUrl = apiUrl.toString().replaceAll("/+$", "");
    this.token = token.toString();
    this.grievance = new Grievance(apiUrl, this.token, redactor);
  }

  @Override
  public PullRequest open(Proposal proposal) throws ForgeException, InterruptedException {
    return ask(
        proposal.repo(),
        Grievance.Doing.WRITE,
        repository -> {
          Optional<PullRequest> there = find(proposal.repo(), repository, proposal.branch());
          if (there.isPresent()) {
            return there.get();
          }
          try {
            return translate(
                proposal.repo(),
                repository.createPullRequest(
                    proposal.title(),
                    proposal.branch(),
                    proposal.base(),
                    proposal.body(),
                    true,
                    proposal.draft()));
          } catch (IOException e) {
            // Made by an earlier try that the list does not show yet.
            if (Grievance.refused(e).filter(r -> r.said().contains("already exists")).isPresent()) {
              return find(proposal.repo(), repository, proposal.branch()).orElseThrow(() -> e);
            }
            throw e;
          }
        });
  }

  @Override
  public Optional<PullRequest> find(String repo, String branch)
      throws ForgeException, InterruptedException {
    return ask(repo, Grievance.Doing.READ, repository -> find(repo, repository, branch));
  }

  @Override
  public PullRequest get(String repo, int number) throws ForgeException, InterruptedException {
    return ask(
        repo,
        Grievance.Doing.READ,
        repository -> translate(repo, repository.getPullRequest(number)));
  }

  @Override
  public Standing standing(String repo, int number) throws ForgeException, InterruptedException {
    return ask(repo, Grievance.Doing.READ, repository -> GitHubStanding.of(repository, number));
  }

  @Override
  public boolean mayWrite(String repo, String login) throws ForgeException, InterruptedException {
    if (!LOGIN.matcher(login).matches()) {
      return false;
    }
    return ask(repo, Grievance.Doing.READ, repository -> writes(repository, login));
  }

  private static boolean writes(GHRepository repository, String login) throws IOException {
    try {
      GHPermissionType permission = repository.getPermission(login);
      return permission == GHPermissionType.ADMIN || permission == GHPermissionType.WRITE;
    } catch (IOException e) {
      // Somebody whom GitHub does not know there, not a repository that is gone: that was asked.
      if (Grievance.refused(e).filter(refused -> refused.status() == 404).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<String> self(String repo) throws ForgeException, InterruptedException {
    try {
      return Optional.of(github().getMyself().getLogin());
    } catch (IOException e) {
      if (Grievance.caused(e, Connector.Stopped.class).isPresent()) {
        throw new InterruptedException("stopped while asking GitHub");
      }
      // An app is nobody; what it writes comes from a bot.
      if (Grievance.refused(e)
          .filter(refused -> refused.limit().isEmpty() && refused.status() == 403)
          .isPresent()) {
        return Optional.empty();
      }
      throw grievance.of(repo, Grievance.Doing.READ, e);
    }
  }

  @Override
  public Optional<String> problem(String repo) throws InterruptedException {
    try {
      return ask(
          repo,
          Grievance.Doing.READ,
          repository -> {
            if (repository.isArchived()) {
              return Optional.of(repo + " is archived; unarchive it or take it off the list.");
            }
            return repository.hasPushAccess()
                ? Optional.empty()
                : Optional.of(
                    repo
                        + ": the token may only read; give it write access to contents and pull"
                        + " requests.");
          });
    } catch (ForgeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static Optional<PullRequest> find(String repo, GHRepository repository, String branch)
      throws IOException {
    List<GHPullRequest> found = new ArrayList<>();
    for (GHPullRequest each :
        repository
            .queryPullRequests()
            .state(GHIssueState.ALL)
            .head(repository.getOwnerName() + ":" + branch)
            .sort(GHPullRequestQueryBuilder.Sort.CREATED)
            .direction(GHDirection.DESC)
            .list()
            .toArray()) {
      // GitHub shows everything when it does not understand the filter.
      if (each.getHead().getRef().equals(branch)) {
        found.add(each);
      }
    }
    for (GHPullRequest each : found) {
      if (each.getState() == GHIssueState.OPEN) {
        return Optional.of(translate(repo, each));
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(translate(repo, found.get(0)));
  }

  private static PullRequest translate(String repo, GHPullRequest pull) throws IOException {
    PullRequest.State state;
    if (pull.getState() == GHIssueState.OPEN) {
      state = pull.isDraft() ? PullRequest.State.DRAFT : PullRequest.State.OPEN;
    } else {
      state = pull.getMergedAt() == null ? PullRequest.State.CLOSED : PullRequest.State.MERGED;
    }
    return new PullRequest(
        repo,
        pull.getNumber(),
        pull.getHtmlUrl().toString(),
        pull.isDraft(),
        state,
        pull.getHead().getRef(),
        pull.getTitle());
  }

  private interface Question<T> {
    T about(GHRepository repository) throws IOException;
  }

  private GitHub github() throws IOException {
    // The other kind of token makes the library ask for /user first, which apps may not.
    return new GitHubBuilder()
        .withEndpoint(apiUrl)
        .withAppInstallationToken(token)
        .withConnector(connector)
        .build();
  }

  private <T> T ask(String repo, Grievance.Doing doing, Question<T> question)
      throws ForgeException, InterruptedException {
    try {
      return question.about(github().getRepository(repo));
    } catch (IOException e) {
      if (Grievance.caused(e, Connector.Stopped.class).isPresent()) {
        throw new InterruptedException("stopped while asking GitHub");
      }
      throw grievance.of(repo, doing, e);
    } catch (IllegalArgumentException e) {
      throw ForgeException.permanent("A repository is named owner/name, not \"" + repo + "\".");
    }
  }
}
