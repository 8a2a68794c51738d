package dev.spadework.slack;

/**
 * Somebody as Slack describes them.
 *
 * @param name as they are called, without the at sign
 */
record Profile(String name, Standing standing) {}
