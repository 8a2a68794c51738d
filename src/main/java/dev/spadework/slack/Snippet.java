package dev.spadework.slack;

/**
 * A file that is shown in a thread.
 *
 * @param title tells it apart from all others in its thread; it is found by it
 * @param comment what is said with it
 * @param text what is in it
 */
record Snippet(String title, String comment, String text) {}
