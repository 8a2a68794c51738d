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
 * @param access of the providers that are used
 */
public record ModelSettings(
    String planner,
    String worker,
    String summary,
    Optional<String> fallback,
    Map<Provider, Access> access) {
  /**
   * How one provider is reached.
   *
   * @param key the API key; empty for a provider that wants none
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
