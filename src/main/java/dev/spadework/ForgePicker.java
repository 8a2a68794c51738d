package dev.spadework;

import dev.spadework.agent.Forges;
import dev.spadework.agent.Repo;
import dev.spadework.forge.Forge;

/** Repositories of this machine have their pull requests here, all others on GitHub. */
final class ForgePicker implements Forges {
  private final Settings settings;
  private final Forge local;
  private final Forge github;

  /**
   * @param local where pull requests of repositories of this machine are kept
   */
  ForgePicker(Ground ground, Forge local) {
    this.settings = ground.settings();
    this.local = local;
    this.github =
        Forge.github(
            java.net.URI.create(settings.environment().get(Environment.GITHUB_URL)),
            settings.environment().get(Environment.GITHUB_TOKEN),
            ground.redactor());
  }

  @Override
  public Forge of(Repo repo) {
    return settings.repos().get(repo.name()).local() ? local : github;
  }
}
