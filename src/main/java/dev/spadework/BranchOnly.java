package dev.spadework;

import dev.spadework.forge.Forge;
import dev.spadework.forge.Proposal;
import dev.spadework.forge.PullRequest;
import dev.spadework.forge.Standing;
import java.nio.file.Path;
import java.util.Optional;

/** No forge: what is there in the end is a branch in a person's own repository. */
record BranchOnly(Path directory) implements Forge {
  @Override
  public PullRequest open(Proposal proposal) {
    return branch(proposal.repo(), proposal.branch(), proposal.title(), proposal.draft());
  }

  @Override
  public Optional<PullRequest> find(String repo, String branch) {
    return Optional.empty();
  }

  @Override
  public PullRequest get(String repo, int number) {
    throw new IllegalStateException("a branch has no number");
  }

  @Override
  public Standing standing(String repo, int number) {
    throw new IllegalStateException("a branch has no number");
  }

  @Override
  public Optional<String> problem(String repo) {
    return Optional.empty();
  }

  private PullRequest branch(String repo, String branch, String title, boolean draft) {
    PullRequest.State state = draft ? PullRequest.State.DRAFT : PullRequest.State.OPEN;
    return new PullRequest(repo, 0, directory.toString(), draft, state, branch, title);
  }
}
