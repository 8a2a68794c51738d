package dev.spadework.workspace;

import dev.spadework.redact.Redactor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.jspecify.annotations.Nullable;

/** Says in one line what a remote refused and how to mend it. */
final class Fault {
  /** What was being done. */
  enum Doing {
    READ,
    PUSH
  }

  private static final int LONGEST = 200;

  private final Remote remote;
  private final Redactor redactor;

  Fault(Remote remote, Redactor redactor) {
    this.remote = remote;
    this.redactor = redactor;
  }

  WorkspaceException of(Doing doing, Exception e, Optional<OneOrigin> origin) {
    if (origin.filter(OneOrigin::refused).isPresent()) {
      return person(
          "redirects to another server, where the token may not go", "correct clone-url.");
    }
    int status = origin.isPresent() ? origin.get().status().orElse(0) : 0;
    if (status >= 400) {
      return ofStatus(doing, status, origin.get().retryAfter());
    }
    if (origin.isPresent() && status == 200 && e instanceof NoRemoteRepositoryException) {
      return person("answers, but not as a git repository", "correct clone-url.");
    }
    if (origin.isEmpty()) {
      return caused(e, RepositoryNotFoundException.class)
              || e instanceof NoRemoteRepositoryException
          ? person("is no git repository", "correct the path.")
          : person("cannot be " + verb(doing) + ": " + clean(e.getMessage()), "");
    }
    if (status == 200 && String.valueOf(root(e)).contains("expected Content-Type")) {
      return WorkspaceException.temporary(
          remote.name() + ": " + host() + " answered something else than a git server does.");
    }
    return WorkspaceException.temporary(
        remote.name() + ": " + host() + " cannot be reached or broke off: " + clean(root(e)));
  }

  WorkspaceException rejected(String branch, @Nullable String reason) {
    return WorkspaceException.person(
        remote.name()
            + ": "
            + host()
            + " refused branch "
            + branch
            + ": "
            + clean(reason == null ? "no reason given" : reason));
  }

  private WorkspaceException ofStatus(Doing doing, int status, Optional<Duration> retryAfter) {
    return switch (status) {
      case 401 ->
          remote.token().isPresent()
              ? person("refused the token (401)", "set a valid GITHUB_TOKEN.")
              : person("asks for a token (401)", "set GITHUB_TOKEN.");
      case 403 ->
          WorkspaceException.person(
              (doing == Doing.PUSH ? "pushing to " : "reading ")
                  + remote.name()
                  + " is refused for my token (403 from "
                  + host()
                  + ")",
              "give the token "
                  + (doing == Doing.PUSH ? "write" : "read")
                  + " access to the repository's contents.");
      case 404, 410 ->
          person(
              "has no such repository, or the token cannot see it (404)",
              "check clone-url and the token's repositories.");
      default ->
          status == 408 || status == 429 || status >= 500
              ? WorkspaceException.temporary(
                  remote.name()
                      + ": "
                      + host()
                      + " answered "
                      + status
                      + retryAfter
                          .map(wait -> ", asks to wait " + wait.toSeconds() + " s")
                          .orElse("")
                      + ".",
                  retryAfter)
              : person("answered " + status, "check clone-url.");
    };
  }

  private WorkspaceException person(String what, String next) {
    return WorkspaceException.person(remote.name() + ": " + host() + " " + what, next);
  }

  private String host() {
    return remote.local() ? remote.shown() : URI.create(remote.url()).getAuthority();
  }

  private String clean(@Nullable String text) {
    String known = text == null ? "no reason given" : text;
    for (String token : remote.token().stream().toList()) {
      known = known.replace(token, Redactor.MARK);
    }
    String line = redactor.clean(known).replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static String verb(Doing doing) {
    return doing == Doing.PUSH ? "pushed to" : "read";
  }

  private static String root(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    String type = root.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return type;
    }
    return message.contains(" ") ? message : type + " " + message;
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> type) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (type.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
