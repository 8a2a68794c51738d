package dev.spadework.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** What the names in the root's {@code package.json} run, for the command policy. */
final class PackageScripts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "package.json";

  private final TreeFiles files;
  private Optional<JsonNode> read = Optional.empty();

  PackageScripts(TreeFiles files) {
    this.files = files;
  }

  /** The command line behind a name. */
  Optional<String> named(String name) {
    JsonNode node = scripts().path(name);
    return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
  }

  private JsonNode scripts() {
    if (read.isEmpty()) {
      read = Optional.of(json().path("scripts"));
    }
    return read.get();
  }

  private JsonNode json() {
    try {
      return JSON.readTree(files.read(FILE));
    } catch (Tool.WrongCall | JsonProcessingException e) {
      // Without such a file a name runs nothing that we could know.
      return JSON.createObjectNode();
    }
  }
}
