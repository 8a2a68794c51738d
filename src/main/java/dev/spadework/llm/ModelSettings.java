package dev.spadework.llm;

import dev.spadework.redact.Redactor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which models are asked and how their providers are reached.
 *
 * @param planner {@code provider:model}, as are the next two
 * @param fallback asked where another does not answer; empty for none
 * @param access by provider, such as {@code gemini}
 */
public record ModelSettings(
    String planner,
    String worker,
    String summary,
    Optional<String> fallback,
    Map<String, Access> access) {
  /** Where Gemini is when {@code GEMINI_BASE_URL} is not set. */
  public static final String GEMINI_BASE_URL = "https://generativelanguage.googleapis.com/v1beta";

  /**
   * How one provider is reached.
   *
   * @param key the API key
   * @param baseUrl used as it is, the version in its path included
   */
  public record Access(String key, String baseUrl) {
    @Override
    public String toString() {
      String url = Redactor.of(List.of(key)).clean(baseUrl);
      return "Access[key=" + (key.isBlank() ? "none" : "set") + ", baseUrl=" + url + "]";
    }
  }

  public ModelSettings {
    access = Map.copyOf(access);
  }
}
