package dev.spadework.redact;

/**
 * Something in a text that is a secret or looks like one.
 *
 * @param kind what it looks like, such as {@code GitHub token}
 * @param from where it begins
 * @param to where it ends, exclusive
 */
public record Found(String kind, int from, int to) {}
