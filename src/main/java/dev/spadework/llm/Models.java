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
    Provider provider = Provider.of(name).orElseThrow();
    return new ProviderModel(
        provider, provider.model(name), access(provider, settings.access()), http);
  }

  private static Optional<String> nameProblem(String name) {
    // The name becomes part of an address.
    int colon = name.indexOf(':');
    if (colon < 1 || !name.substring(0, colon).matches("[a-z0-9]+")) {
      return Optional.of(
          "\""
              + name
              + "\" is no model; write provider:model, such as "
              + Provider.GEMINI.example());
    }
    Optional<Provider> provider = Provider.of(name);
    if (provider.isEmpty()) {
      return Optional.of(
          "the provider of \"" + name + "\" is not known; known are: " + Provider.known());
    }
    return provider.get().takes(provider.get().model(name))
        ? Optional.empty()
        : Optional.of("\"" + name + "\" is no model; write it such as " + provider.get().example());
  }

  private static Access access(Provider provider, Map<Provider, Access> all) {
    return all.getOrDefault(provider, new Access("", provider.standardUrl()));
  }

  private static Optional<String> accessProblem(String name, Map<Provider, Access> all) {
    if (nameProblem(name).isPresent()) {
      return Optional.empty();
    }
    Provider provider = Provider.of(name).orElseThrow();
    Access access = access(provider, all);
    if (provider.keyVariable().isPresent() && access.key().isBlank()) {
      return Optional.of(
          provider.keyVariable().get()
              + " is not set, but a model of "
              + provider.id()
              + " is used");
    }
    // Java's HTTP client would repeat the key in its complaint about such a header.
    if (!access.key().matches("[!-~]*")) {
      return Optional.of(
          provider.keyVariable().orElse("the key")
              + " holds a space, a line break or another character no key has");
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
        provider.urlVariable() + " is no http or https address: " + access.baseUrl());
  }
}
