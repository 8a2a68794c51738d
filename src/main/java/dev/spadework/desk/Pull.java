package dev.spadework.desk;

/**
 * A pull request of the local forge, as its page needs it.
 *
 * @param url where its page is
 * @param body Markdown
 * @param diff a unified diff, as git writes it
 */
public record Pull(
    int number,
    String title,
    String url,
    String branch,
    String base,
    boolean draft,
    String body,
    String diff) {}
