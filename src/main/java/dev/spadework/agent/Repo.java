package dev.spadework.agent;

import dev.spadework.workspace.Remote;
import java.util.Optional;

/**
 * A repository that tasks may be about.
 *
 * @param remote where it is cloned from and pushed to
 * @param base branch to start from; empty: the remote's default
 * @param setup command that fetches what the tests need, with network and without credentials
 * @param test command of the whole test suite; empty: guessed from the files
 * @param image image of the sandbox; empty: the one of the settings
 */
public record Repo(
    String name,
    Remote remote,
    Optional<String> base,
    Optional<String> setup,
    Optional<String> test,
    Optional<String> image) {}
