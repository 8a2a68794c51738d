package dev.spadework.llm;

import dev.spadework.llm.ModelSettings.Access;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The models that the settings name. Holds the connections; make it once. */
public final class Models {
  private static final Duration CONNECT = Duration.ofSeconds(15);

  /** Each provider with the environment variable of its key. */
  private static final Map<String, String> KEYS = Map.of("gemini", "GEMINI_API_KEY");

  private final ModelSettings settings;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          // A key must not travel to wherever an answer points.
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT)
          .build();

  private Models(ModelSettings settings) {
    this.settings = settings;
  }

  /**
   * The models of these settings. Nothing is asked yet.
   *
   * @throws IllegalArgumentException with all of {@link #problems}, one a line
   */
  public static Models of(ModelSettings settings) {
    List<String> problems = problems(settings);
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", problems));
    }
    return new Models(settings);
  }

  /** What keeps these settings from working, a line each, with the setting that it is about. */
  public static List<String> problems(ModelSettings settings) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("model.planner", settings.planner());
    names.put("model.worker", settings.worker());
    names.put("model.summary", settings.summary());
    settings
        .fallback()
        .filter(name -> !name.isBlank())
        .ifPresent(name -> names.put("model.fallback", name));
    Set<String> problems = new LinkedHashSet<>();
    names.forEach(
        (key, name) -> nameProblem(name).ifPresent(problem -> problems.add(key + ": " + problem)));
    names.values().forEach(name -> accessProblem(name, settings.access()).ifPresent(problems::add));
    return new ArrayList<>(problems);
  }

  /** The model for a role. */
  public Model of(Role role) {
    return named(
        switch (role) {
          case PLANNER -> settings.planner();
          case WORKER -> settings.worker();
          case SUMMARY -> settings.summary();
        });
  }

  /** The model to ask where another does not answer. */
  public Optional<Model> fallback() {
    return settings.fallback().filter(name -> !name.isBlank()).map(this::named);
  }

  /**
   * A model by its name, such as one that a task asks for.
   *
   * @throws IllegalArgumentException if the provider is not known or not set up
   */
  public Model named(String name) {
    Optional<String> problem = nameProblem(name).or(() -> accessProblem(name, settings.access()));
    if (problem.isPresent()) {
      throw new IllegalArgumentException(problem.get());
    }
    Access access = settings.access().get(provider(name));
    String model = name.substring(name.indexOf(':') + 1);
    return switch (provider(name)) {
      case "gemini" -> new GeminiModel(model, access, http);
      default -> throw new IllegalStateException("No factory for " + name);
    };
  }

  private static Optional<String> nameProblem(String name) {
    // The name becomes part of an address.
    if (!name.matches("[a-z0-9]+:[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      return Optional.of(
          "\"" + name + "\" is no model; write provider:model, such as gemini:gemini-3.5-flash");
    }
    return KEYS.containsKey(provider(name))
        ? Optional.empty()
        : Optional.of(
            "the provider of \""
                + name
                + "\" is not known; known are: "
                + String.join(", ", KEYS.keySet().stream().sorted().toList()));
  }

  private static Optional<String> accessProblem(String name, Map<String, Access> all) {
    if (nameProblem(name).isPresent()) {
      return Optional.empty();
    }
    String variable = KEYS.get(provider(name));
    Access access = all.get(provider(name));
    if (access == null || access.key().isBlank()) {
      return Optional.of(variable + " is not set, but a model of " + provider(name) + " is used");
    }
    // Java's HTTP client would repeat the key in its complaint about such a header.
    if (!access.key().matches("[!-~]+")) {
      return Optional.of(variable + " holds a space, a line break or another character no key has");
    }
    try {
      URI base = URI.create(access.baseUrl());
      if (List.of("http", "https").contains("" + base.getScheme()) && base.getHost() != null) {
        return Optional.empty();
      }
    } catch (IllegalArgumentException e) {
      // Said below, in words that do not depend on what is wrong with it.
    }
    return Optional.of(
        "the base URL of " + provider(name) + " is no http or https address: " + access.baseUrl());
  }

  private static String provider(String name) {
    return name.substring(0, name.indexOf(':'));
  }
}
