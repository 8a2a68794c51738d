package dev.spadework.workspace;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a repository is fetched from and pushed to.
 *
 * @param name {@code owner/name}
 * @param url {@code https:}, {@code http:}, {@code file:} or a path of this machine
 * @param token sent to this url's origin only, as Basic password of the user {@code x-access-token}
 */
public record Remote(String name, String url, Optional<String> token) {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_.-]{1,100}/[A-Za-z0-9_.-]{1,100}");
  private static final Pattern SCHEME = Pattern.compile("(?s)[A-Za-z][A-Za-z0-9+.-]*::?.*");
  private static final Pattern DOTS = Pattern.compile("(?:.*/)?\\.{1,2}(?:/.*)?");

  /**
   * @throws IllegalArgumentException with one clear line when the name or the url cannot be used
   */
  public Remote {
    if (!NAME.matcher(name).matches() || DOTS.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A repository is named owner/name, such as acme/billing, not \"" + name + "\".");
    }
    check(name, url);
    token = token.filter(value -> !value.isBlank());
  }

  /** A remote without a token. */
  public static Remote of(String name, String url) {
    return new Remote(name, url, Optional.empty());
  }

  boolean local() {
    return path().isPresent();
  }

  /** The directory, for a remote on this machine. */
  Optional<Path> path() {
    if (url.regionMatches(true, 0, "file:", 0, 5)) {
      String rest = url.substring(5);
      return Optional.of(
          Path.of(rest.startsWith("//") ? URI.create(url).getPath() : rest).toAbsolutePath());
    }
    return SCHEME.matcher(url).matches()
        ? Optional.empty()
        : Optional.of(Path.of(url).toAbsolutePath());
  }

  /** The url for people: an address without query, or the path. */
  String shown() {
    return path().map(Path::toString).orElse(url);
  }

  private static void check(String name, String url) {
    String line = "clone-url of " + name;
    if (url.isBlank()) {
      throw new IllegalArgumentException(line + " is empty; give an https address or a path.");
    }
    boolean web =
        url.regionMatches(true, 0, "http:", 0, 5) || url.regionMatches(true, 0, "https:", 0, 6);
    boolean file = url.regionMatches(true, 0, "file:", 0, 5);
    if (!web && !file) {
      if (SCHEME.matcher(url).matches() || url.contains("@")) {
        throw new IllegalArgumentException(
            line + " must be https, http, file or a path; other protocols are not used.");
      }
      return;
    }
    URI parsed;
    try {
      parsed = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(line + " is not a valid address.");
    }
    if (web && (parsed.getHost() == null || parsed.getRawQuery() != null)) {
      throw new IllegalArgumentException(line + " must look like https://host/owner/name.git.");
    }
    if (parsed.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          line + " carries a user or password; take it out and set GITHUB_TOKEN instead.");
    }
  }

  @Override
  public String toString() {
    return "Remote[" + name + ", " + url + (token.isPresent() ? ", token ***]" : "]");
  }
}
