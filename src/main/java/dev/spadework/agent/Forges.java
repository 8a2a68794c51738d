package dev.spadework.agent;

import dev.spadework.forge.Forge;

/** Which forge a repository lives on. */
@FunctionalInterface
public interface Forges {
  /** The forge of this repository. */
  Forge of(Repo repo);
}
