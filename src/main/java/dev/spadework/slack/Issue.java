package dev.spadework.slack;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a digest.
 *
 * @param since when the one before was made
 * @param at when it was made: it tells of nothing newer
 * @param place where it stands, once it does
 * @param live whether it may have buttons
 */
record Issue(Instant since, Instant at, Optional<Web.Place> place, boolean live) {
  /** In one line, as it is kept. */
  String note() {
    return since.toEpochMilli()
        + " "
        + at.toEpochMilli()
        + place.map(p -> " " + p.channel() + " " + p.ts() + (live ? " live" : " over")).orElse("");
  }

  /** Read back; empty if nothing was noted. */
  static Optional<Issue> read(String note) {
    String[] parts = note.split(" ");
    if (parts.length < 2) {
      return Optional.empty();
    }
    Instant since = Instant.ofEpochMilli(Long.parseLong(parts[0]));
    Instant at = Instant.ofEpochMilli(Long.parseLong(parts[1]));
    return parts.length < 5
        ? Optional.of(new Issue(since, at, Optional.empty(), false))
        : Optional.of(
            new Issue(
                since,
                at,
                Optional.of(new Web.Place(parts[2], parts[3])),
                parts[4].equals("live")));
  }

  Issue posted(Web.Place there) {
    return new Issue(since, at, Optional.of(there), true);
  }

  Issue over() {
    return new Issue(since, at, place, false);
  }
}
