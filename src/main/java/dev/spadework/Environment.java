package dev.spadework;

import dev.spadework.llm.Provider;
import dev.spadework.redact.Redactor;
import dev.spadework.store.Address;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What only the environment says: secrets, and addresses. Secrets are masked in {@code toString}.
 *
 * @param variables all of them
 */
record Environment(Map<String, String> variables) {
  static final String SLACK_TOKEN = "SLACK_BOT_TOKEN";
  static final String SLACK_SECRET = "SLACK_SIGNING_SECRET";
  static final String SLACK_APP_TOKEN = "SLACK_APP_TOKEN";
  static final String SLACK_URL = "SLACK_API_URL";
  static final String GEMINI_KEY = Provider.GEMINI.keyVariable().orElseThrow();
  static final String GEMINI_URL = Provider.GEMINI.urlVariable();
  static final String GITHUB_TOKEN = "GITHUB_TOKEN";
  static final String GITHUB_URL = "GITHUB_API_URL";
  static final String WEBHOOK_SECRET = "GITHUB_WEBHOOK_SECRET";
  static final String DATABASE = "DATABASE_URL";
  static final String DATABASE_USER = "DATABASE_USER";
  static final String DATABASE_PASSWORD = "DATABASE_PASSWORD";
  static final String PORT = "PORT";

  /** Also those that nothing here uses: the process holds them, so they must not leave it. */
  private static final List<String> SECRETS =
      List.of(
          SLACK_TOKEN,
          SLACK_SECRET,
          SLACK_APP_TOKEN,
          GITHUB_TOKEN,
          "GITHUB_APP_PRIVATE_KEY",
          DATABASE_PASSWORD,
          WEBHOOK_SECRET);

  /** Of variables that nothing here knows; shorter values are flags and switches. */
  private static final int SHORTEST = 12;

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(?:TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIALS?|_KEY|APIKEY|_PAT)");

  /** In an address, or as a parameter of one. */
  private static final Pattern PASSWORD =
      Pattern.compile(
          "://[^\\s/:@]{0,200}:([^\\s/@]{6,200})@"
              + "|[?&;](?i:password|passwd|token|api_?key)=([^\\s&;]{6,200})");

  private static final Map<String, String> STANDARD =
      Map.of(
          SLACK_URL, "https://slack.com/api/",
          GITHUB_URL, "https://api.github.com",
          DATABASE, "jdbc:sqlite:data/spadework.db",
          PORT, "3000");

  Environment {
    variables = Map.copyOf(variables);
  }

  /** The value without blanks around it, else the standard one; empty where there is none. */
  String get(String name) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? standard(name) : value;
  }

  private static String standard(String name) {
    return Arrays.stream(Provider.values())
        .filter(provider -> provider.urlVariable().equals(name))
        .map(Provider::standardUrl)
        .findFirst()
        .orElseGet(() -> STANDARD.getOrDefault(name, ""));
  }

  /**
   * Where the database is.
   *
   * @throws dev.spadework.store.StoreException if it is of a kind that nobody here knows
   */
  Address database() {
    return Address.of(get(DATABASE), get(DATABASE_USER), get(DATABASE_PASSWORD));
  }

  boolean has(String name) {
    return !get(name).isEmpty();
  }

  /**
   * Every secret value that this process holds: those above, what any other variable of such a name
   * holds, and passwords in addresses.
   */
  List<String> secrets() {
    Set<String> secrets = new LinkedHashSet<>();
    Stream.concat(
            SECRETS.stream(),
            Arrays.stream(Provider.values()).flatMap(each -> each.keyVariable().stream()))
        .map(this::get)
        .filter(value -> !value.isEmpty())
        .forEach(secrets::add);
    variables.forEach(
        (name, value) -> {
          if (SECRET_NAME.matcher(name).matches()
              && value.strip().length() >= SHORTEST
              && !value.strip().startsWith("/")) {
            secrets.add(value.strip());
          }
          Matcher password = PASSWORD.matcher(value);
          while (password.find()) {
            String found = password.group(1) == null ? password.group(2) : password.group(1);
            secrets.add(found);
            secrets.add(URLDecoder.decode(found.replace("+", "%2B"), StandardCharsets.UTF_8));
          }
        });
    return List.copyOf(secrets);
  }

  @Override
  public String toString() {
    return "Environment["
        + Stream.of(
                Stream.of(SLACK_URL),
                Arrays.stream(Provider.values()).map(Provider::urlVariable),
                Stream.of(GITHUB_URL, PORT))
            .flatMap(each -> each)
            .map(name -> name + "=" + Redactor.of(secrets()).clean(get(name)))
            .toList()
        + ", "
        + secrets().size()
        + " secrets masked]";
  }
}
