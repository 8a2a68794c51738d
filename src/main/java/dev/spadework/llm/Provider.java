package dev.spadework.llm;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Who answers models' questions, and how each is reached. */
public enum Provider {
  GEMINI("Gemini", "gemini-3.5-flash", true, "https://generativelanguage.googleapis.com/v1beta"),
  /** OpenAI, and whoever speaks its Chat Completions: vLLM, LM Studio, OpenRouter, gateways. */
  OPENAI("OpenAI", "gpt-5-mini", true, "https://api.openai.com/v1"),
  ANTHROPIC("Anthropic", "claude-sonnet-4-6", true, "https://api.anthropic.com/v1"),
  OLLAMA("Ollama", "gpt-oss:20b", false, "http://localhost:11434");

  // Gemini's stands in the address; the others' only in the body and, encoded, in doctor's.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern ROOMY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,149}");

  private final String title;
  private final String example;
  private final boolean keyed;
  private final String standardUrl;

  Provider(String title, String example, boolean keyed, String standardUrl) {
    this.title = title;
    this.example = example;
    this.keyed = keyed;
    this.standardUrl = standardUrl;
  }

  /** The provider of {@code provider:model}, if the name begins with a known one. */
  public static Optional<Provider> of(String name) {
    return Arrays.stream(values()).filter(one -> name.startsWith(one.id() + ":")).findFirst();
  }

  /** What stands before the colon of a model's name. */
  public String id() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** A model's name, as it is written in settings. */
  String example() {
    return id() + ":" + example;
  }

  /** What the provider itself calls the model of this name. */
  public String model(String name) {
    return name.substring(id().length() + 1);
  }

  /** The environment variable with the key; empty where none is asked for. */
  public Optional<String> keyVariable() {
    return keyed ? Optional.of(name() + "_API_KEY") : Optional.empty();
  }

  /** The environment variable with the base URL. */
  public String urlVariable() {
    return name() + "_BASE_URL";
  }

  /** Where it is when {@link #urlVariable()} is not set. */
  public String standardUrl() {
    return standardUrl;
  }

  boolean takes(String model) {
    Pattern names = this == GEMINI ? PLAIN : ROOMY;
    return names.matcher(model).matches() && !model.contains("..");
  }

  Wire wire() {
    return switch (this) {
      case GEMINI -> new GeminiWire();
      case OPENAI -> new OpenAiWire();
      case ANTHROPIC -> new AnthropicWire();
      case OLLAMA -> new OllamaWire();
    };
  }

  Shape shape() {
    return switch (this) {
      case GEMINI -> new GeminiShape();
      case OPENAI -> new OpenAiShape();
      case ANTHROPIC -> new AnthropicShape();
      case OLLAMA -> new OllamaShape();
    };
  }

  static String known() {
    return List.of(values()).stream().map(Provider::id).collect(Collectors.joining(", "));
  }
}
