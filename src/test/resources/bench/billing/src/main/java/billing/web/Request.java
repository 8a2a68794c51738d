package billing.web;

import java.util.Map;
import java.util.Optional;

/**
 * What was asked.
 *
 * @param path without the query
 * @param query decoded, the last of each name
 */
public record Request(String method, String path, Map<String, String> query, String body) {
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  /** A part of the path, from 0; empty if there is none. */
  public String part(int index) {
    String[] parts = path.substring(1).split("/");
    return index < parts.length ? parts[index] : "";
  }
}
