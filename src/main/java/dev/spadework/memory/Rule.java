package dev.spadework.memory;

/**
 * One page of rules.
 *
 * @param origin where it stands, for people ({@code memory/project_rules.md})
 * @param text as written, hidden parts taken out; never blank
 */
public record Rule(String origin, Authority authority, String text) {
  /** Whose word a rule is. */
  public enum Authority {
    /** Written by the team that runs the bot. */
    TEAM,
    /** Found in the repository: written by whoever may commit to it. Advice, untrusted. */
    REPOSITORY
  }
}
