package dev.spadework.desk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page, the JSON behind it, and the events that tell it to look again. */
final class DeskPage extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int LARGEST_BODY = 2 * 1024 * 1024;
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Pattern STATIC = Pattern.compile("/desk/static/([a-z]+\\.(js|css|svg))");
  private static final Pattern FILE = Pattern.compile("/desk/files/(F[A-Z0-9]+)");
  private static final Pattern PULL = Pattern.compile("/desk/pulls/(?:(.+)/)?(\\d{1,9})");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml");

  private final transient Desk desk;
  private final transient Presses presses;

  DeskPage(Desk desk) {
    this.desk = desk;
    this.presses = new Presses(desk);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getRequestURI();
    Matcher file = STATIC.matcher(path);
    Matcher shared = FILE.matcher(path);
    Matcher pull = PULL.matcher(path);
    if (path.equals("/") || path.equals("/desk")) {
      resource("index.html", response);
    } else if (file.matches()) {
      resource(file.group(1), response);
    } else if (path.equals("/desk/state")) {
      String user = Optional.ofNullable(request.getParameter("user")).orElse(SlackStandIn.ANN);
      json(response, 200, DeskState.of(desk, user));
    } else if (path.equals("/desk/live")) {
      live(response);
    } else if (shared.matches()) {
      download(shared.group(1), response);
    } else if (pull.matches()) {
      pull(Optional.ofNullable(pull.group(1)), Integer.parseInt(pull.group(2)), response);
    } else {
      response.setStatus(404);
      text(response, "text/plain; charset=utf-8", "Nothing is here.\n");
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // A form on another site cannot send this type, so it cannot act in a person's name.
    if (!Optional.ofNullable(request.getContentType()).orElse("").startsWith("application/json")) {
      json(response, 415, error("Send JSON."));
      return;
    }
    byte[] body = request.getInputStream().readNBytes(LARGEST_BODY + 1);
    if (body.length > LARGEST_BODY) {
      json(response, 413, error("That is longer than " + LARGEST_BODY + " bytes."));
      return;
    }
    JsonNode asked = Json.parseOrEmpty(new String(body, StandardCharsets.UTF_8));
    try {
      Optional<ObjectNode> answer = presses.handle(request.getRequestURI(), asked);
      json(response, answer.isPresent() ? 200 : 404, answer.orElse(error("Nothing is here.")));
    } catch (IllegalArgumentException e) {
      json(response, 400, error(e.getMessage()));
    }
  }

  /** Tells the page each time that something has changed; it then fetches the state. */
  private void live(HttpServletResponse response) throws IOException {
    response.setContentType("text/event-stream; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    SlackState state = desk.slack().state();
    long last = -1;
    while (!state.closed()) {
      long seen = last;
      Optional<Long> version;
      try {
        version = state.await(() -> Optional.of(state.version()).filter(v -> v != seen), QUIET);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      last = version.orElse(last);
      response.getWriter().write(version.map(v -> "data: " + v + "\n\n").orElse(": quiet\n\n"));
      response.flushBuffer();
      if (response.getWriter().checkError()) {
        return;
      }
    }
  }

  private void pull(Optional<String> repo, int number, HttpServletResponse response)
      throws IOException {
    Optional<Pull> pull =
        desk.pulls().get().stream()
            .filter(p -> p.number() == number && repo.map(p.repo()::equals).orElse(true))
            .findFirst();
    if (pull.isEmpty()) {
      response.setStatus(404);
    }
    text(
        response,
        TYPES.get("html"),
        pull.map(PullPage::of).orElseGet(() -> PullPage.missing(number)));
  }

  /** Never shown as a page of this site, whatever is in it. */
  private void download(String id, HttpServletResponse response) throws IOException {
    Optional<SlackFile> file = desk.slack().file(id);
    if (file.isEmpty()) {
      response.setStatus(404);
      return;
    }
    response.setContentType("application/octet-stream");
    response.setHeader("Content-Disposition", "attachment");
    response.getOutputStream().write(file.get().bytes());
  }

  private static void resource(String name, HttpServletResponse response) throws IOException {
    try (InputStream in = DeskPage.class.getResourceAsStream("/desk/" + name)) {
      if (in == null) {
        response.setStatus(404);
        return;
      }
      response.setHeader("Cache-Control", "no-cache");
      response.setContentType(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
      in.transferTo(response.getOutputStream());
    }
  }

  private static ObjectNode error(String message) {
    return Json.object().put("error", message);
  }

  private static void json(HttpServletResponse response, int status, ObjectNode body)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    text(response, "application/json; charset=utf-8", body.toString());
  }

  private static void text(HttpServletResponse response, String type, String body)
      throws IOException {
    response.setContentType(type);
    response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
  }
}
