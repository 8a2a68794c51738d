package dev.spadework.context;

/**
 * One line that matched a search.
 *
 * @param path relative to the tree, with {@code /}
 * @param line from 1
 * @param text the line without its end, cut to {@link Search#LONGEST_LINE} characters
 */
public record Hit(String path, int line, String text) {}
