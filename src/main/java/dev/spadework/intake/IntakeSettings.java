package dev.spadework.intake;

import java.util.Map;
import java.util.Optional;

/**
 * What this room needs to know.
 *
 * @param secret that GitHub signs with; not blank
 * @param repos that are known, by {@code owner/name}
 * @param budgetMicros cap of a task that comes this way, in millionths of a US dollar
 */
public record IntakeSettings(String secret, Map<String, Trigger> repos, long budgetMicros) {
  /**
   * How an issue becomes a task; nothing set: not at all.
   *
   * @param label that makes a task of the issue it is put on
   * @param word that a comment begins with which makes a task
   * @param channel where the thread opens, an id or {@code #name}
   */
  public record Trigger(Optional<String> label, Optional<String> word, Optional<String> channel) {
    /** Issues make no tasks. */
    public static final Trigger NONE =
        new Trigger(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * Checks what cannot be left out.
   *
   * @throws IllegalArgumentException with one line that names the setting
   */
  public IntakeSettings {
    if (secret.isBlank()) {
      throw new IllegalArgumentException(
          "GITHUB_WEBHOOK_SECRET is blank: give it the secret of the webhook, or unset it");
    }
    repos = Map.copyOf(repos);
  }

  @Override
  public String toString() {
    return "IntakeSettings[repos=" + repos + ", secrets masked]";
  }
}
