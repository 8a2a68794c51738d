package dev.spadework.forge;

import dev.spadework.redact.Redactor;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Says in one line what GitHub refused and how to mend it. */
final class Grievance {
  /** What was being done. */
  enum Doing {
    READ,
    WRITE
  }

  private static final int LONGEST = 300;

  private final String host;
  private final String token;
  private final Redactor redactor;

  Grievance(URI apiUrl, String token, Redactor redactor) {
    this.host = apiUrl.getAuthority();
    this.token = token;
    this.redactor = redactor;
  }

  ForgeException of(String repo, Doing doing, IOException e) {
    Optional<Refused> refused = refused(e);
    if (refused.isPresent()) {
      return of(repo, doing, refused.get());
    }
    boolean network = caused(e, Connector.Unreachable.class).isPresent();
    String line =
        network
            ? repo + ": " + host + " cannot be reached or broke off: " + clean(root(e))
            : repo
                + ": "
                + host
                + " answered something else than GitHub does; check GITHUB_API_URL.";
    // A proxy's page in place of an answer passes; a wrong address is given up in the end.
    return new ForgeException(line, true, Optional.empty(), null);
  }

  private ForgeException of(String repo, Doing doing, Refused refused) {
    if (refused.limit().isPresent()) {
      return new ForgeException(
          repo
              + ": "
              + host
              + " has had enough requests for now; it can be asked again in "
              + refused.limit().get().toSeconds()
              + " s.",
          true,
          refused.limit(),
          null);
    }
    int status = refused.status();
    String said = refused.said().isEmpty() ? "" : ": " + clean(refused.said());
    String what =
        switch (status) {
          case 401 -> "refused the token (401); set a valid GITHUB_TOKEN.";
          case 403 ->
              "does not allow this (403"
                  + said
                  + "); give the token "
                  + (doing == Doing.WRITE ? "write" : "read")
                  + " access to the repository's pull requests.";
          case 404 ->
              "shows no such repository or pull request (404); check the name and what the token"
                  + " may see.";
          case 422 -> "did not accept the pull request" + said + " (422).";
          case 301, 302, 307, 308 ->
              "says that this has moved (" + status + "); use the repository's present name.";
          default -> "answered " + status + said + ".";
        };
    boolean temporary = status >= 500 || status == 408;
    return new ForgeException(repo + ": " + host + " " + what, temporary, Optional.empty(), null);
  }

  private String clean(String text) {
    String line =
        redactor
            .clean(token.isEmpty() ? text : text.replace(token, Redactor.MARK))
            .replaceAll("\\s+", " ")
            .strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  static Optional<Refused> refused(Throwable e) {
    return caused(e, Refused.class);
  }

  static <T extends Throwable> Optional<T> caused(Throwable e, Class<T> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return Optional.of(type.cast(at));
      }
    }
    return Optional.empty();
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return root.getClass().getSimpleName() + (message == null ? "" : " " + message);
  }
}
