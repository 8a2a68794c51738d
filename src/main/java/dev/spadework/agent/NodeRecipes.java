package dev.spadework.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** npm, yarn and pnpm, as the lock file says, with the script or the runner of package.json. */
final class NodeRecipes {
  private static final List<String> RUNNERS = List.of("vitest", "jest", "mocha");
  private static final String TESTS = "(?:.*/)?(?:[\\w.-]+[.-]test|test-[\\w.-]+|test)\\.[cm]?js";

  /** What npm itself writes for packages without tests. */
  private static final String NO_TESTS = "no test specified";

  private final Listing files;
  private final JsonNode manifest;

  private NodeRecipes(Listing files, JsonNode manifest) {
    this.files = files;
    this.manifest = manifest;
  }

  static Optional<Recipe> of(Listing files) {
    if (!files.has("package.json")) {
      return Optional.empty();
    }
    NodeRecipes node = new NodeRecipes(files, json(files.text("package.json")));
    return Optional.of(Recipe.of(node.manager(), node.setup(), node.test()));
  }

  private String manager() {
    if (files.has("pnpm-lock.yaml")) {
      return "pnpm";
    }
    return files.has("yarn.lock") ? "yarn" : "npm";
  }

  private String setup() {
    boolean locked = files.hasAny("package-lock.json", "npm-shrinkwrap.json");
    boolean needs =
        Stream.of("dependencies", "devDependencies", "optionalDependencies", "workspaces")
            .anyMatch(key -> !manifest.path(key).isEmpty());
    return switch (manager()) {
      case "pnpm" -> own("pnpm") + "pnpm install --frozen-lockfile";
      case "yarn" ->
          own("yarn")
              + "yarn install "
              + (files.has(".yarnrc.yml") ? "--immutable" : "--frozen-lockfile");
      default -> {
        if (!needs) {
          yield "";
        }
        yield locked
            ? "npm ci --no-audit --no-fund"
            : "npm install --no-audit --no-fund --no-package-lock";
      }
    };
  }

  private String test() {
    String script = manifest.path("scripts").path("test").asText("");
    if (!script.isBlank() && !script.contains(NO_TESTS)) {
      return path() + manager() + " test";
    }
    for (String runner : RUNNERS) {
      if (manifest.path("devDependencies").has(runner)
          || manifest.path("dependencies").has(runner)) {
        return "./node_modules/.bin/" + runner + (runner.equals("vitest") ? " run" : "");
      }
    }
    return files.matching(TESTS).stream().anyMatch(file -> !file.contains("node_modules/"))
        ? "node --test"
        : "";
  }

  /** Images with node have npm; what else the lock file wants is put into HOME. */
  private String own(String tool) {
    return "export PATH=\"$HOME/.local/bin:$PATH\"; { command -v "
        + tool
        + " >/dev/null || npm install -g --prefix \"$HOME/.local\" "
        + tool
        + "; } && ";
  }

  private String path() {
    return manager().equals("npm") ? "" : "PATH=\"$HOME/.local/bin:$PATH\" ";
  }

  private static JsonNode json(String text) {
    ObjectMapper mapper = new ObjectMapper();
    try {
      return mapper.readTree(text.isBlank() ? "{}" : text);
    } catch (JsonProcessingException e) {
      // A manifest that npm cannot read either suggests nothing.
      return mapper.createObjectNode();
    }
  }
}
