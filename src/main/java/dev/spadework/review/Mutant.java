package dev.spadework.review;

/**
 * Code with one place broken on purpose.
 *
 * @param line from 1
 * @param was the line as it is, stripped
 * @param now the line as it is broken, stripped; empty if it was dropped
 * @param text of the whole file
 */
public record Mutant(String path, int line, String was, String now, String text) {}
