package dev.spadework.agent;

import java.util.Optional;

/**
 * How a repository is made ready and tested.
 *
 * @param tool what it is built with, such as {@code Maven}; empty where that is not known
 * @param setup fetches what tests need, with network and without credentials
 * @param test runs the whole test suite, without a network
 */
public record Recipe(String tool, Optional<String> setup, Optional<String> test) {
  static final Recipe NONE = new Recipe("", Optional.empty(), Optional.empty());

  static Recipe of(String tool, String setup, String test) {
    return new Recipe(
        tool,
        Optional.of(setup).filter(command -> !command.isBlank()),
        Optional.of(test).filter(command -> !command.isBlank()));
  }
}
