package dev.spadework.forge;

/**
 * A pull request to be opened.
 *
 * @param repo {@code owner/name}
 * @param branch short name of the pushed branch, in the same repository
 * @param base short name of the branch it should go into
 * @param body Markdown
 * @param diff unified; kept by the local forge, not sent to GitHub
 */
public record Proposal(
    String repo,
    String branch,
    String base,
    String title,
    String body,
    boolean draft,
    String diff) {}
