package dev.spadework.agent;

import dev.spadework.context.LogClusters;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks for each text once, and not for more of them than a scan has time for. */
final class LogPlaces implements LogClusters.Places {
  private static final int SEARCHES = 24;

  private final LogClusters.Places places;
  private final Map<String, Optional<String>> known = new HashMap<>();

  LogPlaces(LogClusters.Places places) {
    this.places = places;
  }

  @Override
  public Optional<String> of(String text) throws InterruptedException {
    Optional<String> place = known.get(text);
    if (place == null) {
      place = known.size() < SEARCHES ? places.of(text) : Optional.empty();
      known.put(text, place);
    }
    return place;
  }
}
