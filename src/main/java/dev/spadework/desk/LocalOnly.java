package dev.spadework.desk;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Keeps other web pages out of the desk. A page elsewhere may make a browser ask for an address on
 * loopback, by a form or by a name that it lets point here (DNS rebinding); its {@code Host} or
 * {@code Origin} gives it away. Programs send no {@code Origin} and are let through.
 */
public final class LocalOnly implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    String host = asked.getHeader("Host");
    String origin = asked.getHeader("Origin");
    if (host == null || !ours(asked.getLocalPort()).contains(host)) {
      refuse(answer, "This page answers at localhost only.");
      return;
    }
    if (origin != null && !origin.equals("http://" + host)) {
      refuse(answer, "Requests from other pages are refused.");
      return;
    }
    answer.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none';"
            + " form-action 'self'");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Referrer-Policy", "no-referrer");
    chain.doFilter(request, response);
  }

  private static Set<String> ours(int port) {
    return Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
  }

  private static void refuse(HttpServletResponse answer, String why) throws IOException {
    answer.setStatus(HttpServletResponse.SC_FORBIDDEN);
    answer.setContentType("text/plain; charset=utf-8");
    answer.getWriter().write(why + "\n");
  }
}
