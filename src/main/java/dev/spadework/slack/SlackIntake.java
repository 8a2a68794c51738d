package dev.spadework.slack;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stands before Bolt, which parses a body before it checks who sent it: nothing is parsed here
 * unless it is small, fresh and signed. A refusal says no more than it must.
 */
public final class SlackIntake implements Filter {
  /** Longer bodies are refused: 1 MiB. Slack's own are far below it. */
  static final int LONGEST_BODY = 1 << 20;

  private final Signature signature;
  private final Clock clock;

  SlackIntake(String signingSecret, Clock clock) {
    this.signature = new Signature(signingSecret);
    this.clock = clock;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    if (!request.getMethod().equals("POST")) {
      response.setHeader("Allow", "POST");
      refuse(response, 405, "only POST");
      return;
    }
    if (request.getContentLengthLong() > LONGEST_BODY) {
      refuse(response, 413, "too large");
      return;
    }
    byte[] body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      refuse(response, 413, "too large");
    } else if (!signature.holds(
        single(request, "X-Slack-Request-Timestamp"),
        single(request, "X-Slack-Signature"),
        body,
        clock.instant())) {
      refuse(response, 401, "not signed by Slack, or too old");
    } else {
      pass(new ReadBody(request, body), response, chain);
    }
  }

  /** Bolt answers for what its handlers throw; what comes through it could not be parsed. */
  private static void pass(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (RuntimeException | StackOverflowError e) {
      Misfit.note(e);
      refuse(response, 400, "cannot be read");
    }
  }

  /** A header that must stand there once: of two, each reader would take another. */
  static @Nullable String single(HttpServletRequest request, String name) {
    List<String> values = Collections.list(request.getHeaders(name));
    return values.size() == 1 ? values.get(0) : null;
  }

  private static void refuse(HttpServletResponse response, int status, String why)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    // What was not read of the body must not be taken for the next request.
    response.setHeader("Connection", "close");
    response.getOutputStream().write((why + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
