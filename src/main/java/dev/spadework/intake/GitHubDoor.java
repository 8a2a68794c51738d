package dev.spadework.intake;

import com.fasterxml.jackson.databind.JsonNode;
import dev.spadework.journal.Deliveries;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /github/webhook}: nothing is parsed before the signature holds, and what matters is
 * written down before GitHub gets its answer. A refusal says no more than it must.
 */
final class GitHubDoor extends HttpServlet {
  private static final long serialVersionUID = 1;
  private static final int LONGEST_BODY = 1 << 20;
  private static final Pattern DELIVERY = Pattern.compile("[0-9A-Za-z-]{1,64}");
  private static final Pattern EVENT = Pattern.compile("[a-z_]{1,64}");

  private final transient Seal seal;
  private final transient Sorting sorting;
  private final transient Deliveries deliveries;
  private final transient Runnable arrived;

  /**
   * @param arrived called when there is something to do
   */
  GitHubDoor(Seal seal, Sorting sorting, Deliveries deliveries, Runnable arrived) {
    this.seal = seal;
    this.sorting = sorting;
    this.deliveries = deliveries;
    this.arrived = arrived;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      answer(response, 405, "only POST");
      return;
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      answer(response, 413, "too large");
    } else if (!seal.holds(single(request, Seal.HEADER), body)) {
      answer(response, 401, "not signed by GitHub");
    } else {
      signed(request, response, body);
    }
  }

  private void signed(HttpServletRequest request, HttpServletResponse response, byte[] body)
      throws IOException {
    String event = single(request, "X-GitHub-Event");
    String id = single(request, "X-GitHub-Delivery");
    String type = String.valueOf(request.getContentType()).toLowerCase(Locale.ROOT);
    if (!type.startsWith("application/json")) {
      answer(response, 415, "the webhook must send application/json");
      return;
    }
    Optional<JsonNode> payload = Payload.read(body);
    boolean whole =
        event != null
            && EVENT.matcher(event).matches()
            && id != null
            && DELIVERY.matcher(id).matches();
    if (!whole || payload.isEmpty()) {
      answer(response, 400, "cannot be read");
    } else {
      take(response, event, id, payload.get());
    }
  }

  private void take(HttpServletResponse response, String event, String id, JsonNode payload)
      throws IOException {
    Optional<Notice> notice = sorting.of(event, payload);
    if (event.equals("ping")) {
      answer(response, 200, "pong");
    } else if (notice.isEmpty()) {
      answer(response, 200, "nothing to do");
    } else if (keep(id, notice.get())) {
      arrived.run();
      answer(response, 202, "accepted");
    } else {
      answer(response, 200, "known already");
    }
  }

  private boolean keep(String id, Notice notice) {
    return deliveries.put(id, Notice.write(notice));
  }

  /** A header that must stand there once: of two, each reader would take another. */
  static @Nullable String single(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.size() == 1 ? values.get(0) : null;
  }

  private static void answer(HttpServletResponse response, int status, String line)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
