package dev.spadework;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.spadework.llm.Prices;
import dev.spadework.llm.Provider;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Asks each model's provider whether it takes the key and has the model; nothing that costs is
 * asked. That a model has a price is checked with it.
 */
final class ModelCheck {
  private final Reach reach;
  private final Settings settings;
  private final Environment environment;
  private final Consumer<Finding> found;

  ModelCheck(Reach reach, Settings settings, Consumer<Finding> found) {
    this.reach = reach;
    this.settings = settings;
    this.environment = settings.environment();
    this.found = found;
  }

  void look() throws InterruptedException {
    Settings.Model model = settings.model();
    Set<String> names =
        new TreeSet<>(List.of(model.planner(), model.worker(), model.summary(), model.fallback()));
    Prices prices = Prices.of(settings.prices());
    for (String name : names) {
      Optional<Provider> provider = Provider.of(name);
      // Without a key the start says so, with all the rest that is missing.
      if (provider.isPresent() && keyed(provider.get())) {
        found.accept(model(provider.get(), name));
        prices
            .problem(name)
            .ifPresent(problem -> found.accept(Finding.wrong("price of " + name, problem)));
      }
    }
  }

  private boolean keyed(Provider provider) {
    return provider.keyVariable().map(environment::has).orElse(true);
  }

  private Finding model(Provider provider, String name) throws InterruptedException {
    String about = "model " + name;
    Optional<HttpResponse<String>> answer = ask(provider, provider.model(name));
    if (answer.isEmpty()) {
      return Finding.wrong(
          about, "no answer; check the network or " + provider.urlVariable() + where(provider));
    }
    int status = answer.get().statusCode();
    return switch (status) {
      case 200 ->
          provider != Provider.OLLAMA || takesTools(answer.get().body())
              ? Finding.well(about, "is there")
              : Finding.wrong(about, "takes no tools; name one that does under model");
      case 400, 401, 403 ->
          Finding.wrong(
              about,
              "the key is refused (" + status + "); check " + provider.keyVariable().orElse("it"));
      case 404 -> unknown(provider, name, about);
      case 402 -> Finding.wrong(about, "no credit is left there (402); add some");
      case 429 -> Finding.wrong(about, "too many calls or no quota (429); look at the account");
      default -> Finding.wrong(about, "HTTP " + status + "; try again later");
    };
  }

  private static Finding unknown(Provider provider, String name, String about) {
    return Finding.wrong(
        about,
        provider == Provider.OLLAMA
            ? "is not there; run `ollama pull " + provider.model(name) + "`"
            : "is not known there; name another under model, or mend " + provider.urlVariable());
  }

  private static String where(Provider provider) {
    return provider == Provider.OLLAMA ? "; `ollama serve` must run there" : "";
  }

  private Optional<HttpResponse<String>> ask(Provider provider, String model)
      throws InterruptedException {
    String base = environment.get(provider.urlVariable()).replaceAll("/+$", "");
    String key = provider.keyVariable().map(environment::get).orElse("");
    String address = base + "/models/" + URLEncoder.encode(model, StandardCharsets.UTF_8);
    return switch (provider) {
      case GEMINI -> reach.ask("GET", address, "x-goog-api-key", key);
      case OPENAI -> openAi(base, model, address, "Bearer " + key);
      case ANTHROPIC ->
          reach.ask("GET", address, "x-api-key", key, "anthropic-version", "2023-06-01");
      case OLLAMA -> reach.post(base + "/api/show", "{\"model\":\"" + model + "\"}");
    };
  }

  /** Not every server that speaks like OpenAI tells of one model; a list most of them have. */
  private Optional<HttpResponse<String>> openAi(
      String base, String model, String address, String bearer) throws InterruptedException {
    Optional<HttpResponse<String>> one = reach.ask("GET", address, "Authorization", bearer);
    if (one.isEmpty() || one.get().statusCode() != 404 && one.get().statusCode() != 405) {
      return one;
    }
    return reach
        .ask("GET", base + "/models", "Authorization", bearer)
        .filter(all -> all.statusCode() == 200 && lists(all.body(), model))
        .or(() -> one);
  }

  private static boolean lists(String body, String model) {
    for (JsonNode one : json(body).path("data")) {
      if (one.path("id").asText().equals(model)) {
        return true;
      }
    }
    return false;
  }

  /** Older versions do not say what a model can do, and are believed. */
  private static boolean takesTools(String body) {
    JsonNode can = json(body).path("capabilities");
    for (JsonNode one : can) {
      if (one.asText().equals("tools")) {
        return true;
      }
    }
    return can.isEmpty();
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      // An answer that is no JSON is told by its status.
      return new ObjectMapper().createObjectNode();
    }
  }
}
