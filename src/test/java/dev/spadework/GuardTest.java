package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository's own list of paths to look at, from the settings to the agent. */
class GuardTest {
  @TempDir private Path dir;

  @Test
  void aRepositoryNamesPathsThatPeopleLookAt() throws Exception {
    Settings settings =
        read("repos: { acme/billing: { guard: [db/migrations/, \"*.sql\"] } }", Map.of())
            .orThrow(List.of());
    assertThat(Slices.repos(settings).get("acme/billing").guard())
        .containsExactly("db/migrations/", "*.sql");
    assertThat(read("repos: { a/b: { guard: [\"[z-a].sql\", \"*.sql\"] } }", Map.of()).problems())
        .containsExactly("repos.a/b.guard: \"[z-a].sql\" is no pattern; mend what is in brackets");
    assertThat(read("repos: { a/b: { guard: [1] } }", Map.of()).problems())
        .containsExactly(
            "repos.a/b.guard must be a list such as [db/migrations/, \"src/**/*.sql\"]");
  }

  private SettingsReader.Read read(String yaml, Map<String, String> environment)
      throws IOException {
    Path file = Files.writeString(dir.resolve("spadework.yml"), yaml);
    return SettingsReader.read(Optional.of(file), environment);
  }
}
