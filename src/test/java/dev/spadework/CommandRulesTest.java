package dev.spadework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.spadework.sandbox.CommandPolicy;
import dev.spadework.sandbox.Verdict.Action;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules for commands that settings add. */
class CommandRulesTest {
  @TempDir Path dir;

  private SettingsReader.Read read(String yaml) throws Exception {
    Path file = Files.writeString(dir.resolve("spadework.yml"), yaml);
    return SettingsReader.read(Optional.of(file), Map.of());
  }

  @Test
  void aRepositoryHasTheRulesForAllAndItsOwn() throws Exception {
    SettingsReader.Read read =
        read(
            """
            sandbox: { commands: { ask: [make release], never: psql } }
            repos:
              acme/billing: { commands: { allow: [git clone], ask: ["x ** y : it is slow"] } }
              acme/tools: { }
            """);
    assertThat(read.problems()).isEmpty();
    CommandPolicy billing = read.settings().repos().get("acme/billing").commands();
    CommandPolicy tools = read.settings().repos().get("acme/tools").commands();
    assertThat(billing.judge("git clone x").action()).isEqualTo(Action.ALLOW);
    assertThat(tools.judge("git clone x").action()).isEqualTo(Action.ASK);
    assertThat(billing.judge("x a y").reason()).isEqualTo("`x y`: it is slow");
    assertThat(tools.judge("x a y").action()).isEqualTo(Action.ALLOW);
    assertThat(tools.judge("make release").reason())
        .isEqualTo("`make release`: `sandbox.commands` of the settings says so");
    assertThat(billing.judge("psql").action()).isEqualTo(Action.NEVER);
  }

  @Test
  void whatNeverRunsCannotBeAllowed() throws Exception {
    assertThat(read("repos: { acme/x: { commands: { allow: [kubectl get] } } }").problems())
        .containsExactly(
            "repos.acme/x.commands: \"kubectl get\" cannot be allowed: `kubectl` never runs; take"
                + " the line out");
  }

  @Test
  void aWrongRuleIsToldInOneLine() throws Exception {
    assertThat(read("sandbox: { commands: { alow: [x] } }").problems())
        .containsExactly("sandbox.commands.alow is no setting; did you mean allow?");
    assertThat(read("sandbox: { commands: [x] }").problems())
        .containsExactly("sandbox.commands must be a section such as  { ask: [\"make release\"] }");
    assertThat(read("repos: { acme/x: { commands: { ask: [\": y\"] } } }").problems())
        .containsExactly(
            "repos.acme/x.commands: \": y\" is no rule: write a program, words that must follow it,"
                + " and : reason");
  }
}
