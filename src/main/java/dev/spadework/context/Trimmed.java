package dev.spadework.context;

/**
 * A log cut down to what helps.
 *
 * @param text with a mark at each place where lines were left out
 * @param leftOut lines of the log that are not in {@code text}; 0 if it is all there
 */
public record Trimmed(String text, int leftOut) {}
