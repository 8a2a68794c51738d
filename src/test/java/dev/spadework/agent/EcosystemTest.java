package dev.spadework.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EcosystemTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @Test
  void theUppermostManifestsAreWhereCommandsRun() {
    List<String> paths =
        List.of(
            "pom.xml",
            "core/pom.xml",
            "web/package.json",
            "web/app/package.json",
            "src/test/resources/x/package.json",
            "examples/go.mod",
            "a b/Cargo.toml");
    assertThat(Ecosystem.MAVEN.places(paths)).containsExactly("");
    assertThat(Ecosystem.NODE.places(paths)).containsExactly("web/");
    assertThat(Ecosystem.GO.places(paths)).isEmpty();
    assertThat(Ecosystem.CARGO.places(paths)).isEmpty();
  }

  @Test
  void theLockSaysWhichManagerOfNodeIsAsked() {
    assertThat(Ecosystem.NODE.commands(List.of("package.json"))).contains("npm outdated");
    assertThat(Ecosystem.NODE.commands(List.of("package.json", "yarn.lock")))
        .contains("yarn outdated")
        .doesNotContain("npm outdated");
    assertThat(Ecosystem.NODE.commands(List.of("pnpm-lock.yaml"))).contains("pnpm outdated");
  }

  @Test
  void theSearchFollowsTheSetupAndNeverMakesItFail() {
    String setup =
        Updates.setup(Optional.of("make fetch"), List.of("pom.xml", "go.mod"), DAY).orElseThrow();
    assertThat(setup)
        .startsWith("( make fetch\n) || exit $?\n")
        .contains("as of 2026-11-23", "versions:display-dependency-updates", "go list -m -u")
        .endsWith("2>&1\ntrue\n");
    assertThat(Updates.setup(Optional.of("make fetch"), List.of("Makefile"), DAY))
        .contains("make fetch");
    assertThat(Updates.setup(Optional.empty(), List.of("README.md"), DAY)).isEmpty();
  }
}
