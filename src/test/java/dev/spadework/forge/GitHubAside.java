package dev.spadework.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands around a pull request on the stand-in: reviews, checks, who closed it. */
final class GitHubAside {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern USER = Pattern.compile("/users/([^/]+)");
  private static final Pattern PART =
      Pattern.compile(
          "/repos/[^/]+/[^/]+/(?:pulls/\\d+/(reviews)|commits/[^/]+/(check-runs)"
              + "|statuses/([^/]+)|actions/(runs)|(issues)/\\d+)");

  private final Map<String, JsonNode> known = new HashMap<>();
  private final Set<String> forbidden = new HashSet<>();

  /** The same answer from now on; the path may be of any resource. */
  void put(String path, String json) {
    try {
      known.put(path, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  void forbid(String path) {
    forbidden.add(path);
  }

  boolean forbids(String path) {
    return forbidden.contains(path);
  }

  Optional<JsonNode> get(String path) {
    if (known.containsKey(path)) {
      return Optional.of(known.get(path));
    }
    if (path.equals("/user")) {
      return Optional.of(
          JSON.createObjectNode().put("login", "spadework-bot").put("id", 1).put("type", "User"));
    }
    Matcher user = USER.matcher(path);
    if (user.matches()) {
      return Optional.of(JSON.createObjectNode().put("login", user.group(1)).put("id", 7));
    }
    Matcher part = PART.matcher(path);
    if (!part.matches() || part.group(5) != null) {
      return Optional.empty();
    }
    ArrayNode nothing = JSON.createArrayNode();
    if (part.group(1) != null || part.group(3) != null) {
      return Optional.of(nothing);
    }
    ObjectNode page = JSON.createObjectNode().put("total_count", 0);
    page.set(part.group(2) != null ? "check_runs" : "workflow_runs", nothing);
    return Optional.of(page);
  }
}
