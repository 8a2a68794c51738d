package dev.spadework.workspace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A git server for tests: native {@code git http-backend} behind a token check, on loopback. The
 * repositories are bare ones below one directory, {@code owner/name.git}.
 */
public final class GitHttpServer implements AutoCloseable {
  /** How the server behaves. */
  public enum Mood {
    WELL,
    /** Fetching works, pushing is 403. */
    NO_PUSH,
    /** Everything is 503. */
    DOWN,
    /** Pushes go through and their answer is lost. */
    CUT_AFTER_PUSH,
    /** Everything is redirected to {@link #redirectTo}. */
    MOVED,
    /** A bit of every pack that is sent is wrong. */
    DAMAGED
  }

  /** One request. The authorization is kept to show where tokens went. */
  public record Request(String method, String path, String query, String authorization) {}

  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path repositories;
  private final String token;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Mood mood = Mood.WELL;
  private volatile String redirectTo = "";

  private GitHttpServer(Path repositories, String token) throws IOException {
    this.repositories = repositories;
    this.token = token;
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  /** Serves the repositories below a directory to whoever has the token. */
  public static GitHttpServer start(Path repositories, String token) {
    try {
      return new GitHttpServer(repositories, token);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a bare repository {@code owner/name} from a work tree's branches. */
  public Git publish(String name, Git source) {
    Git bare = Git.in(repositories.resolve(name + ".git"));
    bare.run("init", "-q", "--bare", "-b", "main", ".");
    bare.run("config", "http.receivepack", "true");
    source.run("push", "-q", bare.directory().toString(), "refs/heads/*:refs/heads/*");
    return bare;
  }

  /** Takes a bare repository as it is. */
  public Git adopt(String name, Path bare) {
    Git git = Git.in(repositories.resolve(name + ".git"));
    git.run("clone", "-q", "--bare", bare.toString(), ".");
    git.run("config", "http.receivepack", "true");
    return git;
  }

  /** What a request must carry. */
  public String authorization() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(("x-access-token:" + token).getBytes(StandardCharsets.UTF_8));
  }

  public String url(String name) {
    return "http://localhost:" + http.getAddress().getPort() + "/" + name + ".git";
  }

  public void mood(Mood next) {
    mood = next;
  }

  public void redirectTo(String base) {
    redirectTo = base;
    mood = Mood.MOVED;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How many times something was sent to be pushed. */
  public long pushes() {
    return requests.stream().filter(r -> r.path.endsWith("/git-receive-pack")).count();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = exchange.getRequestURI().getRawQuery();
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            path,
            query == null ? "" : query,
            authorization == null ? "" : authorization));
    boolean push = path.endsWith("/git-receive-pack") || "service=git-receive-pack".equals(query);
    if (mood == Mood.MOVED) {
      exchange
          .getResponseHeaders()
          .set("Location", redirectTo + path + (query == null ? "" : "?" + query));
      answer(exchange, 301, "");
    } else if (mood == Mood.DOWN) {
      answer(exchange, 503, "down");
    } else if (!authorization().equals(authorization)) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"git\"");
      answer(exchange, 401, "no");
    } else if (mood == Mood.NO_PUSH && push) {
      answer(exchange, 403, "Permission denied");
    } else {
      backend(exchange, path, query == null ? "" : query);
    }
  }

  private void backend(HttpExchange exchange, String path, String query) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("git", "http-backend");
    Map<String, String> env = builder.environment();
    env.put("GIT_CONFIG_NOSYSTEM", "1");
    env.put("GIT_CONFIG_GLOBAL", "/dev/null");
    env.put("GIT_PROJECT_ROOT", repositories.toString());
    env.put("GIT_HTTP_EXPORT_ALL", "1");
    env.put("PATH_INFO", path);
    env.put("QUERY_STRING", query);
    env.put("REQUEST_METHOD", exchange.getRequestMethod());
    env.put("REMOTE_USER", "bot");
    header(exchange, "Content-Type", "CONTENT_TYPE", env);
    header(exchange, "Content-Encoding", "HTTP_CONTENT_ENCODING", env);
    header(exchange, "Content-Length", "CONTENT_LENGTH", env);
    header(exchange, "Git-Protocol", "GIT_PROTOCOL", env);
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      exchange.getRequestBody().transferTo(in);
    }
    InputStream out = process.getInputStream();
    int status = 200;
    for (String line = line(out); !line.isEmpty(); line = line(out)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon);
      String value = line.substring(colon + 1).strip();
      if (name.equals("Status")) {
        status = Integer.parseInt(value.substring(0, 3));
      } else {
        exchange.getResponseHeaders().set(name, value);
      }
    }
    if (mood == Mood.CUT_AFTER_PUSH && path.endsWith("/git-receive-pack")) {
      out.readAllBytes();
      mood = Mood.WELL;
      exchange.close();
      return;
    }
    if (mood == Mood.DAMAGED && path.endsWith("/git-upload-pack")) {
      byte[] body = out.readAllBytes();
      body[body.length * 3 / 4] ^= 4;
      out = new ByteArrayInputStream(body);
    }
    exchange.sendResponseHeaders(status, 0);
    out.transferTo(exchange.getResponseBody());
    exchange.close();
  }

  private static void header(
      HttpExchange exchange, String name, String variable, Map<String, String> env) {
    String value = exchange.getRequestHeaders().getFirst(name);
    if (value != null) {
      env.put(variable, value);
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
