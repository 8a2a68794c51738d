package dev.spadework;

import dev.spadework.agent.Forges;
import dev.spadework.agent.Repo;
import dev.spadework.forge.Forge;
import dev.spadework.intake.Outcomes;
import java.util.Optional;

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

  /** Looks after what becomes of pull requests, as far as this process can ask about them. */
  Outcomes outcomes(Ground ground) {
    return new Outcomes(ground.journal(), this::asked, ground.clock(), settings.forges().poll());
  }

  /** Empty for a repository that the settings do not name any more, or without a token. */
  private Optional<Forge> asked(String repo) {
    Settings.Repository known = settings.repos().get(repo);
    if (known == null) {
      return Optional.empty();
    }
    if (known.local()) {
      return Optional.of(local);
    }
    return settings.environment().has(Environment.GITHUB_TOKEN)
        ? Optional.of(github)
        : Optional.empty();
  }
}
