package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor says of models and keys; every provider is asked in its own way. */
class ModelCheckTest {
  private static final String KEY = "canary-key-of-the-test";

  @TempDir private Path dir;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> said = new ArrayList<>();
  private HttpServer outside;
  private volatile int status = 200;
  private volatile String shown = "{\"capabilities\":[\"completion\",\"tools\"]}";

  @BeforeEach
  void start() throws IOException {
    outside = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    outside.createContext(
        "/v1/models",
        exchange -> {
          String path = exchange.getRequestURI().getRawPath();
          boolean claude =
              KEY.equals(exchange.getRequestHeaders().getFirst("x-api-key"))
                  && "2023-06-01"
                      .equals(exchange.getRequestHeaders().getFirst("anthropic-version"));
          boolean openAi =
              ("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization"));
          if (!claude && !openAi) {
            answer(exchange, 401, "{}");
          } else if (path.equals("/v1/models")) {
            answer(exchange, 200, "{\"data\":[{\"id\":\"local/qwen\"}]}");
          } else {
            answer(exchange, path.contains("qwen") ? 404 : status, "{}");
          }
        });
    outside.createContext("/api/show", exchange -> answer(exchange, status, shown));
    outside.start();
    String base = "http://127.0.0.1:" + outside.getAddress().getPort();
    environment.put("OPENAI_API_KEY", KEY);
    environment.put("OPENAI_BASE_URL", base + "/v1");
    environment.put("ANTHROPIC_API_KEY", KEY);
    environment.put("ANTHROPIC_BASE_URL", base + "/v1");
    environment.put("OLLAMA_BASE_URL", base);
    environment.put("SPADEWORK_MODEL_PLANNER", "anthropic:claude-opus-4-6");
    environment.put("SPADEWORK_MODEL_WORKER", "openai:gpt-5-mini");
    environment.put("SPADEWORK_MODEL_SUMMARY", "ollama:qwen3:8b");
    environment.put("SPADEWORK_MODEL_FALLBACK", "openai:local/qwen");
  }

  @AfterEach
  void stop() {
    outside.stop(0);
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private List<String> look() throws Exception {
    Path file = dir.resolve("spadework.yml");
    Files.writeString(
        file,
        """
        prices:
          "ollama:qwen3:8b": { local: true }
        repos:
          acme/billing: {}
        """);
    Settings settings = SettingsReader.read(Optional.of(file), environment).orThrow(List.of());
    said.clear();
    new ModelCheck(
            new Reach(),
            settings,
            f -> said.add(f.about() + ": " + (f.mend().isEmpty() ? "ok " + f.well() : f.mend())))
        .look();
    assertThat(said).noneMatch(line -> line.contains(KEY));
    return said;
  }

  @Test
  void eachProviderIsAskedForItsModelAndAMissingPriceIsNamed() throws Exception {
    assertThat(look())
        .containsExactly(
            "model anthropic:claude-opus-4-6: ok is there",
            "model ollama:qwen3:8b: ok is there",
            "model openai:gpt-5-mini: ok is there",
            "model openai:local/qwen: ok is there",
            "price of openai:local/qwen: No price is known for openai:local/qwen, so its cost could"
                + " not be limited. Add to spadework.yml, with the provider's numbers in USD per"
                + " million tokens:  prices: { \"openai:local/qwen\": { input: 0.00, cached: 0.00,"
                + " output: 0.00 } }");
  }

  @Test
  void nothingStartsWithoutAPriceAndZeroIsNone() throws Exception {
    look();
    SettingsReader.Read read =
        SettingsReader.read(Optional.of(dir.resolve("spadework.yml")), environment);
    assertThat(Needs.models(read.orThrow(List.of())))
        .singleElement()
        .asString()
        .contains("No price is known for openai:local/qwen");
    Path free = dir.resolve("free.yml");
    Files.writeString(
        free, "prices: { \"openai:local/qwen\": { input: 0, cached: 0, output: 0 } }");
    assertThat(SettingsReader.read(Optional.of(free), environment).problems())
        .containsExactly(
            "prices.openai:local/qwen is 0: write { local: true } for a model on a machine of your"
                + " own");
  }

  @Test
  void whatIsWrongIsSaidWithItsMending() throws Exception {
    environment.put("OPENAI_API_KEY", "wrong");
    status = 404;
    assertThat(look())
        .contains(
            "model anthropic:claude-opus-4-6: is not known there; name another under model, or mend"
                + " ANTHROPIC_BASE_URL",
            "model ollama:qwen3:8b: is not there; run `ollama pull qwen3:8b`",
            "model openai:gpt-5-mini: the key is refused (401); check OPENAI_API_KEY");
    status = 200;
    shown = "{\"capabilities\":[\"completion\"]}";
    assertThat(look())
        .contains("model ollama:qwen3:8b: takes no tools; name one that does under model");
    outside.stop(0);
    assertThat(look())
        .contains(
            "model ollama:qwen3:8b: no answer; check the network or OLLAMA_BASE_URL; `ollama serve`"
                + " must run there");
  }
}
