package dev.spadework.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, and who we are there. The password is in no text that this makes.
 *
 * @param url as the driver takes it, without user and password
 * @param user empty: the driver's own choice
 * @param password empty: none
 */
public record Address(String url, Optional<String> user, Optional<String> password) {
  static final String SQLITE = "jdbc:sqlite:";
  static final String POSTGRESQL = "jdbc:postgresql:";

  /** As people paste it from elsewhere; the driver would take the user for a part of the host. */
  private static final Pattern BEFORE_HOST = Pattern.compile("//([^/@:?]*)(?::([^/@?]*))?@");

  private static final Pattern PARAMETER = Pattern.compile("[?&](user|password)=([^&]*)");

  /**
   * Reads an address.
   *
   * @param url {@code jdbc:sqlite:<file>} or {@code jdbc:postgresql://<host>[:<port>]/<database>};
   *     user and password may stand in it
   * @param user where the URL names none; may be empty
   * @param password where the URL has none; may be empty
   * @throws StoreException if it is of another kind
   */
  public static Address of(String url, String user, String password) {
    if (url.startsWith(SQLITE)) {
      return new Address(url, Optional.empty(), Optional.empty());
    }
    if (!url.startsWith(POSTGRESQL)) {
      throw new StoreException(
          "DATABASE_URL must begin with " + SQLITE + " or " + POSTGRESQL + ", found " + kind(url));
    }
    String rest = url;
    Optional<String> who = filled(user);
    Optional<String> word = filled(password);
    Matcher before = BEFORE_HOST.matcher(rest);
    if (before.find()) {
      who = filled(decoded(before.group(1))).or(() -> filled(user));
      word = Optional.ofNullable(before.group(2)).map(Address::decoded).or(() -> filled(password));
      rest = rest.substring(0, before.start()) + "//" + rest.substring(before.end());
    }
    Matcher parameter = PARAMETER.matcher(rest);
    while (parameter.find()) {
      Optional<String> value = filled(decoded(parameter.group(2)));
      if (parameter.group(1).equals("user")) {
        who = value;
      } else {
        word = value;
      }
    }
    rest = PARAMETER.matcher(rest).replaceAll("");
    // The first parameter may have gone, and with it the question mark.
    int and = rest.indexOf('&');
    if (and >= 0 && rest.indexOf('?') < 0) {
      rest = rest.substring(0, and) + "?" + rest.substring(and + 1);
    }
    return new Address(rest, who, word);
  }

  /** Whether this is a SQLite file. */
  public boolean isFile() {
    return url.startsWith(SQLITE);
  }

  @Override
  public String toString() {
    return url;
  }

  private static Optional<String> filled(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A per cent sign that means itself.
      return text;
    }
  }

  private static String kind(String url) {
    int colon = url.indexOf(':', url.startsWith("jdbc:") ? 5 : 0);
    return colon < 0 ? "none" : url.substring(0, colon + 1);
  }
}
