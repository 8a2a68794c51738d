package dev.spadework.memory;

import java.time.Instant;

/**
 * Something that a person asked to be remembered about a repository.
 *
 * @param id people call it {@code n3}
 * @param repo {@code owner/name}
 * @param text one line; written by a person
 * @param by who wrote it: a user id
 */
public record Note(int id, String repo, String text, String by, Instant at) {
  /** What people call it. */
  public String name() {
    return "n" + id;
  }
}
