package dev.spadework.workspace;

import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * Connections to one origin (scheme, host, port) and to no other, wherever a server redirects to:
 * the token must not travel. Remembers the last status, which is clearer than JGit's messages.
 */
final class OneOrigin extends JDKHttpConnectionFactory {
  private static final int CONNECT_MILLIS = 15_000;

  private final URL origin;
  private int status;
  private Optional<Duration> retryAfter = Optional.empty();
  private boolean refused;

  OneOrigin(URL origin) {
    this.origin = origin;
  }

  /** The status of the last answer, if there was one. */
  OptionalInt status() {
    return status > 0 ? OptionalInt.of(status) : OptionalInt.empty();
  }

  /** How long the last answer asked us to wait; a date in its place is not read. */
  Optional<Duration> retryAfter() {
    return retryAfter;
  }

  private static Optional<Duration> seconds(@Nullable String header) {
    return header != null && header.matches("\\d{1,5}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
        : Optional.empty();
  }

  /** Whether the server pointed to another origin. */
  boolean refused() {
    return refused;
  }

  @Override
  public HttpConnection create(URL url) throws IOException {
    return create(url, Proxy.NO_PROXY);
  }

  @Override
  public HttpConnection create(URL url, Proxy proxy) throws IOException {
    boolean same =
        url.getProtocol().equals(origin.getProtocol())
            && url.getHost().equalsIgnoreCase(origin.getHost())
            && port(url) == port(origin);
    if (!same) {
      refused = true;
      throw new IOException("redirected to another server");
    }
    status = 0;
    return new Connection(url, proxy);
  }

  private static int port(URL url) {
    return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
  }

  private final class Connection extends JDKHttpConnection {
    Connection(URL url, Proxy proxy) throws IOException {
      super(url, proxy);
    }

    @Override
    public void setConnectTimeout(int millis) {
      super.setConnectTimeout(Math.min(millis, CONNECT_MILLIS));
    }

    @Override
    public int getResponseCode() throws IOException {
      status = super.getResponseCode();
      retryAfter = seconds(getHeaderField("Retry-After"));
      return status;
    }
  }
}
