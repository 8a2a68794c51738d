package dev.spadework.desk;

import dev.spadework.forge.LocalPull;

/**
 * A pull request of the local forge, as its page needs it.
 *
 * @param repo {@code owner/name}
 * @param body Markdown
 * @param diff a unified diff, as git writes it
 */
public record Pull(
    String repo,
    int number,
    String title,
    String branch,
    String base,
    boolean draft,
    String body,
    String diff) {
  /** The same as the local forge keeps it. */
  public static Pull of(LocalPull local) {
    return new Pull(
        local.pull().repo(),
        local.pull().number(),
        local.pull().title(),
        local.pull().branch(),
        local.base(),
        local.pull().draft(),
        local.body(),
        local.diff());
  }
}
