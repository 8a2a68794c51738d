package dev.spadework.context;

/**
 * Lines of a file.
 *
 * @param from first line, from 1
 * @param to last line, included
 */
public record Range(int from, int to) {}
