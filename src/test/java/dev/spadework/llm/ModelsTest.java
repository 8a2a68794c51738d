package dev.spadework.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.spadework.llm.ModelSettings.Access;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which settings make models, and what is said of the others. */
class ModelsTest {
  private static final Map<Provider, Access> ACCESS =
      Map.of(Provider.GEMINI, new Access("key", Provider.GEMINI.standardUrl()));

  @Test
  void eachRoleHasItsModel() {
    Models models =
        Models.of(
            new ModelSettings("gemini:a", "gemini:b", "gemini:c", Optional.of("gemini:d"), ACCESS));
    assertThat(models.of(Role.PLANNER).name()).isEqualTo("gemini:a");
    assertThat(models.of(Role.WORKER).name()).isEqualTo("gemini:b");
    assertThat(models.of(Role.SUMMARY).name()).isEqualTo("gemini:c");
    assertThat(models.fallback()).map(Model::name).contains("gemini:d");
    assertThat(models.named("gemini:e").name()).isEqualTo("gemini:e");
  }

  @Test
  void aBlankFallbackIsNone() {
    assertThat(Models.of(settings("gemini:a", ACCESS)).fallback()).isEmpty();
  }

  @Test
  void allProblemsAreNamedAtOnceAndKnownProvidersListed() {
    ModelSettings wrong =
        new ModelSettings("oracle:x", "flash", "gemini:c", Optional.empty(), Map.of());
    assertThat(Models.problems(wrong))
        .containsExactly(
            "model.planner: the provider of \"oracle:x\" is not known; known are: gemini, openai,"
                + " anthropic, ollama",
            "model.worker: \"flash\" is no model; write provider:model, such as"
                + " gemini:gemini-3.5-flash",
            "GEMINI_API_KEY is not set, but a model of gemini is used");
    assertThatThrownBy(() -> Models.of(wrong))
        .hasMessageContaining("known are: gemini, openai," + " anthropic, ollama");
  }

  @Test
  void aModelCannotLeadTheAddressElsewhere() {
    Models models = Models.of(settings("gemini:a", ACCESS));
    assertThatThrownBy(() -> models.named("gemini:../files?x="))
        .hasMessageContaining("is no model");
  }

  @Test
  void aKeyThatIsNoHeaderIsRefusedWithoutBeingRepeated() {
    Map<Provider, Access> access =
        Map.of(Provider.GEMINI, new Access("se\ncret", "http://localhost/v1beta"));
    assertThat(Models.problems(settings("gemini:a", access)))
        .singleElement()
        .asString()
        .contains("GEMINI_API_KEY")
        .doesNotContain("cret");
  }

  @Test
  void aBaseUrlMustBeOne() {
    Map<Provider, Access> access = Map.of(Provider.GEMINI, new Access("key", "localhost:8080"));
    assertThat(Models.problems(settings("gemini:a", access)))
        .containsExactly("GEMINI_BASE_URL is no http or https address: localhost:8080");
  }

  @Test
  void theKeyIsInNoText() {
    assertThat(settings("gemini:a", Map.of(Provider.GEMINI, new Access("s3cret-key", "http://x"))))
        .asString()
        .doesNotContain("s3cret");
  }

  private static ModelSettings settings(String name, Map<Provider, Access> access) {
    return new ModelSettings(name, name, name, Optional.of(""), access);
  }
}
