package dev.spadework;

import java.util.List;
import java.util.Map;
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
  static final String GEMINI_KEY = "GEMINI_API_KEY";
  static final String GEMINI_URL = "GEMINI_BASE_URL";
  static final String GITHUB_TOKEN = "GITHUB_TOKEN";
  static final String GITHUB_URL = "GITHUB_API_URL";
  static final String WEBHOOK_SECRET = "GITHUB_WEBHOOK_SECRET";
  static final String DATABASE = "DATABASE_URL";
  static final String PORT = "PORT";

  /** Also those that nothing here uses: the process holds them, so they must not leave it. */
  private static final List<String> SECRETS =
      List.of(
          SLACK_TOKEN,
          SLACK_SECRET,
          SLACK_APP_TOKEN,
          GEMINI_KEY,
          "OPENAI_API_KEY",
          "ANTHROPIC_API_KEY",
          GITHUB_TOKEN,
          "GITHUB_APP_PRIVATE_KEY",
          WEBHOOK_SECRET);

  private static final Map<String, String> STANDARD =
      Map.of(
          SLACK_URL, "https://slack.com/api/",
          GEMINI_URL, dev.spadework.llm.ModelSettings.GEMINI_BASE_URL,
          GITHUB_URL, "https://api.github.com",
          DATABASE, "jdbc:sqlite:data/spadework.db",
          PORT, "3000");

  Environment {
    variables = Map.copyOf(variables);
  }

  /** The value without blanks around it, else the standard one; empty where there is none. */
  String get(String name) {
    String value = variables.getOrDefault(name, "").strip();
    return value.isEmpty() ? STANDARD.getOrDefault(name, "") : value;
  }

  boolean has(String name) {
    return !get(name).isEmpty();
  }

  /** Every secret value that this process holds. */
  List<String> secrets() {
    return SECRETS.stream().map(this::get).filter(value -> !value.isEmpty()).toList();
  }

  @Override
  public String toString() {
    return "Environment["
        + Stream.of(SLACK_URL, GEMINI_URL, GITHUB_URL, PORT)
            .map(name -> name + "=" + get(name))
            .toList()
        + ", "
        + secrets().size()
        + " secrets masked]";
  }
}
