package dev.spadework.desk;

import java.util.Set;

/**
 * A place of the stand-in where messages stand.
 *
 * @param name without the number sign; for a direct conversation the person's id
 * @param botIsMember whether the bot may post there
 * @param members people who see it; empty for a public channel, which all see
 */
record Channel(String id, String name, boolean botIsMember, Kind kind, Set<String> members) {
  /** What Slack calls the three kinds in events, and in the middle of scopes' names. */
  enum Kind {
    PUBLIC("channel", "channels"),
    PRIVATE("group", "groups"),
    DIRECT("im", "im");

    /** As {@code channel_type} gives it. */
    final String type;

    /** The first half of its scopes and the last half of its events. */
    final String family;

    Kind(String type, String family) {
      this.type = type;
      this.family = family;
    }
  }

  Channel(String id, String name, boolean botIsMember) {
    this(id, name, botIsMember, Kind.PUBLIC, Set.of());
  }

  boolean seenBy(String user) {
    return kind == Kind.PUBLIC || members.contains(user);
  }
}
