package dev.spadework.forge;

/**
 * A pull request as the forge shows it.
 *
 * @param repo {@code owner/name}
 * @param number from 1, within the repository
 * @param url for people
 */
public record PullRequest(
    String repo, int number, String url, boolean draft, State state, String branch, String title) {

  /** What has become of it. */
  public enum State {
    OPEN,
    DRAFT,
    MERGED,
    CLOSED
  }
}
