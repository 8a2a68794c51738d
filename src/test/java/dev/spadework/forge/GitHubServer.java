package dev.spadework.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A stand-in for GitHub's REST API on loopback: repositories, and pull requests created, listed by
 * head and read. It has state, checks the token, and can fail in the ways GitHub does.
 */
public final class GitHubServer implements AutoCloseable {
  /** How the server behaves. */
  public enum Mood {
    WELL,
    /** 401. */
    BAD_TOKEN,
    /** 403 on writing: "Resource not accessible by personal access token". */
    NOT_ACCESSIBLE,
    /** 403 with no requests remaining for 90 seconds. */
    SPENT,
    /** 404 for everything. */
    HIDDEN,
    /** 422 on creating: "No commits between main and …". */
    NO_COMMITS,
    /** 500 for everything. */
    BROKEN,
    /** The connection is closed without an answer. */
    DOWN,
    /** The next pull request is created and its answer cut off; well afterwards. */
    CUT_AFTER_CREATING,
    /** Lists show nothing, as GitHub's do shortly after a creation. */
    LAGGING
  }

  /** One request. */
  public record Request(String method, String path, String query, String body) {}

  private static final Pattern PATH =
      Pattern.compile("/repos/([^/]+/[^/]+)(?:/(pulls)(?:/(\\d+))?)?");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final String token;
  private final Map<String, ObjectNode> repositories = new TreeMap<>();
  private final Map<String, List<ObjectNode>> pulls = new HashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final GitHubAside aside = new GitHubAside();
  private int unchanged;
  private volatile Mood mood = Mood.WELL;

  private GitHubServer(String token) throws IOException {
    this.token = token;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  /** A GitHub that knows one token and no repositories. */
  public static GitHubServer start(String token) {
    try {
      return new GitHubServer(token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code GITHUB_API_URL} would be. */
  public URI url() {
    return URI.create("http://localhost:" + http.getAddress().getPort());
  }

  /** Adds a repository {@code owner/name}. */
  public synchronized GitHubServer repository(String name, boolean mayPush) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", repositories.size() + 1).put("name", name.substring(name.indexOf('/') + 1));
    node.put("full_name", name).put("default_branch", "main").put("archived", false);
    node.put("html_url", url() + "/" + name).put("url", url() + "/repos/" + name);
    node.putObject("owner").put("login", name.substring(0, name.indexOf('/')));
    node.putObject("permissions").put("admin", false).put("push", mayPush).put("pull", true);
    repositories.put(name, node);
    pulls.put(name, new ArrayList<>());
    return this;
  }

  public void mood(Mood next) {
    mood = next;
  }

  /** The pull requests of a repository as GitHub's JSON, the oldest first. */
  public synchronized List<JsonNode> pulls(String name) {
    return List.copyOf(pulls.get(name));
  }

  /** Closes a pull request, merged or not. */
  public synchronized void close(String name, int number, boolean merged) {
    ObjectNode pull = pulls.get(name).get(number - 1);
    pull.put("state", "closed");
    if (merged) {
      pull.put("merged_at", "2026-02-03T04:05:06Z");
    }
  }

  /** What stands around a pull request, such as {@code …/pulls/1/reviews}, from now on. */
  public synchronized GitHubServer shows(String path, String json) {
    aside.put(path, json);
    return this;
  }

  /** 403 for this path. */
  public synchronized void forbid(String path) {
    aside.forbid(path);
  }

  /** Who merged a pull request, as {@link #close} does not say. */
  public synchronized void mergedBy(String name, int number, String login) {
    close(name, number, true);
    pulls.get(name).get(number - 1).putObject("merged_by").put("login", login);
  }

  /** How often it answered that nothing changed. */
  public synchronized int unchanged() {
    return unchanged;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(new Request(method, path, query == null ? "" : query, body));
    boolean write = !method.equals("GET");
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known =
        ("token " + token).equals(authorization) || ("Bearer " + token).equals(authorization);
    if (mood == Mood.DOWN) {
      exchange.close();
    } else if (mood == Mood.BROKEN) {
      answer(exchange, 500, error("Server Error"));
    } else if (mood == Mood.SPENT) {
      String reset = Long.toString(System.currentTimeMillis() / 1000 + 90);
      exchange.getResponseHeaders().set("X-RateLimit-Remaining", "0");
      exchange.getResponseHeaders().set("X-RateLimit-Reset", reset);
      answer(exchange, 403, error("API rate limit exceeded"));
    } else if (mood == Mood.BAD_TOKEN || !known) {
      answer(exchange, 401, error("Bad credentials"));
    } else if (mood == Mood.NOT_ACCESSIBLE && write) {
      answer(exchange, 403, error("Resource not accessible by personal access token"));
    } else if (aside.forbids(path)) {
      answer(exchange, 403, error("Resource not accessible by personal access token"));
    } else if (!write && aside.get(path).isPresent()) {
      answer(exchange, 200, aside.get(path).get());
    } else {
      Matcher matcher = PATH.matcher(path);
      boolean found = matcher.matches() && repositories.containsKey(matcher.group(1));
      if (!found || mood == Mood.HIDDEN) {
        answer(exchange, 404, error("Not Found"));
      } else if (matcher.group(2) == null) {
        answer(exchange, 200, repositories.get(matcher.group(1)));
      } else if (matcher.group(3) != null) {
        one(exchange, matcher.group(1), Integer.parseInt(matcher.group(3)));
      } else if (write) {
        create(exchange, matcher.group(1), JSON.readTree(body));
      } else {
        list(exchange, matcher.group(1), query == null ? "" : query);
      }
    }
  }

  private void one(HttpExchange exchange, String repository, int number) throws IOException {
    List<ObjectNode> all = pulls.get(repository);
    answer(
        exchange,
        number <= all.size() ? 200 : 404,
        number <= all.size() ? all.get(number - 1) : error("Not Found"));
  }

  private void list(HttpExchange exchange, String repository, String query) throws IOException {
    Map<String, String> wanted = new HashMap<>();
    for (String each : query.split("&")) {
      String[] pair = each.split("=", 2);
      wanted.put(
          pair[0], pair.length < 2 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
    }
    ArrayNode page = JSON.createArrayNode();
    List<ObjectNode> newestFirst = new ArrayList<>(pulls.get(repository));
    java.util.Collections.reverse(newestFirst);
    String state = wanted.getOrDefault("state", "open");
    String head = wanted.getOrDefault("head", "");
    for (ObjectNode pull : mood == Mood.LAGGING ? List.<ObjectNode>of() : newestFirst) {
      boolean fits = head.isEmpty() || pull.at("/head/label").asText().equals(head);
      if (fits && (state.equals("all") || pull.path("state").asText().equals(state))) {
        page.add(pull);
      }
    }
    answer(exchange, 200, page);
  }

  private void create(HttpExchange exchange, String repository, JsonNode asked) throws IOException {
    List<ObjectNode> all = pulls.get(repository);
    String head = asked.path("head").asText();
    boolean there =
        all.stream()
            .anyMatch(
                p ->
                    p.at("/head/ref").asText().equals(head)
                        && p.path("state").asText().equals("open"));
    String owner = repository.substring(0, repository.indexOf('/'));
    if (mood == Mood.NO_COMMITS) {
      answer(exchange, 422, invalid("No commits between main and " + head));
    } else if (there) {
      answer(
          exchange, 422, invalid("A pull request already exists for " + owner + ":" + head + "."));
    } else {
      ObjectNode pull = JSON.createObjectNode();
      int number = all.size() + 1;
      pull.put("id", 1000 + number).put("number", number).put("state", "open");
      pull.put("title", asked.path("title").asText()).put("body", asked.path("body").asText());
      pull.put("draft", asked.path("draft").asBoolean()).putNull("merged_at");
      pull.put("html_url", url() + "/" + repository + "/pull/" + number);
      pull.put("url", url() + "/repos/" + repository + "/pulls/" + number);
      pull.putObject("head")
          .put("ref", head)
          .put("label", owner + ":" + head)
          .put("sha", "c" + number);
      pull.put("mergeable_state", "clean");
      String base = asked.path("base").asText();
      pull.putObject("base").put("ref", base).put("label", owner + ":" + base);
      pull.putObject("user").put("login", "spadework-bot");
      all.add(pull);
      if (mood == Mood.CUT_AFTER_CREATING) {
        mood = Mood.WELL;
        exchange.close();
        return;
      }
      answer(exchange, 201, pull);
    }
  }

  private static ObjectNode error(String message) {
    return JSON.createObjectNode().put("message", message).put("documentation_url", "https://x");
  }

  private static ObjectNode invalid(String message) {
    ObjectNode error = error("Validation Failed");
    error.putArray("errors").addObject().put("resource", "PullRequest").put("message", message);
    return error;
  }

  private void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    String etag = "\"" + Integer.toHexString(java.util.Arrays.hashCode(bytes)) + "\"";
    if (status == 200 && exchange.getRequestMethod().equals("GET")) {
      exchange.getResponseHeaders().set("ETag", etag);
      if (etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
        unchanged++;
        exchange.sendResponseHeaders(304, -1);
        exchange.close();
        return;
      }
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
