package dev.spadework.forge;

import java.time.Instant;

/**
 * A pull request that is kept locally.
 *
 * @param base short name of the branch it should go into
 * @param body Markdown
 * @param diff unified
 */
public record LocalPull(
    PullRequest pull, String base, String body, String diff, Instant openedAt) {}
