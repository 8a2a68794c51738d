package dev.spadework.forge;

import dev.spadework.redact.Redactor;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** Where pull requests live. Safe for use by many threads. */
public interface Forge {
  /**
   * GitHub or GitHub Enterprise.
   *
   * @param apiUrl base of the REST API, such as {@code https://api.github.com}, used verbatim
   * @param token sent to that address only
   */
  static Forge github(URI apiUrl, CharSequence token, Redactor redactor) {
    return new GitHubForge(apiUrl, token, redactor);
  }

  /**
   * Pull requests as files of this machine.
   *
   * @param linkBase what links start with, such as {@code http://localhost:3000/pulls}; when it is
   *     empty, links name the file
   */
  static LocalForge local(Path directory, String linkBase, Clock clock) {
    return new LocalForge(directory, linkBase, clock);
  }

  /** Opens a pull request, or returns the one that the branch has already. */
  PullRequest open(Proposal proposal) throws ForgeException, InterruptedException;

  /** The pull request of a branch: the open one, else the newest. */
  Optional<PullRequest> find(String repo, String branch)
      throws ForgeException, InterruptedException;

  /**
   * The pull request as it is now.
   *
   * @throws ForgeException also when there is none of this number
   */
  PullRequest get(String repo, int number) throws ForgeException, InterruptedException;

  /**
   * How a pull request stands: its state, what reviewers and checks say.
   *
   * @throws ForgeException also when there is none of this number
   */
  Standing standing(String repo, int number) throws ForgeException, InterruptedException;

  /**
   * Whether somebody may push to the repository, by the forge's own word. Where nobody comes in by
   * a forge, nobody may.
   *
   * @param login of a person, as the forge calls them
   */
  default boolean mayWrite(String repo, String login) throws ForgeException, InterruptedException {
    return false;
  }

  /** What the forge calls us; empty where it calls us nothing, as it does an app. */
  default Optional<String> self(String repo) throws ForgeException, InterruptedException {
    return Optional.empty();
  }

  /** What would keep a pull request from being opened, in one line with the way to mend it. */
  Optional<String> problem(String repo) throws InterruptedException;
}
