package dev.spadework;

import java.time.Clock;
import java.util.Map;

/** What the command line finds around it. */
record World(Map<String, String> environment, Clock clock) {
  static World here() {
    return new World(System.getenv(), Clock.systemUTC());
  }
}
