package dev.spadework;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line finds around it.
 *
 * @param person somebody at a terminal; empty where nobody can answer
 */
record World(Map<String, String> environment, Clock clock, Optional<Person> person) {
  /** Without anybody at a terminal. */
  World(Map<String, String> environment, Clock clock) {
    this(environment, clock, Optional.empty());
  }

  static World here() {
    return new World(System.getenv(), Clock.systemUTC(), Person.atTheTerminal());
  }
}
