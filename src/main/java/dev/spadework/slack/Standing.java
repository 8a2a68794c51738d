package dev.spadework.slack;

/** What somebody is in this workspace. */
enum Standing {
  MEMBER,
  /** A guest of one or several channels. */
  GUEST,
  /** From another workspace, met in a shared channel. */
  OUTSIDER,
  BOT,
  /** Deactivated, or unknown here. */
  GONE
}
