package dev.spadework.worker;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shop behind a real HTTP server, under load from real clients, with the faults that such
 * programs have. A process of its own; its log is what this is for. When it is over it writes down
 * what it has thrown how often, so that whoever reads the log can be compared with that.
 */
public final class LoadedShop extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger("shop.Orders");
  private static final int ARTICLES = 40;

  private static final Map<String, AtomicInteger> THROWN = new ConcurrentHashMap<>();

  private final transient Map<Integer, Integer> stock = new ConcurrentHashMap<>();

  private LoadedShop() {
    for (int article = 0; article < ARTICLES; article++) {
      stock.put(article, 50);
    }
  }

  /** Takes the file for the counts and how many requests there are to be. */
  public static void main(String[] arguments) throws Exception {
    int requests = Integer.parseInt(arguments[1]);
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new LoadedShop()), "/*");
    server.setHandler(context);
    server.setRequestLog(
        new CustomRequestLog(new Slf4jRequestLogWriter(), CustomRequestLog.NCSA_FORMAT));
    server.start();
    URI root = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
    List<Thread> clients = new ArrayList<>();
    for (int client = 0; client < 6; client++) {
      Random random = new Random(client);
      Thread thread = new Thread(() -> load(root, random, requests / 6), "client-" + client);
      thread.start();
      clients.add(thread);
    }
    for (Thread client : clients) {
      client.join();
    }
    server.stop();
    StringBuilder counts = new StringBuilder();
    new TreeMap<>(THROWN).forEach((what, n) -> counts.append(what + " " + n + "\n"));
    Files.writeString(Path.of(arguments[0]), counts);
  }

  private static void load(URI root, Random random, int requests) {
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < requests; i++) {
      int article = random.nextInt(ARTICLES + (random.nextInt(300) == 0 ? 5 : 0));
      String count = random.nextInt(250) == 0 ? "a dozen" : "" + (1 + random.nextInt(3));
      String path = "order?article=" + article + "&count=" + count.replace(' ', '+');
      if (random.nextInt(200) == 0) {
        path = "invoice?order=" + random.nextInt(9_000);
      }
      try {
        http.send(
            HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(30)).build(),
            HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        log.info("client gave up: {}", e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      String said = request.getPathInfo().equals("/invoice") ? invoice(request) : order(request);
      response.getWriter().println(said);
    } catch (IllegalStateException e) {
      thrown(e);
      log.error("request {} of {} failed", request.getPathInfo(), request.getRemotePort(), e);
      response.setStatus(503);
    } catch (RuntimeException e) {
      // Left to the server, as most programs do.
      thrown(e);
      throw e;
    }
  }

  private static void thrown(RuntimeException e) {
    THROWN.computeIfAbsent(e.getClass().getName(), name -> new AtomicInteger()).incrementAndGet();
  }

  private String order(HttpServletRequest request) {
    int article = Integer.parseInt(request.getParameter("article"));
    int count = Integer.parseInt(request.getParameter("count"));
    int left = stock.get(article) - count;
    if (left < 0) {
      log.warn("stock of article {} is used up, {} asked for", article, count);
      stock.put(article, 50);
      return "later";
    }
    stock.put(article, left);
    log.info("order of {} pieces of article {} is booked, {} left", count, article, left);
    log.debug("session {} goes on", Integer.toHexString(request.hashCode()));
    return "booked";
  }

  private static String invoice(HttpServletRequest request) {
    int order = Integer.parseInt(request.getParameter("order"));
    String[] lines = new String[order % 3];
    if (order % 4 == 0) {
      throw new IllegalStateException("ledger is closed for order " + order);
    }
    return lines[1];
  }
}
